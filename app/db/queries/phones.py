"""What is on members' phones: the texts that were handed over, and what came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.db.models import InboxMessage, Member, Message, Receipt
from app.domain.lifecycles import MessageState
from app.domain.messages import InboxState
from app.domain.said import Sentence

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
    body: str
    came_at: datetime


@dataclass(frozen=True)
class PhonePage:
    rows: Sequence[Phone]
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class Text:
    """A text on a phone; of a reply also what the pool made of it."""

    body: str
    at: datetime
    segments: int | None = None
    state: InboxState | None = None
    remark: Sentence | None = None

    @property
    def is_reply(self) -> bool:
        return self.state is not None


def phone_page(session: Session, wanted: str, page: int) -> PhonePage:
    """Phones that have got texts, the latest first; two queries. ``wanted`` is part of a name,
    a public number or a phone number."""
    last = (
        select(Message.member_id, Message.body, Receipt.received_at.label("came_at"))
        .join(Receipt, Receipt.message_id == Message.id)
        .where(Message.state.in_(ON_PHONE), Message.body.is_not(None))
        .ext(distinct_on(Message.member_id))
        .order_by(Message.member_id, Receipt.received_at.desc(), Message.id.desc())
        .subquery()
    )
    of_members = select(Member).join(last, last.c.member_id == Member.id).where(_matches(wanted))
    rows = session.execute(
        of_members.with_only_columns(
            Member.id, Member.legal_name, Member.number, Member.phone, last.c.body, last.c.came_at
        )
        .order_by(last.c.came_at.desc(), Member.id)
        .limit(PAGE)
        .offset((max(page, 1) - 1) * PAGE)
    )
    total = session.scalar(of_members.with_only_columns(func.count()))
    return PhonePage([Phone(*row) for row in rows], total or 0)


def _matches(wanted: str) -> ColumnElement[bool]:
    return or_(
        Member.legal_name.icontains(wanted, autoescape=True),
        cast(Member.number, String).contains(wanted, autoescape=True),
        Member.phone.contains(wanted, autoescape=True),
    )


def texts_of(session: Session, member_id: int) -> list[Text]:
    """The latest texts to and from a phone, the newest first; two queries."""
    came_at = func.min(Receipt.received_at)
    outgoing = session.execute(
        select(Message.body, came_at, Message.segments)
        .join(Receipt, Receipt.message_id == Message.id)
        .where(
            Message.member_id == member_id,
            Message.state.in_(ON_PHONE),
            Message.body.is_not(None),
        )
        .group_by(Message.id)
        .order_by(came_at.desc(), Message.id.desc())
        .limit(LATEST)
    )
    replies = session.scalars(
        select(InboxMessage)
        .where(InboxMessage.member_id == member_id)
        .order_by(InboxMessage.received_at.desc(), InboxMessage.id.desc())
        .limit(LATEST)
    )
    answers = [Text(row.body, row.received_at, None, row.state, row.remark) for row in replies]
    texts = [Text(body or "", at, segments) for body, at, segments in outgoing]
    # Stable: of one moment the pool's answer comes after what it answers.
    return sorted([*texts, *answers], key=lambda text: text.at, reverse=True)
