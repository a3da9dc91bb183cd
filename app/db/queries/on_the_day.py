"""The day of sessions: who is expected, who is there, and what was recorded; plain columns."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.db.models import Assignment, InterpretingSession, Seat, ServiceRequest
from app.db.queries.day_rows import DayRow, day_rows, read
from app.db.queries.sessions import IS_DUE, LATEST
from app.domain.on_the_day import CLOSED_AFTER, STANDBY_LEAD, Presence
from app.domain.states import AssignmentState
from app.domain.vocabulary import ActorKind

#: A session that nobody has spoken of is looked at so long after it began.
WATCHED = CLOSED_AFTER + timedelta(hours=14)


def row_of_assignment(session: Session, assignment_id: int) -> DayRow | None:
    """The day of one assignment that was confirmed."""
    found = session.execute(day_rows().where(Assignment.id == assignment_id)).first()
    return DayRow(*found) if found else None


def rows_of_request(session: Session, request_id: int) -> list[DayRow]:
    """Everybody of a request who has, or had, a day."""
    return read(session, day_rows().where(ServiceRequest.id == request_id))


def watched_rows(session: Session, now: datetime) -> list[DayRow]:
    """Confirmed sessions that begin soon, go on, or ended and nobody has said how."""
    start = func.lower(Assignment.period)
    return read(
        session,
        day_rows().where(
            Assignment.state == AssignmentState.CONFIRMED,
            start > now - WATCHED,
            start <= now + STANDBY_LEAD,
        ),
    )


def rows_to_look_at(session: Session, now: datetime, limit: int) -> list[DayRow]:
    """What a coordinator looks after now: no word, late, absent, or recorded by the clock."""
    rows = read(
        session,
        day_rows().where(
            Assignment.state.in_((AssignmentState.CONFIRMED, AssignmentState.NO_SHOW)),
            func.lower(Assignment.period) > now - timedelta(hours=12),
            func.lower(Assignment.period) <= now + STANDBY_LEAD,
        ),
    )
    return [row for row in rows if _needs_a_look(row, now)][:limit]


def _needs_a_look(row: DayRow, now: datetime) -> bool:
    if row.state is AssignmentState.NO_SHOW:
        return row.outcome_by is ActorKind.SYSTEM
    alarming = (Presence.SILENT, Presence.SAID_LATE, Presence.OVERDUE)
    return row.is_stood_in_for or row.presence(now) in alarming


def unfinished_sessions(session: Session, now: datetime) -> Sequence[int]:
    """Sessions that are over, have no outcome yet and wait for no member's."""
    waits = exists().where(
        Seat.session_id == InterpretingSession.id,
        Assignment.seat_id == Seat.id,
        Assignment.state == AssignmentState.CONFIRMED,
    )
    query = (
        select(InterpretingSession.id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .where(
            IS_DUE,
            LATEST + InterpretingSession.minutes * timedelta(minutes=1) <= now,
            ~waits,
        )
        .order_by(InterpretingSession.id)
    )
    return session.scalars(query).all()
