"""A member's answer: yes fills the seat, if it is still theirs to fill; no gives it back."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Offer
from app.domain.actors import Actor
from app.domain.errors import ConflictError
from app.domain.messages import MessageKind
from app.domain.offers import Standing
from app.domain.said import said
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import Channel, DeclineReason
from app.services.messages import about_offer, write_messages
from app.services.offers.changes import change_assignment, change_offer
from app.services.offers.holding import hold_or_fill
from app.services.offers.standing import locked_offer, standing_of

_REFUSALS = {
    Standing.YOURS: said("it is already accepted"),
    Standing.HELD: said("the yes is kept and waits for another's"),
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
    transaction. Where the session needs more than one, a yes is held until all have said theirs,
    and then all of them count at once. Raises ConflictError, which says why, when the seat cannot
    be theirs any more.
    """
    offer, actor = locked_offer(session, actor, offer_id)
    standing = standing_of(session, offer, now)
    if standing in (Standing.YOURS, Standing.HELD):
        return offer
    _require_open(offer, standing)
    _open_if_queued(session, actor, now, offer)
    hold_or_fill(session, actor, now, offer)
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
    if standing not in (Standing.OPEN, Standing.HELD, Standing.NOT_VETTED, Standing.ABSENT):
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
