"""Each rule of a request, by itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import request_rules
from app.domain.errors import InvalidError
from app.domain.form_tokens import fingerprint
from app.domain.procedures import PolicyTerms, ProcedureCode
from app.domain.request_rules.times import FARTHEST_AHEAD
from app.domain.requests import NewRequest, Place, Setting, seats_of
from app.domain.vocabulary import (
    Gender,
    Modality,
    Role,
    RoleRule,
    ScoreTable,
    SignatureWay,
    Strength,
    TrainingTopic,
)

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
START = datetime(2026, 3, 10, 10, 0)

TERMS = PolicyTerms(
    country="RS",
    procedure=ProcedureCode.INT,
    valid_from=date(2018, 6, 3),
    valid_until=None,
    score_table=ScoreTable.INTERVIEW,
    interpreter_rule=RoleRule.QUALIFIED,
    mediator_rule=RoleRule.BESIDE_INTERPRETER,
    modalities=frozenset({Modality.ON_SITE, Modality.VIDEO}),
    signature_ways=frozenset({SignatureWay.WET_AT_HOST}),
    minimum_score=0.8,
    minimum_score_with_consent=0.6,
    minimum_target_level=3,
    typical_minutes=210,
    longest_minutes=420,
    phone_cap_minutes=None,
    video_cap_minutes=180,
    second_interpreter_after_minutes=240,
    second_interpreter_after_remote_minutes=120,
    host_room_for_video=True,
    remote_needs_reason=True,
    independent_of_site=False,
    trainings=frozenset(),
    default_gender_rule=None,
    legal_reference="the law, art. 37",
)
PLACE = Place("Preševo", "RS", is_of_authority=True, is_active=True, video_ok=True)
SETTING = Setting(
    country="RS",
    country_name="Serbia",
    zone=ZoneInfo("Europe/Belgrade"),
    place=PLACE,
    procedure_name="Substantive interview",
    dialect="pbu",
    target="srp",
    terms=TERMS,
)
GOOD = NewRequest(
    authority_id=1,
    site_id=1,
    procedure=ProcedureCode.INT,
    case_ref="AZ-12/26",
    dialect="pbu",
    start=START,
)


def faults(new: NewRequest = GOOD, setting: Setting = SETTING) -> Mapping[str, str]:
    try:
        request_rules.check(new, setting, NOW)
    except InvalidError as error:
        return error.fields
    return {}


def test_a_request_that_keeps_every_rule_has_no_fault() -> None:
    assert faults() == {}


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"start": datetime(2026, 3, 2, 8, 30)}, "start", "has passed"),
        ({"start": datetime(2027, 3, 2, 8, 30)}, "start", "days ahead"),
        ({"start": datetime(2026, 3, 29, 2, 30)}, "start", "does not exist"),
        ({"latest_start": START - timedelta(hours=1)}, "latest_start", "before the earliest"),
        ({"latest_start": START + timedelta(hours=13)}, "latest_start", "12 hours at most"),
        ({"minutes": 421}, "minutes", "420 minutes at most"),
        ({"minutes": 4}, "minutes", "5 minutes at least"),
        ({"minutes": -5}, "minutes", "5 minutes at least"),
        ({"modalities": frozenset()}, "modalities", "at least one"),
        ({"modalities": frozenset({Modality.PHONE})}, "modalities", "does not allow"),
        (
            {"modalities": frozenset({Modality.VIDEO}), "minutes": 200},
            "modalities",
            "180 minutes at most",
        ),
        (
            {"modalities": frozenset({Modality.VIDEO}), "minutes": 60},
            "remote_justification",
            "say why not",
        ),
        ({"roles": frozenset({Role.MEDIATOR})}, "roles", "never replaces"),
        ({"gender": Gender.FEMALE}, "gender_strength", "required or preferred"),
        ({"gender_strength": Strength.REQUIRED}, "gender", "a woman or a man"),
        ({"consent": True, "consent_reason": "  "}, "consent_reason", "Say why"),
        ({"consent_reason": "x" * 501}, "consent_reason", "500 characters"),
        ({"priority": 5}, "priority", "from 1"),
        ({"deadline_on": date(2026, 3, 9), "deadline_reason": "x"}, "deadline_on", "after the"),
        ({"deadline_on": date(2026, 3, 12)}, "deadline_reason", "what sets"),
        ({"embargoed_until": datetime(2026, 3, 10, 10, 0)}, "embargoed_until", "before the"),
        ({"embargoed_until": datetime(2026, 3, 1, 10, 0)}, "embargoed_until", "has ended"),
        ({"case_ref": ""}, "case_ref", "your own number"),
        ({"case_ref": "Gulalai"}, "case_ref", "looks like a name"),
        ({"case_ref": "Gulalai 12"}, "case_ref", "without spaces"),
        ({"case_ref": "АЗ-12/26"}, "case_ref", "Latin letters"),
        ({"case_ref": "گلالۍ"}, "case_ref", "Latin letters"),
        ({"case_ref": "1" * 41}, "case_ref", "40 characters"),
        ({"case_ref": "AZ-12\n"}, "case_ref", "without spaces"),
        (
            {"trainings": frozenset({TrainingTopic.CHILDREN}), "minutes": 240},
            "start",
            "A child is heard",
        ),
    ],
)
def test_a_fault_names_its_field_and_remedy(
    change: dict[str, object], field: str, says: str
) -> None:
    found = faults(replace(GOOD, **change))  # type: ignore[arg-type]
    assert list(found) == [field]
    assert says in found[field]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"place": None}, "site", "no such site"),
        ({"place": replace(PLACE, country="MK")}, "site", "another country"),
        ({"place": replace(PLACE, is_of_authority=False)}, "site", "does not work at"),
        ({"place": replace(PLACE, is_active=False)}, "site", "is closed"),
        ({"procedure_name": None, "terms": None}, "procedure", "no procedure"),
        ({"terms": None}, "procedure", "no policy"),
        ({"dialect": None}, "dialect", "no dialect"),
        ({"target": None}, "target_dialect", "interpreted into"),
        ({"target": "pbu"}, "target_dialect", "the same"),
    ],
)
def test_what_is_not_known_is_named(change: dict[str, object], field: str, says: str) -> None:
    found = faults(setting=replace(SETTING, **change))  # type: ignore[arg-type]
    assert list(found) == [field]
    assert says in found[field]


def test_the_night_the_clocks_go_back_has_no_single_half_past_two() -> None:
    new = replace(GOOD, start=datetime(2026, 10, 24, 23, 0), latest_start=None)
    twice = replace(new, latest_start=datetime(2026, 10, 25, 2, 30))
    october = datetime(2026, 10, 1, tzinfo=UTC)
    request_rules.check(new, SETTING, october)
    with pytest.raises(InvalidError) as refused:
        request_rules.check(twice, SETTING, october)
    assert "happens twice" in refused.value.fields["latest_start"]


def test_remote_is_closed_where_the_record_is_signed_by_hand_at_the_site() -> None:
    terms = replace(TERMS, signature_ways=frozenset({SignatureWay.WET_AT_SITE}))
    new = replace(
        GOOD, minutes=60, modalities=frozenset({Modality.VIDEO}), remote_justification="x"
    )
    assert "signed by hand" in faults(new, replace(SETTING, terms=terms))["modalities"]


def test_video_is_closed_where_the_line_does_not_carry_it() -> None:
    new = replace(
        GOOD, minutes=60, modalities=frozenset({Modality.VIDEO}), remote_justification="x"
    )
    setting = replace(SETTING, place=replace(PLACE, video_ok=False))
    assert "line" in faults(new, setting)["modalities"]


def test_a_procedure_for_which_nobody_is_provided_is_refused() -> None:
    terms = replace(TERMS, interpreter_rule=RoleRule.NO, mediator_rule=RoleRule.NO)
    assert "Nobody" in faults(setting=replace(SETTING, terms=terms))["procedure"]


@pytest.mark.parametrize(
    ("start", "minutes", "heard"),
    [("09:00", 240, True), ("09:00", 245, False), ("08:55", 30, False), ("14:00", 180, True)],
)
def test_children_are_heard_before_lunch_or_before_five(
    start: str, minutes: int, *, heard: bool
) -> None:
    moment = datetime.fromisoformat(f"2026-03-10T{start}")
    child = frozenset({TrainingTopic.CHILDREN})
    assert (
        "start" not in faults(replace(GOOD, start=moment, minutes=minutes, trainings=child))
    ) is heard


def test_the_police_hear_a_child_when_they_must() -> None:
    new = replace(
        GOOD,
        procedure=ProcedureCode.POL,
        start=datetime(2026, 3, 10, 23, 30),
        trainings=frozenset({TrainingTopic.CHILDREN}),
    )
    assert faults(new) == {}


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    window=st.integers(-24 * 60, 48 * 60),
    minutes=st.integers(-10, 1000),
    case_ref=st.text(max_size=50),
    modalities=st.frozensets(st.sampled_from(Modality)),
)
def test_what_passes_the_rules_can_be_stored(
    start: datetime, window: int, minutes: int, case_ref: str, modalities: frozenset[Modality]
) -> None:
    new = replace(
        GOOD,
        start=start,
        latest_start=start + timedelta(minutes=window),
        minutes=minutes,
        case_ref=case_ref,
        modalities=modalities,
        remote_justification="rare language",
    )
    if faults(new):
        return
    moment = start.replace(tzinfo=SETTING.zone)
    assert NOW < moment <= NOW + FARTHEST_AHEAD
    assert 0 <= window <= 12 * 60
    assert modalities <= TERMS.allowed_modalities(minutes)
    assert case_ref.isascii()
    assert any(char.isdigit() for char in case_ref)
    assert seats_of(new, TERMS)


@given(modalities=st.permutations(list(Modality)))
def test_a_fingerprint_does_not_depend_on_the_order_of_a_set(modalities: list[Modality]) -> None:
    one = replace(GOOD, form_token="t", modalities=frozenset(Modality))
    other = replace(GOOD, form_token="t", modalities=frozenset(modalities))
    assert fingerprint(one) == fingerprint(other)


def test_a_request_without_a_form_has_no_fingerprint() -> None:
    assert fingerprint(GOOD) is None
