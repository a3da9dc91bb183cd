"""The lifecycles as tables: every state is reachable, final states are final."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ConflictError
from app.domain.lifecycles import (
    ASSIGNMENT,
    LEAVE,
    MESSAGE,
    OFFER,
    PLAN,
    PLAN_RUN,
    REQUEST,
    TIMESHEET,
    Lifecycle,
)
from app.domain.refusals import STATE_WORDS
from app.domain.states import (
    FILLED_ASSIGNMENT_STATES,
    LIVE_ASSIGNMENT_STATES,
    LIVE_OFFER_STATES,
    AssignmentState,
    OfferState,
    PlanState,
)

ALL = [REQUEST, ASSIGNMENT, OFFER, MESSAGE, TIMESHEET, LEAVE, PLAN, PLAN_RUN]


def _states(lifecycle: Lifecycle[Any]) -> set[Any]:
    """Every state there is, of the enum that the first state belongs to."""
    enum: Any = type(lifecycle.first)
    return set(enum)


def _reachable(lifecycle: Lifecycle[Any]) -> set[Any]:
    seen, waiting = set(), [lifecycle.first]
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting += lifecycle.moves.get(state, ())
    return seen


@pytest.mark.parametrize("lifecycle", ALL, ids=lambda lifecycle: lifecycle.thing)
def test_every_state_can_be_reached_from_the_first(lifecycle: Lifecycle[Any]) -> None:
    assert _reachable(lifecycle) == _states(lifecycle)


@pytest.mark.parametrize("lifecycle", ALL, ids=lambda lifecycle: lifecycle.thing)
def test_sources_are_the_moves_read_backwards(lifecycle: Lifecycle[Any]) -> None:
    states = _states(lifecycle)
    for current in states:
        for to in states:
            assert (current in lifecycle.sources(to)) == lifecycle.can_move(current, to)


@given(st.sampled_from(ALL), st.data())
def test_a_refused_move_names_the_thing_and_its_state(
    lifecycle: Lifecycle[Any], data: st.DataObject
) -> None:
    states = st.sampled_from(sorted(_states(lifecycle)))
    current, to = data.draw(states), data.draw(states)
    if lifecycle.can_move(current, to):
        lifecycle.require("12", current, to)
    else:
        with pytest.raises(ConflictError, match=f"{lifecycle.thing} 12 is {STATE_WORDS[current]}"):
            lifecycle.require("12", current, to)


@given(st.lists(st.sampled_from(list(AssignmentState)), max_size=12))
def test_an_assignment_that_left_the_live_states_never_comes_back(
    wanted: list[AssignmentState],
) -> None:
    """But for a no-show that was none: whoever knows better corrects it."""
    state, has_left = AssignmentState.PROPOSED, False
    was_live = False
    for to in wanted:
        if ASSIGNMENT.can_move(state, to):
            state = to
        was_live |= state in LIVE_ASSIGNMENT_STATES
        has_left |= was_live and state not in LIVE_ASSIGNMENT_STATES
        assert not (has_left and state in {AssignmentState.OFFERED, AssignmentState.CONFIRMED})


def test_an_answered_offer_cannot_be_answered_again() -> None:
    for state in set(OfferState) - set(LIVE_OFFER_STATES):
        assert OFFER.is_final(state)


def test_a_plan_is_published_once() -> None:
    assert PLAN.sources(PlanState.PUBLISHED) == {PlanState.DRAFT}


def test_what_fills_a_seat_takes_time() -> None:
    assert set(FILLED_ASSIGNMENT_STATES) < set(LIVE_ASSIGNMENT_STATES)
