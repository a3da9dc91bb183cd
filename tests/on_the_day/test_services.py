"""The day in the database: who said what, what the clock does, what is signed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import (
    Attendance,
    AuditEntry,
    InterpretingSession,
    Message,
    OutcomeRecord,
    ServiceRequest,
    TimeEntry,
    Timesheet,
)
from app.db.queries.on_the_day import row_of_assignment, rows_to_look_at
from app.domain import actors
from app.domain.actors import Actor
from app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.domain.messages import MessageChannel, MessageKind
from app.domain.on_the_day import CLOSED_AFTER, Presence
from app.domain.states import AssignmentState, RequestState, TimesheetState
from app.domain.timesheets import Activity, Times
from app.domain.vocabulary import ActorKind, Channel, Outcome, UserRole
from app.services import on_the_day
from app.services.requests import cancel_request
from tests import factories as make
from tests.factories import NOW
from tests.on_the_day.conftest import START, accepted
from tests.support.offers import Asked

At = Callable[[float], datetime]


def member(asked: Asked) -> Actor:
    return actors.member(asked.member.id, Channel.LINK)


def officer(session: Session, asked: Asked) -> Actor:
    user = make.make_user(session)
    return Actor(
        ActorKind.USER,
        Channel.WEB,
        user_id=user.id,
        roles=frozenset({UserRole.OFFICER}),
        authority_id=asked.request.authority_id,
    )


def coordinator(session: Session) -> Actor:
    user = make.make_user(session)
    roles = frozenset({UserRole.COORDINATOR})
    return Actor(ActorKind.USER, Channel.WEB, user_id=user.id, roles=roles)


def kinds(session: Session) -> list[MessageKind]:
    return list(session.scalars(select(Message.kind).order_by(Message.id)))


def session_of(session: Session, asked: Asked) -> int:
    is_of_request = InterpretingSession.request_id == asked.request.id
    return session.scalars(select(InterpretingSession.id).where(is_of_request)).one()


def state_of(session: Session, asked: Asked) -> AssignmentState:
    session.refresh(asked.assignment)
    return asked.assignment.state


def outcome_of(session: Session, asked: Asked) -> Outcome | None:
    session.flush()
    return session.scalar(
        select(InterpretingSession.outcome).where(
            InterpretingSession.request_id == asked.request.id
        )
    )


def acts(session: Session) -> list[str]:
    session.flush()
    return list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def test_lateness_is_said_corrected_and_seen(db: Session, theirs: Asked, at: At) -> None:
    who = member(theirs)
    on_the_day.say_late(db, who, at(-30), theirs.offer.id, 15)
    on_the_day.say_late(db, who, at(-20), theirs.offer.id, 20)
    on_the_day.say_late(db, who, at(-10), theirs.offer.id, 20)
    row = row_of_assignment(db, theirs.assignment.id)
    assert row is not None
    assert (row.late_minutes, row.late_said_at) == (20, at(-20))
    assert row.presence(at(5)) is Presence.SAID_LATE
    assert [each.assignment_id for each in rows_to_look_at(db, at(5), 9)] == [theirs.assignment.id]
    assert acts(db).count("assignment.late") == 2


def test_lateness_cannot_be_said_the_day_before_or_of_nothing(
    db: Session, theirs: Asked, at: At
) -> None:
    with pytest.raises(ConflictError, match="cannot be said"):
        on_the_day.say_late(db, member(theirs), at(-60 * 24), theirs.offer.id, 15)
    with pytest.raises(InvalidError, match="0 minutes"):
        on_the_day.say_late(db, member(theirs), at(-5), theirs.offer.id, 0)


def test_who_is_there_may_begin_and_both_are_kept_once(db: Session, theirs: Asked, at: At) -> None:
    who, offer = member(theirs), theirs.offer.id
    with pytest.raises(ConflictError):
        on_the_day.begin(db, who, at(0), offer)
    for moment in (-5, -4):
        on_the_day.arrive(db, who, at(moment), offer)
    for moment in (1, 2):
        on_the_day.begin(db, who, at(moment), offer)
    kept = db.get_one(Attendance, theirs.assignment.id)
    assert (kept.arrived_at, kept.arrived_by) == (at(-5), ActorKind.MEMBER)
    assert kept.began_at == at(1)


def test_an_officer_sees_members_of_their_own_requests_arrive(
    db: Session, theirs: Asked, at: At
) -> None:
    own = officer(db, theirs)
    foreign = replace(own, authority_id=0)
    with pytest.raises(NotFoundError):
        on_the_day.confirm_arrival(db, foreign, at(0), theirs.assignment.id)
    on_the_day.confirm_arrival(db, own, at(0), theirs.assignment.id)
    assert db.get_one(Attendance, theirs.assignment.id).arrived_by is ActorKind.USER
    with pytest.raises(ForbiddenError):
        on_the_day.confirm_arrival(db, replace(own, roles=frozenset()), at(0), theirs.assignment.id)


def test_the_clock_looks_for_a_stand_in_asks_and_notes_a_no_show_once_each(
    db: Session, theirs: Asked, at: At
) -> None:
    clock = actors.system()
    on_the_day.watch(db, clock, at(-121))
    assert db.get(Attendance, theirs.assignment.id) is None
    for _ in range(2):
        on_the_day.watch(db, clock, at(-120))
    assert db.get_one(Attendance, theirs.assignment.id).standby_at == at(-120)
    called = select(Message.useless_after).where(Message.channel == MessageChannel.VOICE)
    assert db.scalars(called).all() == [at(0)], "they are called once, too"
    assert MessageKind.LATE not in kinds(db)
    for _ in range(2):
        on_the_day.watch(db, clock, at(10))
    assert kinds(db).count(MessageKind.LATE) == 1
    on_the_day.watch(db, clock, at(14.9))
    assert state_of(db, theirs) is AssignmentState.CONFIRMED
    for _ in range(2):
        on_the_day.watch(db, clock, at(15))
    assert state_of(db, theirs) is AssignmentState.NO_SHOW
    # A stand-in may still come before the booked end.
    assert outcome_of(db, theirs) is None
    on_the_day.watch(db, clock, at(30))
    assert outcome_of(db, theirs) is Outcome.INTERPRETER_ABSENT
    records = db.scalars(select(OutcomeRecord)).all()
    assert [(row.outcome, row.recorded_by) for row in records] == [
        (Outcome.INTERPRETER_ABSENT, ActorKind.SYSTEM)
    ] * 2
    assert acts(db).count("assignment.standby") == 1
    assert kinds(db).count(MessageKind.THANKS) == 0


def test_what_the_clock_noted_is_corrected_by_who_knows_better(
    db: Session, theirs: Asked, at: At
) -> None:
    on_the_day.watch(db, actors.system(), at(15))
    own = officer(db, theirs)
    on_the_day.record(db, own, at(40), theirs.assignment.id, Outcome.INTERPRETER_LATE)
    assert state_of(db, theirs) is AssignmentState.SERVED
    assert outcome_of(db, theirs) is Outcome.INTERPRETER_LATE
    assert db.get_one(ServiceRequest, theirs.request.id).state is RequestState.CLOSED
    leg = db.scalars(
        select(OutcomeRecord).where(OutcomeRecord.assignment_id == theirs.assignment.id)
    ).one()
    assert (leg.recorded_by, leg.user_id) == (ActorKind.USER, own.user_id)
    on_the_day.watch(db, actors.system(), at(60))
    assert outcome_of(db, theirs) is Outcome.INTERPRETER_LATE


def test_who_spoke_and_was_seen_by_nobody_is_thanked_and_taken_as_held(
    db: Session, theirs: Asked, at: At
) -> None:
    on_the_day.arrive(db, member(theirs), at(0), theirs.offer.id)
    for minutes in (39, 40, 41):
        on_the_day.watch(db, actors.system(), at(minutes))
    assert kinds(db).count(MessageKind.THANKS) == 1
    assert outcome_of(db, theirs) is None
    on_the_day.watch(db, actors.system(), at(30) + CLOSED_AFTER)
    assert outcome_of(db, theirs) is Outcome.FULFILLED


def test_a_member_reports_who_did_not_come_once_they_have_waited(
    db: Session, theirs: Asked, at: At
) -> None:
    who, offer = member(theirs), theirs.offer.id
    wait = row_of_assignment(db, theirs.assignment.id)
    assert wait is not None
    for outcome in (Outcome.APPLICANT_ABSENT, Outcome.REQUESTER_ABSENT):
        with pytest.raises(ConflictError, match="wait"):
            on_the_day.report(db, who, at(wait.wait - 1), offer, outcome)
    with pytest.raises(ConflictError, match="whoever says it"):
        on_the_day.report(db, who, at(wait.wait), offer, Outcome.FULFILLED)
    on_the_day.report(db, who, at(wait.wait), offer, Outcome.APPLICANT_ABSENT)
    assert outcome_of(db, theirs) is Outcome.APPLICANT_ABSENT
    assert state_of(db, theirs) is AssignmentState.SERVED
    on_the_day.record(db, officer(db, theirs), at(60), theirs.assignment.id, Outcome.FULFILLED)
    with pytest.raises(ConflictError, match="ask the coordinator"):
        on_the_day.report(db, who, at(61), offer, Outcome.APPLICANT_ABSENT)


def test_a_no_show_cannot_become_a_service_when_the_time_went_to_others(
    db: Session, theirs: Asked, at: At
) -> None:
    on_the_day.watch(db, actors.system(), at(15))
    accepted(db, member=theirs.member, starts_at=START)
    with pytest.raises(ConflictError, match="meanwhile"):
        on_the_day.record(db, officer(db, theirs), at(60), theirs.assignment.id, Outcome.FULFILLED)


def test_a_session_that_nobody_was_found_for_is_not_fulfilled_at_its_end(db: Session) -> None:
    make.make_request(db, starts_at=START, minutes=30)
    on_the_day.watch(db, actors.system(), START + timedelta(minutes=29))
    assert db.scalar(select(func.count()).select_from(OutcomeRecord)) == 0
    for _ in range(2):
        on_the_day.watch(db, actors.system(), START + timedelta(minutes=30))
    row = db.scalars(select(OutcomeRecord)).one()
    assert (row.outcome, row.assignment_id) == (Outcome.NOT_FULFILLED, None)
    assert row.reason


def test_cancelling_records_whether_it_was_in_time(db: Session, theirs: Asked) -> None:
    cancel_request(db, officer(db, theirs), NOW, theirs.request.number, "the applicant has left")
    assert outcome_of(db, theirs) is Outcome.CANCELLED_TIMELY
    assert db.scalars(select(OutcomeRecord.outcome)).all() == [Outcome.CANCELLED_TIMELY]


@pytest.mark.parametrize(
    "values",
    [
        {"outcome": "came_by_bus"},
        {"outcome": "not_fulfilled"},
        {"recorded_by": "member"},
        {"reason": "x" * 201},
    ],
)
def test_the_database_knows_the_taxonomy(
    db: Session, theirs: Asked, values: dict[str, str]
) -> None:
    row = {
        "session_id": session_of(db, theirs),
        "outcome": "fulfilled",
        "reason": "",
        "recorded_at": NOW,
        "recorded_by": "system",
        "channel": "job",
    }
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(insert(OutcomeRecord).values(row | values))


def test_a_session_and_each_member_have_one_outcome_each(db: Session, theirs: Asked) -> None:
    def add(assignment_id: int | None) -> None:
        with db.begin_nested():
            db.add(
                OutcomeRecord(
                    session_id=session_of(db, theirs),
                    assignment_id=assignment_id,
                    outcome=Outcome.FULFILLED,
                    recorded_at=NOW,
                    recorded_by=ActorKind.SYSTEM,
                    channel=Channel.JOB,
                )
            )

    add(None)
    add(theirs.assignment.id)
    for again in (None, theirs.assignment.id):
        with pytest.raises(IntegrityError):
            add(again)


def slip(at: At, until: float = 30) -> Times:
    return Times(at(5), at(until), ((at(10), at(15)),), at(-10), at(25))


def test_times_are_entered_anew_until_they_are_signed(db: Session, theirs: Asked, at: At) -> None:
    who, offer = member(theirs), theirs.offer.id
    with pytest.raises(InvalidError, match="not_yet"):
        on_the_day.enter_times(db, who, at(10), offer, slip(at))
    on_the_day.enter_times(db, who, at(30), offer, slip(at, 29))
    on_the_day.enter_times(db, who, at(31), offer, slip(at))
    pieces = db.scalars(select(TimeEntry).order_by(TimeEntry.starts_at)).all()
    assert [(row.activity, row.starts_at, row.ends_at) for row in pieces] == [
        (Activity.WAITING, at(-10), at(5)),
        (Activity.INTERPRETING, at(5), at(10)),
        (Activity.BREAK, at(10), at(15)),
        (Activity.INTERPRETING, at(15), at(25)),
        (Activity.READ_BACK, at(25), at(30)),
    ]
    own = officer(db, theirs)
    for _ in range(2):
        on_the_day.countersign(db, own, at(60), theirs.assignment.id)
    sheet = db.get_one(Timesheet, theirs.assignment.id)
    assert (sheet.state, sheet.signed_by_id) == (TimesheetState.COUNTERSIGNED, own.user_id)
    with pytest.raises(ConflictError):
        on_the_day.enter_times(db, who, at(61), offer, slip(at))
    assert acts(db).count("timesheet.countersigned") == 1


def test_times_that_are_sent_back_are_entered_again(db: Session, theirs: Asked, at: At) -> None:
    who, own = member(theirs), officer(db, theirs)
    on_the_day.enter_times(db, who, at(40), theirs.offer.id, slip(at))
    with pytest.raises(InvalidError):
        on_the_day.dispute(db, own, at(41), theirs.assignment.id, "  ")
    on_the_day.dispute(db, own, at(41), theirs.assignment.id, "It ended at ten.")
    sheet = db.get_one(Timesheet, theirs.assignment.id)
    assert (sheet.state, sheet.dispute) == (TimesheetState.DISPUTED, "It ended at ten.")
    on_the_day.enter_times(db, who, at(42), theirs.offer.id, slip(at, 29))
    assert (sheet.state, sheet.dispute) == (TimesheetState.ENTERED, "")
    with pytest.raises(NotFoundError):
        on_the_day.countersign(db, replace(own, authority_id=0), at(43), theirs.assignment.id)
