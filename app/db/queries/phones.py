"""Members' phones by the text that came last, and when something happens next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, exists, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.db.models import Assignment, Ladder, Member, Message, Offer, Receipt, SimulatedDelivery
from app.db.queries.phone_texts import ON_PHONE
from app.domain.states import LIVE_OFFER_STATES, AssignmentState, MessageState

PAGE = 24


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
