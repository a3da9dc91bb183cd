"""Messages that did not reach their member, or wait for leave to go."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.db.models import Member, Message
from app.domain.states import MessageState

#: What is older is history.
WINDOW = timedelta(days=3)
#: Ends that are nobody's to mend: the message was not true any more.
UNTRUE = "no longer true"


def held_messages(session: Session, limit: int) -> Sequence[Message]:
    """Messages that a limit of spending holds, the oldest first, with their members and offers."""
    held = Message.held.is_not(None) & (Message.state == MessageState.QUEUED)
    return session.scalars(_whole().where(held).order_by(Message.id).limit(limit)).all()


def lost_messages(session: Session, now: datetime, limit: int) -> Sequence[Message]:
    """Messages that did not arrive lately and will not be tried again, the latest first."""
    next_one = aliased(Message)
    is_followed = (
        select(next_one.id)
        .where(
            next_one.member_id == Message.member_id,
            next_one.kind == Message.kind,
            next_one.offer_id.is_not_distinct_from(Message.offer_id),
            next_one.id > Message.id,
        )
        .exists()
    )
    lost = Message.state.in_((MessageState.UNDELIVERED, MessageState.DEAD))
    return session.scalars(
        _whole()
        .where(lost, Message.error != UNTRUE, ~is_followed)
        .where(Message.created_at >= now - WINDOW)
        .order_by(Message.id.desc())
        .limit(limit)
    ).all()


def latest_messages(session: Session, member_id: int, limit: int) -> Sequence[Message]:
    """The member's latest messages, the newest first."""
    of_member = _whole().where(Message.member_id == member_id)
    return session.scalars(of_member.order_by(Message.id.desc()).limit(limit)).all()


def member_of_number(session: Session, number: int) -> Member | None:
    """The member with that public number."""
    return session.scalar(
        select(Member).where(Member.number == number).options(joinedload(Member.home_site))
    )


def _whole() -> Select[Message]:
    return select(Message).options(joinedload(Message.member), joinedload(Message.offer))
