"""Offers that a text has not got answered are put by a call, where the number can be called."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Offer
from app.db.queries import calling as queries
from app.db.queries import delivery
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, NotFoundError
from app.domain.messages import MessageChannel, MessageKind
from app.domain.numbers import capability_of, understood
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import OfferState
from app.services import audit
from app.services.messages import NewMessage, write_messages

#: Calls written at a time.
BATCH = 100


def call_due(session: Session, now: datetime) -> int:
    """Write a call for each open offer that is acute, whose text did not arrive, or which waits
    for its answer too near to its deadline; once an offer. Returns how many."""
    policy = delivery.policy(session)
    if not policy.calls_unanswered:
        return 0
    table = delivery.capabilities(session)
    calls = [
        _call(offer)
        for offer, phone in queries.offers_to_call(session, now, policy.call_before_minutes, BATCH)
        if capability_of(understood(phone), table).voice
    ]
    write_messages(session, now, calls)
    return len(calls)


def call_now(session: Session, actor: Actor, now: datetime, offer_id: int) -> None:
    """Write the call about an open offer at once, as a coordinator wishes; once an offer."""
    permissions.require(actor, Act.ANSWER_ON_BEHALF)
    offer = session.get(Offer, offer_id)
    if offer is None:
        raise NotFoundError(said("There is no such offer."))
    if offer.state is not OfferState.OPEN or offer.expires_at <= now:
        raise ConflictError(said("Offer {number} is not open any more.", number=offer.number))
    audit.record(session, actor, now, "offer.call_wanted", "offer", offer.id)
    write_messages(session, now, [_call(offer)])


def _call(offer: Offer) -> NewMessage:
    return NewMessage(
        member_id=offer.member_id,
        kind=MessageKind.OFFER,
        dedupe_key=f"offer:{offer.id}:call",
        offer_id=offer.id,
        useless_after=offer.expires_at,
        channel=MessageChannel.VOICE,
    )
