"""Whoever must agree to a relaxation says yes or no, and what a yes changes."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.db.models import Ladder, LadderStep
from app.db.queries import ladder_seats, locks
from app.db.queries import ladders as queries
from app.db.queue import defer
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.ladder.model import Consent, Consenter, StepKind
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import LadderState
from app.domain.vocabulary import Role
from app.services import audit
from app.services.ladder.starting import begin, end
from app.services.offers.changes import STEP

#: What must be said with a yes: the request keeps it, and the law may ask for it.
NEEDS_REASON = frozenset({StepKind.DIALECT, StepKind.REMOTE})
LONGEST_REASON = 500


def agree(session: Session, actor: Actor, now: datetime, step_id: int, reason: str = "") -> None:
    """Agree to what a step asks; the search goes on with it at once. Agreeing twice changes
    nothing.

    Raises InvalidError without a reason where one is needed, and ConflictError once it is too
    late.
    """
    ladder, step = _locked_step(session, actor, step_id)
    if step.consent is Consent.GIVEN:
        return
    _require_asked(ladder, step)
    if step.kind in NEEDS_REASON and not reason.strip():
        message = said("Say why; the request keeps it.")
        raise InvalidError(message, {"reason": message})
    step.consent = Consent.GIVEN
    step.details = {**step.details, "reason": reason.strip()[:LONGEST_REASON]}
    _record(session, actor, now, ladder, step)
    apply(session, actor, now, ladder, step)
    _go_on(session, now, ladder)


def refuse(session: Session, actor: Actor, now: datetime, step_id: int) -> None:
    """Do not agree: the search goes on without. Refusing twice changes nothing."""
    ladder, step = _locked_step(session, actor, step_id)
    if step.consent is Consent.REFUSED:
        return
    _require_asked(ladder, step)
    step.consent = Consent.REFUSED
    _record(session, actor, now, ladder, step)
    _go_on(session, now, ladder)


def _locked_step(session: Session, actor: Actor, step_id: int) -> tuple[Ladder, LadderStep]:
    """The search and its step, locked with the seat, if the actor may agree to it."""
    ladder, step = _found(session, step_id)
    request = ladder.seat.session.request
    if step.consenter is Consenter.OFFICER:
        act, number = Act.CANCEL_REQUEST, str(request.number)
        permissions.require_request(actor, act, request.authority_id, number)
    else:
        permissions.require(actor, Act.PUBLISH)
    seats = ladder_seats.seats_of_session(session, ladder.seat.session_id)
    locks.lock_seats(session, [seat.id for seat in seats])
    return _found(session, step_id)


def _found(session: Session, step_id: int) -> tuple[Ladder, LadderStep]:
    found = queries.step_with_ladder(session, step_id)
    if found is None:
        raise NotFoundError(said("There is no such step."))
    return found


def _require_asked(ladder: Ladder, step: LadderStep) -> None:
    if step.consent is not Consent.ASKED or ladder.ended_at is not None:
        raise ConflictError(said("The search has gone on meanwhile; look again."))


def _record(
    session: Session, actor: Actor, now: datetime, ladder: Ladder, step: LadderStep
) -> None:
    details = {"step": step.kind, "seat": ladder.seat_id, "consent": step.consent}
    audit.record(session, actor, now, "ladder.consent", "ladder", ladder.id, **details)


def _go_on(session: Session, now: datetime, ladder: Ladder) -> None:
    if ladder.state is LadderState.RUNNING:
        ladder.next_at = now
        defer(session, STEP, {})


def apply(session: Session, actor: Actor, now: datetime, ladder: Ladder, step: LadderStep) -> None:
    """What agreeing changes: afterwards every rule is kept again, with the change."""
    seat, change = ladder.seat, step.details
    request = seat.session.request
    if step.kind is StepKind.DIALECT:
        seat.minimum_score = change["minimum_score"]
        request.substitution_consent = True
        request.substitution_reason = change.get("reason") or request.substitution_reason
    elif step.kind is StepKind.REMOTE:
        request.modalities = list(change["modalities"])
        request.remote_justification = change.get("reason") or request.remote_justification
    elif step.kind is StepKind.MEDIATOR:
        seat.role = Role(change["role"])
    elif step.kind is StepKind.RELAY:
        for leg in change["seats"]:
            begin(session, actor, now, leg)
    elif step.kind is StepKind.ANOTHER_TIME and step.proposed_start is not None:
        _move_session(session, actor, now, ladder, step.proposed_start)


def _move_session(
    session: Session, actor: Actor, now: datetime, ladder: Ladder, start: datetime
) -> None:
    """The session is held at another time; a search for it begins anew."""
    meeting = ladder.seat.session
    if start <= now + timedelta(minutes=5) or ladder_seats.is_promised(session, meeting.id):
        raise ConflictError(said("The session cannot be moved to that time any more."))
    before = meeting.starts_at or meeting.earliest_start
    meeting.earliest_start = meeting.latest_start = meeting.starts_at = start
    session.flush()
    moved = {"from": before.isoformat(), "to": start.isoformat()}
    audit.record(session, actor, now, "request.moved", "request", meeting.request_id, **moved)
    end(session, actor, now, ladder, LadderState.STOPPED)
    begin(session, actor, now, ladder.seat_id)
