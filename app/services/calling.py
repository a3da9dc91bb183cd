"""Offers that a text has not got answered are put by a call, where the number can be called."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.queries import calling as queries
from app.db.queries import delivery
from app.domain.messages import MessageChannel, MessageKind
from app.domain.numbers import capability_of, understood
from app.services.messages import NewMessage, write_messages

#: Calls written at a time.
BATCH = 100


def call_due(session: Session, now: datetime) -> int:
    """Write a call for each open offer whose text did not arrive, or which waits for its answer
    too near to its deadline; once an offer. Returns how many."""
    policy = delivery.policy(session)
    if not policy.calls_unanswered:
        return 0
    table = delivery.capabilities(session)
    calls = [
        NewMessage(
            member_id=offer.member_id,
            kind=MessageKind.OFFER,
            dedupe_key=f"offer:{offer.id}:call",
            offer_id=offer.id,
            useless_after=offer.expires_at,
            channel=MessageChannel.VOICE,
        )
        for offer, phone in queries.offers_to_call(session, now, policy.call_before_minutes, BATCH)
        if capability_of(understood(phone), table).voice
    ]
    write_messages(session, now, calls)
    return len(calls)
