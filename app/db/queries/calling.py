"""Open offers that a text has not got answered."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.db.models import Member, Message, Offer
from app.domain.messages import MessageChannel, MessageKind
from app.domain.offers import ACUTE_WINDOW
from app.domain.states import MessageState, OfferState

#: The text will not arrive any more.
LOST = (MessageState.UNDELIVERED, MessageState.DEAD)


def offers_to_call(
    session: Session, now: datetime, before_minutes: int, limit: int
) -> list[tuple[Offer, str]]:
    """Open offers, with their members' phones, that nobody was called about: the text is lost,
    the deadline is so near, or nearer than half the time to answer, or the matter is acute."""
    before = timedelta(minutes=before_minutes)
    called = exists().where(Message.offer_id == Offer.id, Message.channel == MessageChannel.VOICE)
    is_near = (Offer.expires_at <= now + before) & (Offer.expires_at - now <= now - Offer.opens_at)
    is_acute = Offer.expires_at - Offer.opens_at <= ACUTE_WINDOW
    rows = session.execute(
        select(Offer, Member.phone)
        .join(Member, Member.id == Offer.member_id)
        .where(Offer.state == OfferState.OPEN, Offer.opens_at <= now, Offer.expires_at > now)
        .where(~called, Member.is_active, or_(is_near, is_acute, _text_is_lost()))
        .order_by(Offer.expires_at, Offer.id)
        .limit(limit)
    )
    return [(offer, phone) for offer, phone in rows]


def _text_is_lost() -> ColumnElement[bool]:
    later = aliased(Message)
    newer = exists().where(
        later.offer_id == Message.offer_id,
        later.kind == MessageKind.OFFER,
        later.id > Message.id,
    )
    return exists().where(
        Message.offer_id == Offer.id,
        Message.kind == MessageKind.OFFER,
        Message.state.in_(LOST),
        ~newer,
    )
