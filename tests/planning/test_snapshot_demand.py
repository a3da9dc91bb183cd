"""What is asked for lands in the problem: sessions, seats, starts, policy."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.db.models import Relay, Seat
from app.domain.procedures import ProcedureCode
from app.domain.states import RequestState
from app.domain.vocabulary import Gender, Modality, Role, Strength, TrainingTopic
from app.services import snapshot
from scheduler import problem as scheduler
from scheduler.problem import Problem, digest, problem_from_json, problem_to_json
from tests.factories import NOW, make_authority, make_member, make_officer, make_request, site

FIRST, LAST = date(2026, 11, 30), date(2026, 12, 6)
#: Tuesday of that week, 10:00 in Belgrade: a day and 10 hours after the first midnight.
TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
TUESDAY_MINUTE = 34 * 60


def problem(db: Session, now: datetime = NOW) -> Problem:
    """The week's problem, which must be one the solver takes."""
    db.flush()
    found = snapshot.take(db, FIRST, LAST, now).problem
    assert problem_from_json(problem_to_json(found)) == found
    return found


def only_session(db: Session) -> scheduler.Session:
    (found,) = problem(db).sessions
    return found


def only_seat(db: Session) -> scheduler.Seat:
    (found,) = problem(db).seats
    return found


def test_an_accepted_session_is_planned_with_its_time_place_and_length(db: Session) -> None:
    request = make_request(db, starts_at=TUESDAY, minutes=45)
    number = str(request.sessions[0].id)

    found = only_session(db)

    assert found.id == number
    assert (found.start, found.latest_start, found.duration) == (TUESDAY_MINUTE, None, 45)
    assert (found.site, found.country) == (str(site(db, "RS-PRE").id), "RS")
    assert found.authority == str(request.authority_id)


@pytest.mark.parametrize(
    "state", [RequestState.SUBMITTED, RequestState.REJECTED, RequestState.CANCELLED]
)
def test_what_is_not_accepted_is_not_planned(db: Session, state: RequestState) -> None:
    make_request(db, state=state)

    assert problem(db).sessions == ()


def test_a_cancelled_session_and_one_of_another_week_are_not_planned(db: Session) -> None:
    make_request(db).sessions[0].cancelled_at = NOW
    make_request(db, starts_at=TUESDAY + timedelta(days=7))

    assert problem(db).sessions == ()


def test_a_session_that_has_begun_is_not_planned(db: Session) -> None:
    make_request(db, starts_at=TUESDAY)

    assert problem(db, now=TUESDAY + timedelta(minutes=1)).sessions == ()


def test_a_window_keeps_its_steps_when_part_of_it_has_passed(db: Session) -> None:
    make_request(db, starts_at=TUESDAY, window=timedelta(hours=2))

    whole = problem(db).sessions[0]
    later = problem(db, now=TUESDAY + timedelta(minutes=20)).sessions[0]

    assert (whole.start, whole.latest_start) == (TUESDAY_MINUTE, TUESDAY_MINUTE + 120)
    assert (later.start, later.latest_start) == (TUESDAY_MINUTE + 30, TUESDAY_MINUTE + 120)


def test_a_window_ends_with_the_days_that_are_planned(db: Session) -> None:
    make_request(db, starts_at=TUESDAY, window=timedelta(days=14))

    found = problem(db)

    assert found.sessions[0].latest_start == found.days[-1].end - 1


def test_the_days_cross_both_clock_changes_with_their_real_lengths(db: Session) -> None:
    spring = snapshot.take(db, date(2027, 3, 27), date(2027, 3, 29), NOW).problem.days
    autumn = snapshot.take(db, date(2027, 10, 30), date(2027, 11, 1), NOW).problem.days

    assert [day.end - day.start for day in spring] == [1440, 1380, 1440]
    assert [day.end - day.start for day in autumn] == [1440, 1500, 1440]
    assert spring[1].lunch == (1440 + 600, 1440 + 840)
    assert spring[0].week == "2027-W12"


