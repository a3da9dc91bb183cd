"""How a session ended: one outcome for each member, and from them one for the session."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Assignment, InterpretingSession, OutcomeRecord
from app.db.queries import locks
from app.db.queries import on_the_day as day_queries
from app.db.queries import outcomes as queries
from app.db.queries.day_rows import DayRow
from app.domain import outcomes as rules
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.on_the_day import wait_until
from app.domain.outcomes import Refusal, Saying
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.vocabulary import ActorKind, Outcome, UserRole
from app.services.offers.changes import change_assignment
from app.services.on_the_day.attending import own_row
from app.services.on_the_day.finishing import finish, keep_record
from app.services.on_the_day.standby import settle_standby

LONGEST_REASON = 200

_REFUSALS = {
    Refusal.NOT_THEIRS_TO_SAY: said("this is not recorded by whoever says it"),
    Refusal.NOT_BEGUN: said("the session has not begun"),
    Refusal.STILL_WAITING: said("the time to wait is not over"),
    Refusal.NEEDS_REASON: said("it needs a reason"),
    Refusal.ALREADY_SAID: said("somebody has said how it ended; ask the coordinator"),
    Refusal.TOO_LATE: said("it is too long ago; ask the coordinator"),
}


def record(
    session: Session,
    actor: Actor,
    now: datetime,
    assignment_id: int,
    outcome: Outcome,
    reason: str = "",
) -> OutcomeRecord:
    """Say, or correct, how one member's session ended. The same again changes nothing.

    Raises NotFoundError for another authority's officer, ConflictError where the rules do not
    let this actor say it now, or the seat or the time belong to somebody else meanwhile.
    """
    row = day_queries.row_of_assignment(session, assignment_id)
    if row is None:
        raise NotFoundError(said("There is no such job."))
    if actor.kind is not ActorKind.MEMBER:
        label = str(row.request_number)
        permissions.require_request(actor, Act.RECORD_DAY, row.authority_id, label)
    return _record(session, actor, now, row, outcome, _shortened(reason))


def report(
    session: Session, actor: Actor, now: datetime, offer_id: int, outcome: Outcome
) -> OutcomeRecord:
    """The member says, from their own page, why the session cannot take place."""
    row, actor = own_row(session, actor, now, offer_id)
    return _record(session, actor, now, row, outcome, "")


def record_cancelled(
    session: Session, actor: Actor, now: datetime, meeting: InterpretingSession, outcome: Outcome
) -> None:
    """A session that was called off before it began."""
    meeting.outcome = outcome
    keep_record(session, actor, now, meeting.id, None, outcome, "")


def _record(
    session: Session, actor: Actor, now: datetime, row: DayRow, outcome: Outcome, reason: str
) -> OutcomeRecord:
    locks.lock_seats(session, [row.seat_id])
    meeting = queries.locked_session(session, row.session_id)
    before = queries.record_of(session, row.session_id, row.assignment_id)
    if before is not None and (before.outcome, before.reason) == (outcome, reason):
        return _confirmed(session, actor, now, before)
    _require(_saying(actor, row, outcome, reason, before), now)
    _move(session, actor, now, row.assignment_id, outcome)
    written = keep_record(session, actor, now, row.session_id, row.assignment_id, outcome, reason)
    if outcome is Outcome.INTERPRETER_ABSENT:
        settle_standby(session, actor, now, row, comes=False)
    finish(session, actor, now, meeting)
    return written


def _confirmed(
    session: Session, actor: Actor, now: datetime, before: OutcomeRecord
) -> OutcomeRecord:
    """What the clock supposed becomes what somebody has said."""
    if before.recorded_by is ActorKind.SYSTEM and actor.kind is ActorKind.USER:
        keep_record(
            session,
            actor,
            now,
            before.session_id,
            before.assignment_id,
            before.outcome,
            before.reason,
        )
    return before


def _saying(
    actor: Actor, row: DayRow, outcome: Outcome, reason: str, before: OutcomeRecord | None
) -> Saying:
    return Saying(
        outcome=outcome,
        kind=actor.kind,
        may_always=actor.has(UserRole.COORDINATOR),
        has_reason=bool(reason),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        wait_until=wait_until(row.facts),
        before=before.recorded_by if before else None,
    )


def _require(saying: Saying, now: datetime) -> None:
    refusal = rules.refusal(saying, now)
    if refusal is Refusal.NEEDS_REASON:
        message = said("Say why in a few words.")
        raise InvalidError(message, {"reason": message})
    if refusal is not None:
        raise ConflictError(
            said("This end cannot be recorded: {reason}.", reason=_REFUSALS[refusal])
        )


def _move(
    session: Session, actor: Actor, now: datetime, assignment_id: int, outcome: Outcome
) -> None:
    assignment = session.get_one(Assignment, assignment_id, populate_existing=True)
    to = rules.assignment_state(outcome)
    if assignment.state is to:
        return
    try:
        with session.begin_nested():
            change_assignment(session, actor, now, assignment, to)
    except IntegrityError as error:
        raise ConflictError(
            said("Somebody else has the seat, or the member other work, at that time meanwhile.")
        ) from error


def _shortened(reason: str) -> str:
    text = reason.strip()
    if len(text) > LONGEST_REASON:
        message = said("Use {most} characters at most.", most=LONGEST_REASON)
        raise InvalidError(message, {"reason": message})
    return text
