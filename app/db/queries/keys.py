"""Keys that were pressed in calls, and whether the call has said what came of them."""

from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session, joinedload

from app.db.models import Message, PressedKey
from app.domain.messages import MessageKind
from app.domain.states import MessageState


def key_of_call(session: Session, message_id: int) -> PressedKey | None:
    """The key of a call, with its message and member."""
    member = joinedload(PressedKey.message).joinedload(Message.member)
    query = select(PressedKey).where(PressedKey.message_id == message_id).options(member)
    return session.scalar(query.execution_options(populate_existing=True))


def kept_key(session: Session) -> PressedKey | None:
    """The oldest key that nobody has done anything about, locked; those others do left out."""
    return session.scalar(
        select(PressedKey)
        .where(PressedKey.done_at.is_(None))
        .order_by(PressedKey.pressed_at, PressedKey.message_id)
        .limit(1)
        .with_for_update(skip_locked=True, of=PressedKey)
        .options(joinedload(PressedKey.message))
    )


def was_told_in_call(session: Session, message: Message) -> bool:
    """Whether the call that brought about this confirmation has said so itself."""
    call = Message.__table__.alias()
    told = (
        exists()
        .where(call.c.id == PressedKey.message_id, call.c.offer_id == message.offer_id)
        .where(PressedKey.told_at.is_not(None), PressedKey.done_at >= message.created_at)
    )
    return bool(session.scalar(select(told)))


def put_off_confirmation(session: Session, offer_id: int, until: datetime) -> None:
    """Let the confirmation of an offer wait."""
    session.execute(
        update(Message)
        .where(
            Message.offer_id == offer_id,
            Message.kind == MessageKind.CONFIRMED,
            Message.state == MessageState.QUEUED,
            Message.attempts == 0,
        )
        .values(due_at=until)
    )