def test_the_seat_asks_for_dialect_score_and_level_as_filed(db: Session) -> None:
    seat = make_request(db, procedure=ProcedureCode.INT, dialect="prs").sessions[0].seats[0]
    seat.minimum_score, seat.minimum_level = 0.8, 3

    found = only_seat(db)

    assert found.accepts == (scheduler.Acceptance("prs", 80, "interview"),)
    assert found.into == (scheduler.Target("srp", 75),)
    assert found.role == "interpreter"


def test_the_scores_between_dialects_are_directional_and_differ_by_table(db: Session) -> None:
    scores = {(s.speaks, s.interpreter_of): s for s in problem(db).substitutions}

    assert (scores["prs", "pes"].mediation, scores["prs", "pes"].interview) == (80, 60)
    assert ("pes", "urd") not in scores


def test_an_interview_asks_for_a_qualified_interpreter(db: Session) -> None:
    make_request(db, procedure=ProcedureCode.INT)

    assert only_seat(db).qualification == "INT"


def test_a_mediator_in_an_application_must_be_an_interpreter_as_well(db: Session) -> None:
    request = make_request(db, procedure=ProcedureCode.APP)
    request.sessions[0].seats[0].role = Role.MEDIATOR

    assert only_seat(db).also_roles == ("interpreter",)


def test_a_mediator_in_an_interview_sits_beside_the_interpreter(db: Session) -> None:
    first = make_request(db, procedure=ProcedureCode.INT).sessions[0].seats[0]
    add_seat(db, first, Role.MEDIATOR, 2)

    interpreter, mediator = problem(db).seats

    assert mediator.beside == interpreter.id
    assert mediator.qualification == interpreter.beside == ""


def test_a_mediator_alone_in_an_interview_is_nobodys_seat(db: Session) -> None:
    make_request(db, procedure=ProcedureCode.INT).sessions[0].seats[0].role = Role.MEDIATOR

    assert only_seat(db).candidates == ()


def test_a_team_of_two_are_two_seats_of_one_session(db: Session) -> None:
    first = make_request(db, procedure=ProcedureCode.INT).sessions[0].seats[0]
    add_seat(db, first, Role.INTERPRETER, 2)

    one, two = problem(db).seats

    assert one.session == two.session
    assert one.role == two.role == "interpreter"


def test_a_relay_stands_in_for_the_direct_seat(db: Session) -> None:
    direct = make_request(db, dialect="pbu").sessions[0].seats[0]
    relay = Relay(session_id=direct.session_id, pivot_dialect="eng")
    db.add(relay)
    db.flush()
    for leg, (source, target) in enumerate((("pbu", "eng"), ("eng", "srp")), start=1):
        seat = add_seat(db, direct, Role.INTERPRETER, 1 + leg)
        seat.from_dialect, seat.into_dialect = source, target
        seat.relay_id, seat.relay_leg = relay.id, leg

    seats = problem(db).seats

    assert [s.chain for s in seats] == ["", str(relay.id), str(relay.id)]
    assert [s.leg for s in seats] == [0, 1, 2]
    assert [s.instead_of for s in seats] == ["", seats[0].id, seats[0].id]


def add_seat(db: Session, like: Seat, role: Role, position: int) -> Seat:
    seat = Seat(
        session_id=like.session_id,
        position=position,
        role=role,
        from_dialect=like.from_dialect,
        into_dialect=like.into_dialect,
        minimum_score=like.minimum_score,
        minimum_level=like.minimum_level,
    )
    db.add(seat)
    db.flush()
    return seat


def test_a_required_gender_binds_and_a_preferred_one_does_not(db: Session) -> None:
    make_request(db, gender=Gender.FEMALE)
    wished = make_request(db, gender=Gender.FEMALE, case_ref="AZ-2/26")
    wished.gender_strength = Strength.PREFERRED

    required, preferred = problem(db).seats

    assert (required.gender, required.preferred_gender) == ("female", "")
    assert (preferred.gender, preferred.preferred_gender) == ("", "female")


def test_trainings_of_the_request_and_of_the_policy_are_asked_for(db: Session) -> None:
    make_request(db, procedure=ProcedureCode.BIA).trainings = [TrainingTopic.SGBV]

    found = problem(db)

    assert found.seats[0].trainings == ("sgbv",)
    assert found.procedures[0].trainings == ("children",)


