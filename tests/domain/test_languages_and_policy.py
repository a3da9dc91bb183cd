"""Dialect scores and the terms of a procedure's policy."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.languages import DialectScores, Substitution
from app.domain.procedures import PolicyTerms, ProcedureCode
from app.domain.vocabulary import Modality, Role, RoleRule, ScoreTable, SignatureWay

SCORES = DialectScores(
    {
        ("prs", "pes"): Substitution("prs", "pes", 0.8, 0.6),
        ("arz", "apc"): Substitution("arz", "apc", 0.8, 0.65),
    }
)

INTERVIEW = PolicyTerms(
    country="RS",
    procedure=ProcedureCode.INT,
    valid_from=date(2018, 6, 3),
    valid_until=None,
    score_table=ScoreTable.INTERVIEW,
    interpreter_rule=RoleRule.QUALIFIED,
    mediator_rule=RoleRule.BESIDE_INTERPRETER,
    modalities=frozenset({Modality.ON_SITE, Modality.VIDEO}),
    signature_ways=frozenset({SignatureWay.WET_AT_SITE, SignatureWay.WET_AT_HOST}),
    minimum_score=0.8,
    minimum_score_with_consent=0.6,
    minimum_target_level=3,
    typical_minutes=210,
    longest_minutes=300,
    phone_cap_minutes=60,
    video_cap_minutes=180,
    second_interpreter_after_minutes=180,
    second_interpreter_after_remote_minutes=120,
    host_room_for_video=True,
    remote_needs_reason=True,
    independent_of_site=False,
    trainings=frozenset(),
    default_gender_rule=None,
    legal_reference="LATP",
)


def test_dari_is_not_farsi() -> None:
    assert SCORES.score("prs", "pes", ScoreTable.INTERVIEW) == 0.6
    assert "pes" not in SCORES.acceptable("prs", ScoreTable.INTERVIEW, INTERVIEW.minimum_score)


def test_consent_opens_the_lower_band_and_nothing_below_it() -> None:
    minimum = INTERVIEW.minimum_for(consent=True)
    assert SCORES.acceptable("prs", ScoreTable.INTERVIEW, minimum) == {"prs": 1.0, "pes": 0.6}
    assert SCORES.acceptable("prs", ScoreTable.INTERVIEW, 0.61) == {"prs": 1.0}


def test_substitution_is_directional() -> None:
    assert SCORES.score("arz", "apc", ScoreTable.MEDIATION) == 0.8
    assert SCORES.score("apc", "arz", ScoreTable.MEDIATION) == 0.0


def test_the_same_dialect_serves_itself_and_an_unknown_pair_not_at_all() -> None:
    assert SCORES.score("pbu", "pbu", ScoreTable.INTERVIEW) == 1.0
    assert SCORES.score("pbu", "prs", ScoreTable.MEDIATION) == 0.0


@pytest.mark.parametrize(
    ("minutes", "lawful"),
    [(180, {Modality.ON_SITE, Modality.VIDEO}), (181, {Modality.ON_SITE})],
)
def test_video_is_lawful_up_to_its_cap(minutes: int, lawful: set[Modality]) -> None:
    assert INTERVIEW.allowed_modalities(minutes) == lawful


def test_nothing_remote_is_lawful_where_the_record_can_only_be_signed_at_the_site() -> None:
    terms = replace(INTERVIEW, signature_ways=frozenset({SignatureWay.WET_AT_SITE}))
    assert terms.allowed_modalities(30) == {Modality.ON_SITE}


def test_a_printer_is_needed_where_paper_at_the_host_is_the_only_remote_way() -> None:
    assert INTERVIEW.needs_printer_at_host
    audio = replace(INTERVIEW, signature_ways=INTERVIEW.signature_ways | {SignatureWay.AUDIO})
    assert not audio.needs_printer_at_host


@pytest.mark.parametrize(
    ("minutes", "remote_only", "needed"),
    [(180, False, 1), (181, False, 2), (120, True, 1), (121, True, 2)],
)
def test_a_long_session_takes_two_interpreters(
    minutes: int, remote_only: bool, needed: int
) -> None:
    assert INTERVIEW.interpreters_needed(minutes, remote_only=remote_only) == needed


def test_terms_hold_from_their_first_day_up_to_their_last() -> None:
    ended = replace(INTERVIEW, valid_until=date(2026, 1, 1))
    assert ended.holds_on(date(2018, 6, 3))
    assert not ended.holds_on(date(2018, 6, 2))
    assert ended.holds_on(date(2025, 12, 31))
    assert not ended.holds_on(date(2026, 1, 1))


def test_each_role_has_its_rule() -> None:
    assert INTERVIEW.rule_for(Role.INTERPRETER) is RoleRule.QUALIFIED
    assert INTERVIEW.rule_for(Role.MEDIATOR) is RoleRule.BESIDE_INTERPRETER
