"""The texts and calls on one phone: to it, from it, and what became of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.db.models import InboxMessage, Message, PressedKey, Receipt, SimulatedDelivery
from app.domain.messages import InboxState, MessageChannel, MessageKind
from app.domain.said import Sentence
from app.domain.states import MessageState

#: Texts that a page of a phone tells of: also those on their way, and those that were lost.
SHOWN = (
    MessageState.HANDED_OVER,
    MessageState.DELIVERED,
    MessageState.UNDELIVERED,
    MessageState.UNCERTAIN,
)
#: A text that is on the phone; one that is on its way, or lost, is not.
ON_PHONE = (MessageState.HANDED_OVER, MessageState.DELIVERED)
#: Texts shown of one phone, and replies.
LATEST = 50


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