def test_the_vetting_of_the_sessions_country_is_asked_for(db: Session) -> None:
    make_request(db, country="MK", site_code="MK-SA")

    assert only_seat(db).vetting == "MK"


def test_the_policy_of_country_and_day_says_roles_modalities_and_caps(db: Session) -> None:
    make_request(db, procedure=ProcedureCode.POL)
    make_request(db, procedure=ProcedureCode.REG, case_ref="AZ-2/26")

    police, registration = problem(db).procedures

    assert (police.country, police.roles, police.modalities) == (
        "RS",
        ("interpreter",),
        ("on_site",),
    )
    assert registration.modalities == ("on_site", "video", "phone")
    assert (registration.phone_cap, registration.video_cap) == (60, 60)
    assert problem(db).sessions[0].procedure == police.procedure


def test_remote_that_can_only_be_signed_on_paper_needs_a_printer_and_time(db: Session) -> None:
    make_request(db, procedure=ProcedureCode.APP, modalities=[Modality.VIDEO])

    found = problem(db)
    law = found.procedures[0]
    fit = {r.id for s in found.sites for r in s.rooms if law.remote_equipment[0] in r.equipment}

    assert law.remote_equipment == ("sign:wet_at_host",)
    assert law.remote_extra == 15
    assert fit == {r.id for s in found.sites for r in s.rooms}  # each has a printer here
    assert found.sessions[0].needs_room
    assert found.sessions[0].room_equipment == ("camera",)


def test_a_day_without_a_valid_policy_admits_nobody(db: Session) -> None:
    make_request(db, starts_at=datetime(2017, 12, 1, 9, tzinfo=UTC))

    found = snapshot.take(
        db, date(2017, 12, 1), date(2017, 12, 1), datetime(2017, 11, 1, tzinfo=UTC)
    ).problem

    assert found.procedures == (
        scheduler.ProcedurePolicy("RS", "REG@none", roles=(), modalities=()),
    )


def test_modalities_are_those_of_the_request_that_the_sites_link_allows(db: Session) -> None:
    make_request(db, modalities=[Modality.VIDEO, Modality.ON_SITE, Modality.PHONE])
    site(db, "RS-PRE").video_ok = False

    assert only_session(db).modalities == ("on_site", "phone")


def test_priority_deadline_and_trauma_are_told(db: Session) -> None:
    request = make_request(db)
    request.priority, request.is_trauma_heavy = 2, True
    request.deadline_on, request.deadline_reason = date(2026, 12, 4), "15 days"

    found = only_session(db)

    assert (found.priority, found.statutory, found.trauma) == (1, True, True)


def test_a_monitoring_visit_and_any_session_in_detention_are_independent(db: Session) -> None:
    make_request(db, procedure=ProcedureCode.MON, minutes=240)
    make_request(db, site_code="RS-PSK", case_ref="AZ-2/26")
    make_request(db, case_ref="AZ-3/26")

    visit, detention, usual = problem(db).sessions

    assert (visit.independent, detention.independent, usual.independent) == (True, True, False)
    assert visit.has_lunch


def test_the_officer_is_told_and_the_case_reference_is_not(db: Session) -> None:
    authority = make_authority(db)
    one = make_request(db, case_ref="SECRET-7/26", authority=authority)
    make_request(db, case_ref="SECRET-7/26", starts_at=TUESDAY)
    make_request(db, case_ref="SECRET-7/26", country="MK", site_code="MK-SA")
    one.officer_id = make_officer(db, authority).id

    found = problem(db)

    assert found.sessions[0].officer == str(one.officer_id)
    assert found.sessions[0].case == found.sessions[1].case
    assert found.sessions[2].case != found.sessions[0].case
    assert "SECRET" not in str(problem_to_json(found))


def test_the_same_data_give_the_same_digest_and_other_data_another(db: Session) -> None:
    make_member(db)
    request = make_request(db)

    first, again = problem(db), problem(db)
    request.priority = 1
    changed = problem(db)

    assert digest(first) == digest(again)
    assert digest(changed) != digest(first)
    assert replace(changed, sessions=first.sessions) == first
