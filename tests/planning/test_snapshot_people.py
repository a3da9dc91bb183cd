"""What is known of members lands in the problem: what they may do, when, and at what price."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.db.models import (
    Absence,
    Availability,
    BorderWaitOverride,
    HostRoom,
    Member,
    MemberProcedure,
    Offer,
    Rate,
    Recusal,
    RoomBooking,
    Training,
    Vetting,
    WorkPermit,
)
from app.domain.procedures import ProcedureCode
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import (
    AbsenceKind,
    AuthorityKind,
    Channel,
    Direction,
    Gender,
    Modality,
    RecusalScope,
    RecusalSource,
    Role,
    TrainingTopic,
)
from app.services import snapshot
from scheduler import problem as scheduler
from tests.factories import (
    NOW,
    make_assignment,
    make_authority,
    make_coordinator,
    make_member,
    make_officer,
    make_plan,
    make_request,
    site,
)
from tests.planning.test_snapshot_demand import FIRST, LAST, TUESDAY, TUESDAY_MINUTE, problem

DAY = 1440


def only_member(db: Session) -> scheduler.Member:
    (found,) = problem(db).members
    return found


def test_roles_gender_modalities_home_and_country_are_told(db: Session) -> None:
    make_member(
        db,
        roles=[Role.MEDIATOR],
        gender=Gender.FEMALE,
        modalities=[Modality.PHONE],
        home="MK-SA",
    )

    found = only_member(db)

    assert (found.roles, found.gender, found.modalities) == (("mediator",), "female", ("phone",))
    assert (found.home, found.country) == (str(site(db, "MK-SA").id), "MK")


def test_languages_have_direction_and_level(db: Session) -> None:
    member = make_member(db, dialects=["pbu"], targets=["srp"])
    member.languages[0].direction, member.languages[0].level = Direction.FROM, 4
    member.languages[1].level = 2

    assert only_member(db).skills == (
        scheduler.Skill("pbu", "from", 100),
        scheduler.Skill("srp", "both", 50),
    )


def test_a_training_counts_up_to_the_midnight_of_its_expiry(db: Session) -> None:
    member = make_member(db)
    member.trainings.clear()
    db.flush()
    member.trainings += [
        Training(
            topic=TrainingTopic.SGBV, completed_on=date(2025, 1, 1), expires_on=date(2026, 12, 2)
        ),
        Training(topic=TrainingTopic.VIDEO, completed_on=date(2026, 12, 3)),
    ]

    assert only_member(db).trainings == (scheduler.Training("sgbv", 2 * DAY),)


def test_a_qualification_must_hold_on_all_of_the_days(db: Session) -> None:
    member = make_member(db)
    member.procedures = [
        MemberProcedure(procedure_code=ProcedureCode.INT, qualified_on=date(2025, 1, 1)),
        MemberProcedure(
            procedure_code=ProcedureCode.POL,
            qualified_on=date(2025, 1, 1),
            expires_on=date(2026, 12, 4),
        ),
    ]

    assert only_member(db).procedures == ("INT",)


def test_vetting_is_by_country_and_from_its_day_to_its_expiry(db: Session) -> None:
    member = make_member(db)
    member.vettings = [
        Vetting(country_code="RS", vetted_on=date(2026, 11, 29), expires_on=date(2026, 12, 3))
    ]

    assert only_member(db).vettings == (scheduler.Vetting("RS", -DAY, 3 * DAY),)


def test_the_undertaking_is_required_and_when_it_was_signed_is_told(db: Session) -> None:
    make_member(db)
    unsigned = make_member(db)
    unsigned.undertaking_version = unsigned.undertaking_signed_on = None

    found = problem(db)

    assert found.policy.undertaking_required
    assert found.members[0].undertaking_at == -329 * DAY
    assert found.members[1].undertaking_at is None


def test_who_comes_of_age_within_the_days_is_free_from_the_birthday_on(db: Session) -> None:
    make_member(db).birth_date = date(2008, 12, 4)
    make_member(db).birth_date = date(2009, 1, 1)

    grown, child = problem(db).members

    assert grown.available is not None
    assert grown.available[0][0] == 4 * DAY + 360
    assert child.available == ()


def test_work_permits_say_where_a_member_may_work_on_site(db: Session) -> None:
    make_member(db, countries=["RS"])
    late = make_member(db, countries=["RS"])
    late.permits.append(WorkPermit(country_code="MK", expires_on=date(2026, 12, 5)))

    assert [m.on_site_countries for m in problem(db).members] == [("RS",), ("RS",)]


def free_only(db: Session, member: Member, *windows: tuple[int, int, int]) -> None:
    """Weekday, from and to which minute the member is free, instead of all day."""
    member.availabilities.clear()
    db.flush()
    member.availabilities += [
        Availability(weekday=day, start_minute=start, end_minute=end) for day, start, end in windows
    ]


def absent(
    db: Session, member: Member, period: Range[datetime], approved_at: datetime | None
) -> None:
    kind = AbsenceKind.LEAVE
    db.add(Absence(member_id=member.id, period=period, kind=kind, approved_at=approved_at))


def test_weekly_availability_is_cut_by_approved_absences_only(db: Session) -> None:
    member = make_member(db)
    free_only(db, member, (1, 480, 960))
    noon = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
    hour, two_before = timedelta(hours=1), noon - timedelta(hours=2)
    absent(db, member, Range(noon, noon + hour), approved_at=NOW)
    absent(db, member, Range(two_before, two_before + hour), approved_at=None)

    assert only_member(db).available == ((DAY + 480, DAY + 720), (DAY + 780, DAY + 960))


def test_an_absence_without_an_end_takes_all_the_days_after_it(db: Session) -> None:
    member = make_member(db)
    absent(db, member, Range(TUESDAY, None), approved_at=NOW)

    found = only_member(db)

    assert found.available is not None
    assert found.available[-1] == (DAY + 360, TUESDAY_MINUTE)


def test_windows_that_meet_at_midnight_are_one(db: Session) -> None:
    member = make_member(db)
    free_only(db, member, (0, 1200, 1440), (1, 0, 240))

    found = only_member(db)

    assert found.available is not None
    assert found.available[0] == (1200, DAY + 240)


def test_an_inactive_member_is_not_asked(db: Session) -> None:
    make_member(db).is_active = False

    assert problem(db).members == ()


def test_home_and_employer_tie_a_member_to_sites(db: Session) -> None:
    member = make_member(db, home="RS-PRE")
    member.employer_site_id = site(db, "RS-PSK").id

    tied = only_member(db).tied_sites

    assert set(tied) == {str(site(db, "RS-PRE").id), str(site(db, "RS-PSK").id)}


def test_the_rate_is_the_one_that_holds_on_the_first_day(db: Session) -> None:
    member = make_member(db)
    member.rates += [
        Rate(
            valid_from=date(2026, 11, 1), hourly_cents=1700, call_out_cents=10, kilometre_cents=35
        ),
        Rate(valid_from=date(2026, 12, 2), hourly_cents=9900, call_out_cents=0, kilometre_cents=0),
    ]

    found = only_member(db)

    assert (found.hourly_rate, found.day_fee, found.km_rate) == (1700, 10, 35)


@pytest.mark.parametrize("scope", RecusalScope)
def test_a_recusal_bars_the_sessions_it_names_on_the_days_it_holds(
    db: Session, scope: RecusalScope
) -> None:
    member, authority = make_member(db), make_authority(db)
    officer = make_officer(db, authority)
    before = make_request(db, authority=authority, starts_at=TUESDAY - timedelta(days=1))
    during = make_request(db, authority=authority, starts_at=TUESDAY)
    make_request(db, starts_at=TUESDAY, case_ref="AZ-9/26")
    for request in (before, during):
        request.officer_id = officer.id
    barred = str(during.sessions[0].id)
    scopes: dict[RecusalScope, dict[str, Any]] = {
        RecusalScope.CASE: {"country_code": "RS", "case_ref": "AZ-1/26"},
        RecusalScope.OFFICER: {"officer_id": officer.id},
        RecusalScope.AUTHORITY: {"authority_id": authority.id},
    }
    named = scopes[scope]
    db.add(
        Recusal(
            member_id=member.id,
            scope=scope,
            source=RecusalSource.APPLICANT,
            valid_from=date(2026, 12, 1),
            valid_until=date(2026, 12, 2),
            **named,
        )
    )

    assert problem(db).recusals == (scheduler.Recusal(str(member.id), "session", barred),)


def test_who_declined_a_session_is_not_asked_for_it_again(db: Session) -> None:
    member, request = make_member(db), make_request(db)
    meeting = str(request.sessions[0].id)
    assignment = make_assignment(
        db, request.sessions[0].seats[0], member, state=AssignmentState.WITHDRAWN
    )
    db.add(
        Offer(
            assignment_id=assignment.id,
            member_id=member.id,
            number=47,
            state=OfferState.DECLINED,
            opens_at=NOW,
            expires_at=NOW + timedelta(hours=8),
            answered_at=NOW,
            answer_channel=Channel.SMS,
        )
    )

    assert problem(db).recusals == (scheduler.Recusal(str(member.id), "session", meeting),)


def test_who_served_the_applicants_lawyer_does_not_serve_the_authority(db: Session) -> None:
    member, lawyer = make_member(db), make_authority(db)
    lawyer.kind = AuthorityKind.NGO
    past = TUESDAY - timedelta(days=30)
    advice = make_request(
        db, authority=lawyer, procedure=ProcedureCode.LEG, starts_at=past, case_ref="AZ-5/26"
    )
    make_assignment(
        db,
        advice.sessions[0].seats[0],
        member,
        starts_at=past,
        state=AssignmentState.SERVED,
    )
    interview = make_request(db, procedure=ProcedureCode.INT, case_ref="AZ-5/26")
    meeting = str(interview.sessions[0].id)

    found = problem(db)

    assert found.recusals == (scheduler.Recusal(str(member.id), "session", meeting),)
    assert found.sessions[0].side == "authority"


def test_a_session_that_continues_another_should_keep_its_interpreter(db: Session) -> None:
    member = make_member(db)
    past = TUESDAY - timedelta(days=30)
    first = make_request(db, starts_at=past)
    make_assignment(
        db, first.sessions[0].seats[0], member, starts_at=past, state=AssignmentState.SERVED
    )
    make_request(db).sessions[0].continues_id = first.sessions[0].id

    assert problem(db).sessions[0].continuity_member == str(member.id)


def test_meetings_of_a_member_and_an_officer_in_the_last_60_days_are_counted(db: Session) -> None:
    member, authority = make_member(db), make_authority(db)
    officer = make_officer(db, authority)
    for days in (10, 20, 90):
        start = TUESDAY - timedelta(days=days)
        request = make_request(db, authority=authority, starts_at=start, case_ref=f"AZ-{days}/26")
        request.officer_id = officer.id
        seat = request.sessions[0].seats[0]
        make_assignment(db, seat, member, starts_at=start, state=AssignmentState.SERVED)
    make_request(db, authority=authority, case_ref="AZ-99/26").officer_id = officer.id

    assert problem(db).pairings == (scheduler.Pairing(str(member.id), str(officer.id), recent=2),)


def assigned(db: Session, state: AssignmentState, *, is_pinned: bool = False) -> tuple[str, str]:
    member, request = make_member(db), make_request(db, starts_at=TUESDAY)
    seat = request.sessions[0].seats[0]
    made = make_assignment(db, seat, member, starts_at=TUESDAY, state=state)
    made.is_pinned = is_pinned
    return str(seat.id), str(member.id)


@pytest.mark.parametrize(
    ("state", "is_pinned"), [(AssignmentState.CONFIRMED, False), (AssignmentState.OFFERED, True)]
)
def test_what_is_confirmed_or_pinned_may_not_move(
    db: Session, state: AssignmentState, is_pinned: bool
) -> None:
    seat, member = assigned(db, state, is_pinned=is_pinned)

    found = problem(db)

    assert found.pins == (scheduler.Pin(seat, member, TUESDAY_MINUTE, "on_site"),)
    assert found.confirmed == ()


def test_what_is_asked_and_not_answered_is_a_promise_and_no_pin(db: Session) -> None:
    seat, member = assigned(db, AssignmentState.OFFERED)

    found = problem(db)

    assert found.confirmed == (scheduler.Confirmed(seat, member, TUESDAY_MINUTE, "on_site"),)
    assert found.pins == ()


def test_a_proposal_of_a_draft_binds_nobody(db: Session) -> None:
    member, request = make_member(db), make_request(db, starts_at=TUESDAY)
    plan = make_plan(db)
    seat = request.sessions[0].seats[0]
    make_assignment(db, seat, member, state=AssignmentState.PROPOSED, plan=plan)

    found = problem(db)

    assert (found.pins, found.confirmed, found.commitments) == ((), (), ())


def test_a_confirmed_session_that_has_begun_still_takes_its_time(db: Session) -> None:
    assigned(db, AssignmentState.CONFIRMED)

    found = problem(db, now=TUESDAY + timedelta(minutes=10))

    assert len(found.pins) == len(found.seats) == 1
    assert found.sessions[0].start == TUESDAY_MINUTE


def test_a_confirmed_session_within_a_window_keeps_its_start(db: Session) -> None:
    member = make_member(db)
    request = make_request(db, starts_at=TUESDAY, window=timedelta(hours=3))
    at = TUESDAY + timedelta(minutes=45)
    seat = request.sessions[0].seats[0]
    make_assignment(db, seat, member, starts_at=at, state=AssignmentState.CONFIRMED)

    found = problem(db).sessions[0]

    assert (found.start, found.latest_start) == (TUESDAY_MINUTE + 45, None)


def test_work_of_the_weeks_around_counts_with_the_way_from_and_to_home(db: Session) -> None:
    member = make_member(db, home="RS-PRE")
    sunday = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
    request = make_request(db, site_code="RS-VRA", starts_at=sunday, minutes=60)
    request.is_trauma_heavy = True
    seat = request.sessions[0].seats[0]
    make_assignment(db, seat, member, starts_at=sunday, minutes=60, state=AssignmentState.CONFIRMED)

    (found,) = problem(db).commitments

    way = 40 + site(db, "RS-VRA").arrival_minutes
    assert (found.start, found.end) == (-840 - way, -780 + way)
    assert (found.minutes, found.trauma, found.date, found.week) == (
        60,
        1,
        "2026-11-29",
        "2026-W48",
    )


def test_old_work_cannot_make_a_plan_illegal(db: Session) -> None:
    member = make_member(db)
    for hours in (0, 8):  # two days with too short a night between them
        start = datetime(2026, 11, 25, 20, 0, tzinfo=UTC) + timedelta(hours=hours)
        request = make_request(db, starts_at=start, case_ref=f"AZ-{hours}/26")
        seat = request.sessions[0].seats[0]
        make_assignment(db, seat, member, starts_at=start, state=AssignmentState.CONFIRMED)

    first, second = problem(db).commitments

    assert second.start - first.end >= 660


def test_the_numbers_of_the_house_are_told(db: Session) -> None:
    policy = problem(db).policy

    assert (policy.max_day_minutes, policy.max_week_minutes, policy.max_span) == (360, 1800, 720)
    assert (policy.min_rest, policy.max_consecutive_days, policy.lunch_minutes) == (660, 6, 45)
    assert (policy.max_trauma_day, policy.max_trauma_week, policy.max_one_way) == (2, 6, 180)


def ways(found: scheduler.Problem) -> dict[tuple[str, str], tuple[int, int, str]]:
    travel = found.travel
    assert travel is not None
    keys = zip(travel.origin, travel.destination, strict=True)
    rows = zip(travel.minutes, travel.kilometres, travel.border, strict=True)
    return dict(zip(keys, rows, strict=True))


def test_ways_have_minutes_with_arrival_kilometres_and_the_border(db: Session) -> None:
    make_member(db, home="RS-PRE")
    make_request(db, site_code="MK-SA", country="MK")
    here, there = (str(site(db, code).id) for code in ("RS-PRE", "MK-SA"))

    found = ways(problem(db))

    assert found[here, there] == (55 + site(db, "MK-SA").arrival_minutes, 50, "RS-MK")
    assert found[there, here] == (55 + site(db, "RS-PRE").arrival_minutes, 50, "MK-RS")


def test_the_wait_at_the_border_changes_by_weekday_and_by_what_is_known_now(db: Session) -> None:
    crossing = site(db, "RS-XPT").id
    db.add(
        BorderWaitOverride(
            crossing_id=crossing,
            from_country="RS",
            to_country="MK",
            minutes=100,
            period=Range(TUESDAY, TUESDAY + timedelta(hours=4)),
            entered_by_id=make_coordinator(db).id,
        )
    )

    steps = {b.id: dict(b.steps) for b in problem(db).borders}

    assert steps["RS-MK"][TUESDAY_MINUTE] == 100
    assert steps["RS-MK"][TUESDAY_MINUTE + 240] == 15
    assert steps["RS-MK"][4 * DAY] == 25  # Friday
    assert TUESDAY_MINUTE not in steps["MK-RS"]


def test_a_member_may_use_the_rooms_near_home_with_their_privacy_and_link(db: Session) -> None:
    member = make_member(db, home="RS-BEG-AO")
    db.add(
        HostRoom(
            site_id=site(db, "RS-BEG-AO").id,
            name="Open office",
            privacy_ok=False,
            link_ok=False,
            has_camera=False,
            has_document_camera=True,
            has_printer_scanner=False,
            has_esign_device=True,
        )
    )
    make_request(db, procedure=ProcedureCode.APP, modalities=[Modality.VIDEO])

    found = problem(db)
    home = next(s for s in found.sites if s.id == str(member.home_site_id))
    open_office = home.rooms[-1]

    assert found.members[0].host_sites is not None
    assert found.members[0].host_sites[0] == home.id
    assert (open_office.private, open_office.link_ok) == (False, False)
    assert open_office.equipment == ("document_camera",)


def test_a_room_taken_by_others_is_free_around_their_booking(db: Session) -> None:
    member = make_member(db, home="RS-BEG-AO")
    sunday = datetime(2026, 11, 29, 22, 30, tzinfo=UTC)
    request = make_request(db, starts_at=sunday, minutes=60, modalities=[Modality.VIDEO])
    room = next(iter(db.query(HostRoom).filter_by(site_id=site(db, "RS-BEG-AO").id)))
    assignment = make_assignment(
        db,
        request.sessions[0].seats[0],
        member,
        starts_at=sunday,
        minutes=60,
        state=AssignmentState.CONFIRMED,
        modality=Modality.VIDEO,
    )
    db.add(
        RoomBooking(
            host_room_id=room.id,
            assignment_id=assignment.id,
            period=Range(sunday, sunday + timedelta(hours=1)),
        )
    )

    rooms = {r.id: r for s in problem(db).sites for r in s.rooms}

    assert rooms[str(room.id)].windows == ((-DAY, -30), (30, 8 * DAY))


def test_the_fair_share_follows_the_hours_a_member_offers(db: Session) -> None:
    make_member(db)
    part_time = make_member(db)
    free_only(db, part_time, (1, 480, 720))
    make_request(db, minutes=240)

    full, part = problem(db).members

    assert full.fair_minutes is not None
    assert part.fair_minutes is not None
    assert full.fair_minutes > part.fair_minutes > 0
    assert full.fair_minutes + part.fair_minutes <= 240


def test_a_large_week_takes_as_many_queries_as_a_small_one(db: Session) -> None:
    def queries() -> int:
        db.flush()
        db.expire_all()
        statements: list[str] = []

        def note(*args: object) -> None:
            statements.append(str(args[2]))

        event.listen(db.connection(), "before_cursor_execute", note)
        snapshot.take(db, FIRST, LAST, NOW)
        event.remove(db.connection(), "before_cursor_execute", note)
        return len(statements)

    for number in range(3):
        make_assignment(
            db,
            make_request(db, case_ref=f"A-{number}").sessions[0].seats[0],
            make_member(db),
            state=AssignmentState.CONFIRMED,
        )
    few = queries()
    for number in range(30):
        make_member(db)
        make_request(db, case_ref=f"B-{number}")

    assert queries() == few
    assert few < 40
