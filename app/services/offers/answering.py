"""A member's answer: yes fills the seat, if it is still theirs to fill; no gives it back."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Offer
from app.db.queries import offers as queries
from app.domain.actors import Actor
from app.domain.errors import ConflictError
from app.domain.lifecycles import AssignmentState, OfferState
from app.domain.messages import MessageKind
from app.domain.offers import Standing
from app.domain.said import said
from app.domain.vocabulary import Channel, DeclineReason
from app.services.messages import about_offer, write_messages
from app.services.offers.changes import change_assignment, change_offer
from app.services.offers.standing import locked_offer, standing_of

_REFUSALS = {
    Standing.YOURS: said("it is already accepted"),
    Standing.GIVEN_BACK: said("it was given back"),
    Standing.DECLINED: said("it was declined"),
    Standing.EXPIRED: said("the time to answer is over"),
    Standing.FILLED: said("the seat is already filled"),
    Standing.WITHDRAWN: said("the pool has taken it back"),
    Standing.CANCELLED: said("the session is cancelled"),
    Standing.BEGUN: said("the session has begun"),
    Standing.NOT_VETTED: said("the member's clearance does not hold on that day"),
    Standing.ABSENT: said("the member is on leave at that time"),
}


def accept(session: Session, actor: Actor, now: datetime, offer_id: int) -> Offer:
    """The seat becomes the member's. Saying yes again changes nothing and is no error.

    Of several who are asked for one seat the first has it and the others' offers end in the same
    transaction. Raises ConflictError, which says why, when the seat cannot be theirs any more.
    """
    offer, actor = locked_offer(session, actor, offer_id)
    standing = standing_of(session, offer, now)
    if standing is Standing.YOURS:
        return offer
    _require_open(offer, standing)
    _end_rivals(session, actor, now, offer)
    _open_if_queued(session, actor, now, offer)
    _fill(session, actor, now, offer)
    ends_at = offer.assignment.span.end
    confirmation = about_offer(offer.member_id, MessageKind.CONFIRMED, offer.id, ends_at)
    write_messages(session, now, [confirmation])
    return offer


def decline(
    session: Session,
    actor: Actor,
    now: datetime,
    offer_id: int,
    reason: DeclineReason | None = None,
) -> Offer:
    """The member says no and their time is free again. Saying no again changes nothing.

    Raises ConflictError when there is nothing to decline any more; to give back what was
    accepted is not a decline.
    """
    offer, actor = locked_offer(session, actor, offer_id)
    standing = standing_of(session, offer, now)
    if standing is Standing.DECLINED:
        return offer
    if standing not in (Standing.OPEN, Standing.NOT_VETTED, Standing.ABSENT):
        _require_open(offer, standing)
    _open_if_queued(session, actor, now, offer)
    answer = {"answered_at": now, "answer_channel": actor.channel, "decline_reason": reason}
    change_offer(session, actor, now, offer, OfferState.DECLINED, **answer)
    change_assignment(session, actor, now, offer.assignment, AssignmentState.WITHDRAWN)
    if actor.channel is Channel.SMS:
        noted = about_offer(offer.member_id, MessageKind.RECEIVED, offer.id, offer.expires_at)
        write_messages(session, now, [noted])
    return offer


def _require_open(offer: Offer, standing: Standing) -> None:
    if standing is not Standing.OPEN:
        raise ConflictError(
            said(
                "Offer {number} cannot be answered: {reason}.",
                number=offer.number,
                reason=_REFUSALS[standing],
            )
        )


def _open_if_queued(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    if offer.state is OfferState.QUEUED:
        change_offer(session, actor, now, offer, OfferState.OPEN)


def _end_rivals(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    """Release the others who were asked for the seat and tell them that it is filled."""
    others = queries.rivals(session, offer)
    for rival in queries.live_offers(session, [other.id for other in others]):
        change_offer(session, actor, now, rival, OfferState.WITHDRAWN)
        until = offer.assignment.span.start
        filled = about_offer(rival.member_id, MessageKind.FILLED, rival.id, until)
        write_messages(session, now, [filled])
    for other in others:
        change_assignment(session, actor, now, other, AssignmentState.RELEASED)


def _fill(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    answer = {"answered_at": now, "answer_channel": actor.channel}
    try:
        with session.begin_nested():
            change_offer(session, actor, now, offer, OfferState.ACCEPTED, **answer)
            change_assignment(session, actor, now, offer.assignment, AssignmentState.CONFIRMED)
    except IntegrityError as error:
        # The database is the last referee of who has the seat and whose time is whose.
        raise ConflictError(
            said(
                "Offer {number} cannot be accepted: the seat or the time is taken meanwhile.",
                number=offer.number,
            )
        ) from error
