"""What is on members' phones: the texts that were handed over, and what came back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, exists, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from app.db.models import (
    Assignment,
    InboxMessage,
    Ladder,
    Member,
    Message,
    Offer,
    PressedKey,
    Receipt,
    SimulatedDelivery,
)
from app.domain.lifecycles import LIVE_OFFER_STATES, AssignmentState, MessageState
from app.domain.messages import InboxState, MessageChannel, MessageKind
from app.domain.said import Sentence

#: Texts that a page of a phone tells of: also those on their way, and those that were lost.
SHOWN = (
    MessageState.HANDED_OVER,
    MessageState.DELIVERED,
    MessageState.UNDELIVERED,
    MessageState.UNCERTAIN,
)
#: A text that is on the phone; one that is on its way, or lost, is not.
ON_PHONE = (MessageState.HANDED_OVER, MessageState.DELIVERED)
PAGE = 24
#: Texts shown of one phone, and replies.
LATEST = 50


@dataclass(frozen=True)
class Phone:
    """A phone with the text that came last."""

    member_id: int
    name: str
    number: int
    phone: str
    language: str
    body: str | None
    came_at: datetime | None


@dataclass(frozen=True)
class PhonePage:
    rows: Sequence[Phone]
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class Text:
    """A text or a call on a phone; of a reply also what the pool made of it. One that did not
    arrive, or not yet, has no words: nobody could read it. In a call a yes or a no by ``key`` has
    an ``answer`` once it is done."""

    body: str
    at: datetime
    segments: int | None = None
    state: InboxState | None = None
    remark: Sentence | None = None
    message_id: int | None = None
    delivery: MessageState | None = None
    error: str = ""
    cost_tenths: int = 0
    is_call: bool = False
    offer: int | None = None
    key: str = ""
    answer: str = ""
    came_again: bool = False

    @property
    def is_reply(self) -> bool:
        return self.state is not None


def phone_page(session: Session, wanted: str, page: int) -> PhonePage:
    """Phones that have got texts, the latest first, or with ``wanted`` any phone; two queries.
    ``wanted`` is part of a name, a public number or a phone number."""
    last = (
        select(Message.member_id, Message.body, Receipt.received_at.label("came_at"))
        .join(Receipt, Receipt.message_id == Message.id)
        .where(Message.state.in_(ON_PHONE), Message.body.is_not(None), ~_is_under_way())
        .ext(distinct_on(Message.member_id))
        .order_by(Message.member_id, Receipt.received_at.desc(), Message.id.desc())
        .subquery()
    )
    of_members = (
        select(Member)
        .join(last, last.c.member_id == Member.id, isouter=bool(wanted))
        .where(_matches(wanted), Member.is_active | last.c.body.is_not(None))
    )
    rows = session.execute(
        of_members.with_only_columns(
            Member.id,
            Member.legal_name,
            Member.number,
            Member.phone,
            Member.page_language,
            last.c.body,
            last.c.came_at,
        )
        .order_by(last.c.came_at.desc().nulls_last(), Member.id)
        .limit(PAGE)
        .offset((max(page, 1) - 1) * PAGE)
    )
    total = session.scalar(of_members.with_only_columns(func.count()))
    return PhonePage([Phone(*row) for row in rows], total or 0)


def _is_under_way() -> ColumnElement[bool]:
    """Whether the network has not handed the text over yet."""
    return exists().where(
        SimulatedDelivery.message_id == Message.id, SimulatedDelivery.done_at.is_(None)
    ) & ~exists().where(
        SimulatedDelivery.message_id == Message.id, SimulatedDelivery.done_at.is_not(None)
    )


def _matches(wanted: str) -> ColumnElement[bool]:
    return or_(
        Member.legal_name.icontains(wanted, autoescape=True),
        cast(Member.number, String).contains(wanted, autoescape=True),
        Member.phone.contains(wanted, autoescape=True),
    )


def texts_of(session: Session, member_id: int) -> list[Text]:
    """The latest texts to and from a phone, the newest first; two queries."""
    texts = [text for row in _outgoing(session, member_id) for text in _texts(row)]
    replies = session.scalars(
        select(InboxMessage)
        .where(InboxMessage.member_id == member_id)
        .order_by(InboxMessage.received_at.desc(), InboxMessage.id.desc())
        .limit(LATEST)
    )
    answers = [Text(row.body, row.received_at, None, row.state, row.remark) for row in replies]
    # Stable: of one moment the pool's answer comes after what it answers.
    return sorted([*texts, *answers], key=lambda text: text.at, reverse=True)


def _outgoing(session: Session, member_id: int) -> Sequence[Any]:
    """Each message with the key pressed in it, when it came, and when it came again."""
    first, again = aliased(SimulatedDelivery), aliased(SimulatedDelivery)
    came = func.coalesce(func.min(first.done_at), func.min(Receipt.received_at), Message.due_at)
    waits = func.bool_and(first.done_at.is_(None)) & func.count(first.id).op(">")(0)
    query = (
        select(Message, PressedKey, came, waits, func.max(again.done_at))
        .outerjoin(PressedKey, PressedKey.message_id == Message.id)
        .outerjoin(Receipt, Receipt.message_id == Message.id)
        .outerjoin(first, first.message_id == Message.id)
        .outerjoin(again, (again.message_id == Message.id) & (again.id > first.id))
        .where(
            Message.member_id == member_id,
            Message.body.is_not(None),
            Message.state.in_(SHOWN),
        )
        .group_by(Message.id, PressedKey.message_id)
        .order_by(came.desc(), Message.id.desc())
        .limit(LATEST)
    )
    return session.execute(query).all()


def _texts(row: Any) -> Iterator[Text]:
    message, pressed, came_at, waits, again_at = row
    is_there = message.state in ON_PHONE and not waits
    text = Text(
        body=(message.body or "") if is_there else "",
        at=came_at,
        segments=message.segments,
        message_id=message.id,
        delivery=message.state,
        error=message.error,
        cost_tenths=message.cost_tenths,
        is_call=message.channel is MessageChannel.VOICE,
        offer=message.offer_id if message.kind is MessageKind.OFFER else None,
        key=pressed.key if pressed else "",
        answer=(pressed.answer or "") if pressed else "",
    )
    yield text
    if is_there and again_at is not None:
        yield replace(text, at=again_at, came_again=True)


def next_moment(session: Session, now: datetime) -> datetime | None:
    """When something happens by itself next: an offer ends, a search goes on, a text is due, a
    session of somebody who said yes begins."""
    start = func.lower(Assignment.period)
    moments = (
        select(func.min(Offer.expires_at)).where(
            Offer.state.in_(LIVE_OFFER_STATES), Offer.expires_at > now
        ),
        select(func.min(Ladder.next_at)).where(Ladder.next_at > now),
        select(func.min(Message.due_at)).where(
            Message.state == MessageState.QUEUED, Message.due_at > now
        ),
        select(func.min(start)).where(Assignment.state == AssignmentState.CONFIRMED, start > now),
    )
    each = [moment.scalar_subquery() for moment in moments]
    return session.scalar(select(func.least(*each)))
