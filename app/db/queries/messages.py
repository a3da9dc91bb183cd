"""The outbox and the inbox: what is due, what was told, what waits for a person."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from app.db.models import InboxMessage, Member, Message, Site
from app.domain.messages import InboxState, MessageKind
from app.domain.sending import LONGEST_WAIT
from app.domain.states import MessageState

#: A text in one of these states is, or may be, on the phone.
TOLD = (
    MessageState.CLAIMED,
    MessageState.HANDED_OVER,
    MessageState.DELIVERED,
    MessageState.UNCERTAIN,
)


def due_message(session: Session, now: datetime) -> Message | None:
    """The text that waits longest, locked; none that would overtake one of the same member.

    A text that the night puts off, untried, is not waited for.
    """
    other = aliased(Message)
    # One that is due counts although another relay has it locked: it is about to be claimed.
    is_about_to_go = (other.due_at <= now) | (
        (other.attempts > 0) & (other.due_at <= now + LONGEST_WAIT * 2)
    )
    is_earlier = exists().where(
        other.member_id == Message.member_id,
        other.id < Message.id,
        (other.state == MessageState.UNCERTAIN)
        | ((other.state == MessageState.QUEUED) & is_about_to_go),
    )
    in_flight = exists().where(
        other.member_id == Message.member_id, other.state == MessageState.CLAIMED
    )
    return session.scalar(
        select(Message)
        .where(Message.state == MessageState.QUEUED, Message.due_at <= now)
        .where(~in_flight, ~is_earlier)
        .order_by(Message.due_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Message)
        .options(joinedload(Message.member).joinedload(Member.home_site).joinedload(Site.country))
    )


def written_keys(session: Session, keys: Collection[str]) -> set[str]:
    """Which of these acts have written their text already."""
    if not keys:
        return set()
    return set(session.scalars(select(Message.dedupe_key).where(Message.dedupe_key.in_(keys))))


def lost_claims(session: Session, now: datetime) -> list[Message]:
    """Texts whose sender has not been heard of for longer than a try may take, locked."""
    return list(
        session.scalars(
            select(Message)
            .where(Message.state == MessageState.CLAIMED, Message.claimed_until <= now)
            .order_by(Message.id)
            .with_for_update(skip_locked=True)
        )
    )


def uncertain_message(session: Session, now: datetime) -> Message | None:
    """A text that may have been sent and has waited long enough for a receipt, locked."""
    return session.scalar(
        select(Message)
        .where(Message.state == MessageState.UNCERTAIN, Message.due_at <= now)
        .order_by(Message.due_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Message)
        .options(joinedload(Message.member))
    )


def locked_message(session: Session, message_id: int) -> Message | None:
    """The message as it is now; others wait to change it."""
    return session.scalar(
        select(Message)
        .where(Message.id == message_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def message_with_member(session: Session, message_id: int) -> Message | None:
    """The message with the member it goes to and the offer it is about."""
    parts = (joinedload(Message.member), joinedload(Message.offer))
    return session.scalar(select(Message).where(Message.id == message_id).options(*parts))


def known_refs(session: Session, refs: Collection[str]) -> set[str]:
    """Those of the provider's references that messages of ours have already."""
    known = select(Message.provider_ref).where(Message.provider_ref.in_(refs))
    return {ref for ref in session.scalars(known) if ref is not None}


def kept_replies(session: Session, refs: Collection[str]) -> set[str]:
    """Those of the provider's references that texts in the inbox have already."""
    kept = select(InboxMessage.provider_ref).where(InboxMessage.provider_ref.in_(refs))
    return set(session.scalars(kept))


def was_told(session: Session, offer_id: int) -> bool:
    """Whether the offer's text has, or may have, reached the phone."""
    told = exists().where(
        Message.offer_id == offer_id,
        Message.kind == MessageKind.OFFER,
        Message.state.in_(TOLD),
    )
    return bool(session.scalar(select(told)))


def member_by_phone(session: Session, phone: str) -> Member | None:
    """The active member with that number, with their languages."""
    return session.scalar(
        select(Member)
        .where(Member.phone == phone, Member.is_active)
        .options(selectinload(Member.languages))
    )


def kept_reply(session: Session) -> InboxMessage | None:
    """The oldest text from a phone that nobody has read, locked; those others read left out."""
    return session.scalar(
        select(InboxMessage)
        .where(InboxMessage.state == InboxState.KEPT)
        .order_by(InboxMessage.received_at, InboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def unclear_replies(session: Session, limit: int) -> list[InboxMessage]:
    """What nobody has understood yet, oldest first, with its member."""
    return list(
        session.scalars(
            select(InboxMessage)
            .where(InboxMessage.state == InboxState.UNCLEAR)
            .order_by(InboxMessage.received_at, InboxMessage.id)
            .limit(limit)
            .options(joinedload(InboxMessage.member))
        )
    )


def settled_replies(session: Session, limit: int) -> list[InboxMessage]:
    """What was understood or dealt with, the latest first, with its member."""
    return list(
        session.scalars(
            select(InboxMessage)
            .where(InboxMessage.state.in_((InboxState.UNDERSTOOD, InboxState.HANDLED)))
            .order_by(InboxMessage.received_at.desc(), InboxMessage.id.desc())
            .limit(limit)
            .options(joinedload(InboxMessage.member))
        )
    )
