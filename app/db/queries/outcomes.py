"""What was recorded of sessions' ends, and the seats it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.db.models import Assignment, InterpretingSession, OutcomeRecord, Seat
from app.domain.states import AssignmentState
from app.domain.vocabulary import Outcome


@dataclass(frozen=True)
class Leg:
    """A seat, who had it, and how that ended as far as anybody has said."""

    seat_id: int
    state: AssignmentState | None
    outcome: Outcome | None


def legs_of_session(session: Session, session_id: int) -> list[Leg]:
    """Every seat of a session with its confirmed, served and absent members."""
    counted = (AssignmentState.CONFIRMED, AssignmentState.SERVED, AssignmentState.NO_SHOW)
    query = (
        select(Seat.id, Assignment.state, OutcomeRecord.outcome)
        .outerjoin(Assignment, (Assignment.seat_id == Seat.id) & Assignment.state.in_(counted))
        .outerjoin(OutcomeRecord, OutcomeRecord.assignment_id == Assignment.id)
        .where(Seat.session_id == session_id)
        .order_by(Seat.position, Assignment.id)
    )
    return [Leg(*row) for row in session.execute(query)]


def record_of(session: Session, session_id: int, assignment_id: int | None) -> OutcomeRecord | None:
    """What was recorded of one member, or with None of the session itself."""
    is_it = (
        OutcomeRecord.assignment_id.is_(None)
        if assignment_id is None
        else OutcomeRecord.assignment_id == assignment_id
    )
    return session.scalar(
        select(OutcomeRecord).where(OutcomeRecord.session_id == session_id, is_it)
    )


def locked_session(session: Session, session_id: int) -> InterpretingSession:
    """The session with its request, once nobody else records how it ended."""
    return session.scalars(
        select(InterpretingSession)
        .where(InterpretingSession.id == session_id)
        .options(joinedload(InterpretingSession.request, innerjoin=True))
        .with_for_update(of=InterpretingSession)
        .execution_options(populate_existing=True)
    ).one()


def outcomes_of_request(session: Session, request_id: int) -> Sequence[OutcomeRecord]:
    """The sessions' own records of a request."""
    query = (
        select(OutcomeRecord)
        .join(InterpretingSession, InterpretingSession.id == OutcomeRecord.session_id)
        .where(InterpretingSession.request_id == request_id, OutcomeRecord.assignment_id.is_(None))
        .order_by(InterpretingSession.position)
    )
    return session.scalars(query).all()


def is_request_over(session: Session, request_id: int) -> bool:
    """Whether every session of the request has its outcome."""
    waiting = select(InterpretingSession.id).where(
        InterpretingSession.request_id == request_id, InterpretingSession.outcome.is_(None)
    )
    return session.scalar(waiting.limit(1)) is None
