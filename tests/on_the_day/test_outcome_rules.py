"""Outcomes as rules: who may say what when, who is responsible, what the session's own is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.outcomes import (
    AFTER_WAITING,
    CHOICES,
    CORRECTED_WITHIN,
    NEEDS_REASON,
    RESPONSIBLE,
    Refusal,
    Responsible,
    Saying,
    assignment_state,
    counts_against_member,
    of_session,
    refusal,
)
from app.domain.states import AssignmentState
from app.domain.vocabulary import ActorKind, DeclineReason, Outcome
from tests.factories import NOW

SAYING = Saying(
    outcome=Outcome.FULFILLED,
    kind=ActorKind.USER,
    may_always=False,
    has_reason=True,
    starts_at=NOW,
    ends_at=NOW + timedelta(hours=1),
    wait_until=NOW + timedelta(minutes=20),
    before=None,
)
outcomes = st.sampled_from(list(Outcome))


def test_every_outcome_has_somebody_or_nobody_responsible() -> None:
    assert set(RESPONSIBLE) == set(Outcome)


@given(outcomes, st.none() | st.sampled_from(list(DeclineReason)))
def test_only_not_coming_and_coming_late_count_against_a_member(
    outcome: Outcome, reason: DeclineReason | None
) -> None:
    counts = counts_against_member(outcome, reason)
    assert counts <= (outcome in (Outcome.INTERPRETER_ABSENT, Outcome.INTERPRETER_LATE))
    if reason in (DeclineReason.CONFLICT, DeclineReason.WELLBEING):
        assert not counts
    assert counts <= (RESPONSIBLE[outcome] is Responsible.MEMBER)


@given(st.lists(outcomes, min_size=1, max_size=4))
def test_a_session_ends_as_its_gravest_member_did_in_any_order(legs: list[Outcome]) -> None:
    found = of_session(legs)
    assert found in legs
    assert found is of_session(legs[::-1])


def test_a_no_show_with_a_stand_in_leaves_the_stand_ins_outcome() -> None:
    legs = [Outcome.INTERPRETER_ABSENT, Outcome.FULFILLED]
    assert of_session(legs) is Outcome.INTERPRETER_ABSENT
    assert of_session(legs, is_stood_in_for=True) is Outcome.FULFILLED
    assert of_session([Outcome.INTERPRETER_ABSENT], is_stood_in_for=True) is Outcome.REPLACED
    assert of_session([]) is Outcome.NOT_FULFILLED


@given(
    outcomes,
    st.sampled_from(list(ActorKind)),
    st.none() | st.sampled_from(list(ActorKind)),
    st.booleans(),
    st.integers(-60, 60 * 24 * 30),
)
def test_what_may_be_said_follows_from_who_says_it_and_when(
    outcome: Outcome, kind: ActorKind, before: ActorKind | None, always: bool, minutes: int
) -> None:
    saying = replace(SAYING, outcome=outcome, kind=kind, before=before, may_always=always)
    now = NOW + timedelta(minutes=minutes)
    found = refusal(saying, now)
    if found is None:
        assert outcome in CHOICES[kind]
        assert now >= saying.starts_at
        assert outcome not in AFTER_WAITING or now >= saying.wait_until
        assert not (kind is ActorKind.SYSTEM and before is not None)
        assert not (kind is ActorKind.MEMBER and before is ActorKind.USER)
    if kind is ActorKind.USER and always and minutes >= 20 and outcome in CHOICES[kind]:
        assert found is None


@pytest.mark.parametrize("outcome", sorted(NEEDS_REASON))
def test_some_outcomes_say_nothing_without_a_reason(outcome: Outcome) -> None:
    saying = replace(SAYING, outcome=outcome, kind=ActorKind.SYSTEM, has_reason=False)
    assert refusal(saying, NOW) is Refusal.NEEDS_REASON


def test_an_officer_corrects_for_some_days() -> None:
    last = SAYING.ends_at + CORRECTED_WITHIN
    assert refusal(SAYING, last) is None
    late = last + timedelta(seconds=1)
    assert refusal(SAYING, late) is Refusal.TOO_LATE
    assert refusal(replace(SAYING, may_always=True), late) is None


@given(outcomes)
def test_who_did_not_come_has_not_served(outcome: Outcome) -> None:
    is_absent = outcome is Outcome.INTERPRETER_ABSENT
    assert (assignment_state(outcome) is AssignmentState.NO_SHOW) is is_absent
