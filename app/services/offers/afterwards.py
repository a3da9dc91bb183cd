"""What a member does after their yes: set out, or give the job back."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Offer
from app.domain.actors import Actor
from app.domain.errors import ConflictError
from app.domain.offers import Standing
from app.domain.reminders import may_set_out
from app.domain.said import said
from app.domain.states import AssignmentState
from app.domain.vocabulary import DeclineReason
from app.services import audit
from app.services.offers.changes import change_assignment
from app.services.offers.standing import locked_offer, standing_of


def give_back(
    session: Session,
    actor: Actor,
    now: datetime,
    offer_id: int,
    reason: DeclineReason | None = None,
) -> Offer:
    """The member cannot come after all: the seat is free, and the offer keeps its yes.

    Giving back again changes nothing. Raises ConflictError when the job is not theirs, or the
    session has begun: then whoever does not come is a matter for the coordinator.
    """
    offer, actor = locked_offer(session, actor, offer_id)
    if standing_of(session, offer, now) is Standing.GIVEN_BACK:
        return offer
    _require_coming(session, offer, now)
    offer.given_back_at, offer.give_back_reason = now, reason
    change_assignment(session, actor, now, offer.assignment, AssignmentState.WITHDRAWN)
    return offer


def set_out(session: Session, actor: Actor, now: datetime, offer_id: int) -> Offer:
    """The member is on their way, or ready where there is none. Saying it again changes nothing.

    Raises ConflictError when the job is not theirs, has begun, or is too far ahead.
    """
    offer, actor = locked_offer(session, actor, offer_id)
    assignment = offer.assignment
    _require_coming(session, offer, now)
    if assignment.on_my_way_at is not None:
        return offer
    if not may_set_out(assignment.span.start, now):
        raise ConflictError(
            said("It is too early to set out for job {number}.", number=offer.number)
        )
    assignment.on_my_way_at = now
    details = {"seat": assignment.seat_id}
    audit.record(
        session, actor, now, "assignment.on_my_way", "assignment", assignment.id, **details
    )
    return offer


def _require_coming(session: Session, offer: Offer, now: datetime) -> None:
    if standing_of(session, offer, now) is not Standing.YOURS:
        raise ConflictError(
            said("Job {number} is not this member's any more.", number=offer.number)
        )
    if now >= offer.assignment.span.start:
        raise ConflictError(said("The session of job {number} has begun.", number=offer.number))
