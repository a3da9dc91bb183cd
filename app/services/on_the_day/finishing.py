"""The session's own outcome, once its members' are known; then its request is closed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import InterpretingSession, OutcomeRecord, ServiceRequest
from app.db.queries import outcomes as queries
from app.db.queries.outcomes import Leg
from app.db.transitions import move
from app.domain.actors import Actor
from app.domain.lifecycles import REQUEST
from app.domain.outcomes import of_session
from app.domain.states import AssignmentState, RequestState
from app.domain.vocabulary import Outcome
from app.services import audit

#: What stands as the reason of an outcome that the service itself gives.
NOBODY_FOUND, SEAT_EMPTY = "nobody was found", "a seat stayed empty"


def keep_record(
    session: Session,
    actor: Actor,
    now: datetime,
    session_id: int,
    assignment_id: int | None,
    outcome: Outcome,
    reason: str,
) -> OutcomeRecord:
    """Write or correct a record, and the audit row that keeps what it said before."""
    row = queries.record_of(session, session_id, assignment_id)
    before = row.outcome if row else None
    if row is None:
        row = OutcomeRecord(session_id=session_id, assignment_id=assignment_id)
        session.add(row)
    row.outcome, row.reason, row.recorded_at = outcome, reason, now
    row.recorded_by, row.channel = actor.kind, actor.channel
    row.user_id, row.member_id = actor.user_id, actor.member_id
    session.flush()
    details = {"from": before, "to": outcome, "assignment": assignment_id}
    audit.record(session, actor, now, "session.outcome", "session", session_id, **details)
    return row


def finish(session: Session, actor: Actor, now: datetime, meeting: InterpretingSession) -> None:
    """Give a locked session its outcome when no member's is missing; a seat whose member did
    not come may still find somebody until the booked end."""
    legs = queries.legs_of_session(session, meeting.id)
    if any(leg.state is AssignmentState.CONFIRMED for leg in legs):
        return
    is_over = (end := meeting.ends_at) is None or now >= end
    if _absent_seats(legs) and not is_over:
        return
    outcome, reason = _outcome(legs)
    if meeting.outcome is not outcome:
        meeting.outcome = outcome
        keep_record(session, actor, now, meeting.id, None, outcome, reason)
    _close(session, actor, now, meeting.request)


def _absent_seats(legs: Sequence[Leg]) -> set[int]:
    """Seats whose members all did not come."""
    served = {leg.seat_id for leg in legs if leg.state is AssignmentState.SERVED}
    absent = {leg.seat_id for leg in legs if leg.state is AssignmentState.NO_SHOW}
    return absent - served


def _outcome(legs: Sequence[Leg]) -> tuple[Outcome, str]:
    known = [leg.outcome for leg in legs if leg.outcome is not None]
    if not known:
        return Outcome.NOT_FULFILLED, NOBODY_FOUND
    outcome = of_session(known, is_stood_in_for=not _absent_seats(legs))
    is_short = any(leg.state is None for leg in legs)
    if outcome is Outcome.FULFILLED and is_short:
        return Outcome.FULFILLED_PARTLY, SEAT_EMPTY
    if outcome is Outcome.FULFILLED_PARTLY:
        return outcome, "see the members' reasons"
    return outcome, ""


def _close(session: Session, actor: Actor, now: datetime, request: ServiceRequest) -> None:
    """A request whose sessions all have their outcome is over."""
    session.flush()
    can_close = REQUEST.can_move(request.state, RequestState.CLOSED)
    if can_close and queries.is_request_over(session, request.id):
        before = move(session, request, REQUEST, RequestState.CLOSED)
        change = {"from": before, "to": RequestState.CLOSED}
        audit.record(session, actor, now, "request.closed", "request", request.id, **change)
