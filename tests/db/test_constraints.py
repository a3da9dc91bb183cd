"""The database is the last referee: what must never be is refused there, whoever writes."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from app.db.models import (
    Absence,
    Assignment,
    AuditEntry,
    Authority,
    AuthoritySite,
    Availability,
    HostRoom,
    InterpretingSession,
    Member,
    Offer,
    PlanRun,
    ProcedurePolicy,
    Relay,
    RoomBooking,
    Seat,
    ServiceRequest,
)
from app.domain import actors
from app.domain.states import AssignmentState, OfferState, PlanRunState
from app.domain.vocabulary import Modality
from app.services import audit
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database

START = NOW + timedelta(days=8, hours=1)


def _seat(session: Session, **wish: object) -> Seat:
    return make.make_request(session, **wish).sessions[0].seats[0]  # type: ignore[arg-type]


def _refused(session: Session, constraint: str, act: Callable[[], object]) -> None:
    """The act fails on exactly this constraint."""

    def attempt() -> None:
        with session.begin_nested():
            act()
            session.flush()

    with pytest.raises(IntegrityError) as refused:
        attempt()
    assert constraint in str(refused.value.orig)


def test_a_member_cannot_have_two_live_assignments_that_overlap(db: Session) -> None:
    member = make.make_member(db)
    make.make_assignment(db, _seat(db), member)
    other = _seat(db)
    _refused(
        db,
        "ex_assignment_member_overlap",
        lambda: make.make_assignment(db, other, member, starts_at=START + timedelta(minutes=29)),
    )
    make.make_assignment(db, other, member, starts_at=START + timedelta(minutes=30))


@pytest.mark.parametrize(
    "state",
    [AssignmentState.RELEASED, AssignmentState.WITHDRAWN, AssignmentState.CANCELLED],
)
def test_an_assignment_that_ended_leaves_the_time_free(db: Session, state: AssignmentState) -> None:
    member = make.make_member(db)
    make.make_assignment(db, _seat(db), member, state=state)
    make.make_assignment(db, _seat(db), member)


def test_two_drafts_may_propose_the_same_member_for_the_same_time(db: Session) -> None:
    member, seat = make.make_member(db), _seat(db)
    for day in (date(2026, 11, 30), date(2026, 12, 7)):
        plan = make.make_plan(db, first_day=day)
        make.make_assignment(db, seat, member, plan=plan, state=AssignmentState.PROPOSED)


def test_a_seat_is_filled_once(db: Session) -> None:
    seat = _seat(db)
    make.make_assignment(db, seat, make.make_member(db), state=AssignmentState.CONFIRMED)
    rival = make.make_member(db)
    _refused(
        db,
        "uq_assignment_filled_seat",
        lambda: make.make_assignment(db, seat, rival, state=AssignmentState.CONFIRMED),
    )


def test_a_filled_seat_is_offered_to_nobody(db: Session) -> None:
    seat = _seat(db)
    make.make_assignment(db, seat, make.make_member(db), state=AssignmentState.CONFIRMED)
    rival = make.make_member(db)
    _refused(db, "ex_assignment_seat_filled", lambda: make.make_assignment(db, seat, rival))


def test_a_seat_may_be_offered_to_several_members(db: Session) -> None:
    seat = _seat(db)
    for _ in range(3):
        make.make_assignment(db, seat, make.make_member(db))


def test_a_host_room_is_not_taken_twice_at_once(db: Session) -> None:
    room = HostRoom(
        site_id=make.site(db, "RS-NIS").id,
        name="Room under test",
        privacy_ok=True,
        link_ok=True,
        has_camera=True,
        has_document_camera=False,
        has_printer_scanner=False,
        has_esign_device=False,
    )
    db.add(room)
    db.flush()

    def book(minutes: int) -> None:
        assignment = make.make_assignment(
            db, _seat(db), make.make_member(db), modality=Modality.VIDEO
        )
        start = START + timedelta(minutes=minutes)
        db.add(
            RoomBooking(
                host_room_id=room.id,
                assignment_id=assignment.id,
                period=Range(start, start + timedelta(minutes=30)),
            )
        )

    book(0)
    _refused(db, "ex_room_booking_overlap", lambda: book(15))
    book(30)
    db.flush()


def test_an_illegal_state_is_refused(db: Session) -> None:
    assignment = make.make_assignment(db, _seat(db), make.make_member(db))
    statement = text("update assignment set state = 'perhaps' where id = :id")
    _refused(
        db,
        "ck_assignment_state_known",
        lambda: db.execute(statement, {"id": assignment.id}),
    )


@pytest.mark.parametrize("model", [ServiceRequest, InterpretingSession, Seat])
def test_a_row_that_others_need_cannot_be_deleted(db: Session, model: type) -> None:
    make.make_assignment(db, _seat(db), make.make_member(db))
    _refused(db, "foreign key", lambda: db.execute(delete(model)))


def test_a_site_of_another_country_cannot_be_an_authoritys(db: Session) -> None:
    authority = make.make_authority(db)
    skopje = make.site(db, "MK-SA")
    row = AuthoritySite(authority_id=authority.id, site_id=skopje.id, country_code="RS")
    _refused(db, "fk_authority_site_site_id", lambda: db.add(row))


def test_a_request_cannot_be_for_a_site_of_another_country(db: Session) -> None:
    request = make.make_request(db)
    change = (
        update(ServiceRequest)
        .where(ServiceRequest.id == request.id)
        .values(site_id=make.site(db, "MK-SA").id)
    )
    _refused(db, "fk_service_request_site_id", lambda: db.execute(change))


@pytest.mark.parametrize("name", ["Ahmad Shah", "احمد", "Петар Петров", ""])
def test_a_case_reference_that_is_a_name_is_refused(db: Session, name: str) -> None:
    _refused(
        db,
        "ck_service_request_case_ref_opaque",
        lambda: make.make_request(db, case_ref=name),
    )


def test_a_session_starts_within_its_window(db: Session) -> None:
    meeting = make.make_request(db).sessions[0]
    change = (
        update(InterpretingSession)
        .where(InterpretingSession.id == meeting.id)
        .values(starts_at=START - timedelta(minutes=1))
    )
    _refused(db, "ck_interpreting_session_start_in_window", lambda: db.execute(change))


def test_a_relay_leg_stays_in_its_session(db: Session) -> None:
    relay = Relay(session_id=make.make_request(db).sessions[0].id, pivot_dialect="eng")
    db.add(relay)
    db.flush()
    foreign = _seat(db)
    change = update(Seat).where(Seat.id == foreign.id).values(relay_id=relay.id, relay_leg=1)
    _refused(db, "fk_seat_relay_id_session_id", lambda: db.execute(change))


def _offer(assignment_id: int, member_id: int, number: int = 10) -> Offer:
    return Offer(
        assignment_id=assignment_id,
        member_id=member_id,
        number=number,
        state=OfferState.OPEN,
        opens_at=NOW,
        expires_at=NOW + timedelta(hours=4),
    )


def test_an_assignment_has_one_live_offer_and_a_member_one_of_each_number(db: Session) -> None:
    member = make.make_member(db)
    first = make.make_assignment(db, _seat(db), member)
    later = make.make_assignment(db, _seat(db), member, starts_at=START + timedelta(hours=2))
    db.add(_offer(first.id, member.id))
    db.flush()
    _refused(db, "uq_offer_live_assignment", lambda: db.add(_offer(first.id, member.id, 11)))
    _refused(db, "uq_offer_live_number", lambda: db.add(_offer(later.id, member.id, 10)))
    db.add(_offer(later.id, member.id, 11))
    db.flush()


def test_an_offer_asks_the_member_of_its_assignment(db: Session) -> None:
    assignment = make.make_assignment(db, _seat(db), make.make_member(db))
    stranger = make.make_member(db)
    _refused(
        db,
        "fk_offer_assignment_id_member_id",
        lambda: db.add(_offer(assignment.id, stranger.id)),
    )


def test_two_versions_of_a_policy_never_hold_on_the_same_day(db: Session) -> None:
    policy = db.query(ProcedurePolicy).filter_by(country_code="RS", procedure_code="REG").first()
    assert policy is not None
    columns = {
        column.name: getattr(policy, column.name)
        for column in ProcedurePolicy.__table__.columns
        if column.name not in {"id", "valid"}
    }
    _refused(db, "ex_procedure_policy_versions", lambda: db.add(ProcedurePolicy(**columns)))


def test_weekly_windows_and_absences_of_a_member_do_not_overlap(db: Session) -> None:
    member = make.make_member(db)
    window = Availability(member_id=member.id, weekday=0, start_minute=600, end_minute=660)
    _refused(db, "ex_availability_overlap", lambda: db.add(window))
    absence = Range(NOW, NOW + timedelta(days=1))
    db.add(Absence(member_id=member.id, period=absence, kind="leave"))
    db.flush()
    again = Absence(member_id=member.id, period=absence, kind="ill")
    _refused(db, "ex_absence_overlap", lambda: db.add(again))


def test_one_run_at_a_time_plans_a_day(db: Session) -> None:
    def run(first: date) -> PlanRun:
        return PlanRun(
            state=PlanRunState.QUEUED,
            first_day=first,
            last_day=first + timedelta(days=6),
            seconds=5,
            seed=1,
            requested_at=NOW,
        )

    db.add(run(date(2026, 11, 30)))
    db.flush()
    _refused(db, "ex_plan_run_one_at_a_time", lambda: db.add(run(date(2026, 12, 6))))
    db.add(run(date(2026, 12, 7)))
    db.flush()


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_entry set act = 'nothing'",
        "delete from audit_entry",
        "truncate audit_entry",
    ],
)
def test_an_audit_row_is_never_changed_or_deleted(db: Session, statement: str) -> None:
    audit.record(db, actors.system(), NOW, "test.happened", "test", 1)
    db.flush()
    with pytest.raises(DBAPIError, match="never changed or deleted"), db.begin_nested():
        db.execute(text(statement))
    assert db.query(AuditEntry).filter_by(act="test.happened").count() == 1


def test_of_many_who_book_a_member_at_once_one_wins(committed_db: Database) -> None:
    with committed_db.session_factory.begin() as session:
        member_id = make.make_member(session).id
        seats = [_seat(session).id for _ in range(8)]
    ready, lost = threading.Barrier(len(seats)), []

    def book(seat_id: int) -> None:
        try:
            with committed_db.session_factory.begin() as session:
                seat = session.get_one(Seat, seat_id)
                member = session.get_one(Member, member_id)
                ready.wait()
                make.make_assignment(session, seat, member, state=AssignmentState.CONFIRMED)
        except DBAPIError as error:
            lost.append(error)

    threads = [threading.Thread(target=book, args=[seat]) for seat in seats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lost) == len(seats) - 1
    with committed_db.session_factory() as session:
        assert session.query(Assignment).count() == 1


def test_an_authority_needs_a_known_country(db: Session) -> None:
    authority = make.make_authority(db)
    change = update(Authority).where(Authority.id == authority.id).values(country_code="XX")
    _refused(db, "foreign key", lambda: db.execute(change))
