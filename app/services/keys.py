"""A yes or a no by key: kept at once, done by a job, and told while the phone is still held.

So the provider has its answer in milliseconds, however much the act changes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db.models import InboxMessage, Message, Offer, PressedKey
from app.db.queries import keys as queries
from app.db.queries import messages as message_queries
from app.db.queue import defer
from app.domain import actors
from app.domain.actors import Actor
from app.domain.errors import ConflictError
from app.domain.messages import InboxState, MessageChannel, MessageKind
from app.domain.said import Sentence, said
from app.domain.spoken import spoken_by
from app.domain.vocabulary import Channel
from app.services import offers, on_the_day
from app.services.inbox import READ
from app.services.speech import (
    Next,
    Speech,
    coming_noted,
    language_of,
    offer_of,
    standing_told,
)

YES, NO = "1", "2"
#: How often a call asks what came of the key before it ends without saying so.
MOST_LOOKS = 5
#: A confirmation waits while the call may still bring it.
TELLING = timedelta(seconds=45)


@dataclass(frozen=True)
class Answered:
    """A call as the provider tells of it."""

    message_id: int
    ref: str
    to: str


def call_of(session: Session, call: Answered) -> Message | None:
    """The call, if it is one of ours to that number."""
    message = message_queries.message_with_member(session, call.message_id)
    return message if message is not None and _is_ours(message, call) else None


def keep(session: Session, now: datetime, message: Message, key: str) -> Speech:
    """Keep a yes or a no, and let a job do it; the first of a call counts."""
    spoken = language_of(session, message.member)
    values = {"message_id": message.id, "key": key, "pressed_at": now, "spoken": spoken.tag}
    once = insert(PressedKey).values(values).on_conflict_do_nothing()
    if session.scalar(once.returning(PressedKey.message_id)) is not None:
        defer(session, READ, {})
    return Speech(spoken, [spoken.moment], Next.LOOKS)


def outcome(session: Session, now: datetime, call: Answered, look: int) -> Speech | None:
    """What came of a key, or silence while nobody knows yet; None when the call is none of ours."""
    row = queries.key_of_call(session, call.message_id)
    if row is None or not _is_ours(row.message, call):
        return None
    spoken = spoken_by(row.spoken)
    if row.answer is not None:
        row.told_at = row.told_at or now
        return Speech(spoken, [row.answer])
    return Speech(spoken, [], Next.LOOKS) if look < MOST_LOOKS else Speech(spoken, [spoken.later])


def do_next(session: Session, now: datetime) -> bool:
    """Do what the oldest kept key means; False when none waits."""
    row = queries.kept_key(session)
    if row is None:
        return False
    row.answer, row.done_at = _do(session, now, row), now
    return True


def do_at_once(session: Session, now: datetime, call: Answered) -> Speech | None:
    """Do the key of a call that was just pressed, and say what came of it."""
    row = queries.key_of_call(session, call.message_id)
    if row is not None and row.done_at is None:
        row.answer, row.done_at = _do(session, now, row), now
        session.flush()
    return outcome(session, now, call, MOST_LOOKS)


def _is_ours(message: Message, call: Answered) -> bool:
    return (
        message.channel is MessageChannel.VOICE
        and message.offer_id is not None
        and message.member.phone == call.to
    )


def _answer_refused(session: Session, now: datetime, row: PressedKey, why: Sentence) -> None:
    """Whoever puts the phone down hears by text that the seat is filled; of any other reason a
    coordinator knows, who may do more."""
    offer = offer_of(session, row.message)
    if offers.tell_filled(session, now, offer):
        return
    session.add(
        InboxMessage(
            provider_ref=f"key:{row.message_id}",
            from_number=offer.assignment.member.phone,
            body=row.key,
            received_at=row.pressed_at,
            member_id=offer.member_id,
            state=InboxState.UNCLEAR,
            offer_id=offer.id,
            remark=said("Pressed in a call: {why}", why=why),
        )
    )


def _do(session: Session, now: datetime, row: PressedKey) -> str:
    """Do what the key means; returns what the call says of it."""
    try:
        # A refusal takes back what was tried; the call says where the offer stands.
        with session.begin_nested():
            return _ACTS[row.message.kind](session, now, row)
    except ConflictError as error:
        session.expire_all()
        if row.key == YES:
            _answer_refused(session, now, row, error.message)
        return standing_told(session, now, offer_of(session, row.message), row.spoken)


def _answer(session: Session, now: datetime, row: PressedKey) -> str:
    """Yes or no to an offer."""
    offer = offer_of(session, row.message)
    act = offers.say_yes if row.key == YES else offers.decline
    answered = act(session, _member_of(offer), now, offer.id)
    if answered.id != offer.id:
        return spoken_by(row.spoken).again.format(number=answered.number)
    queries.put_off_confirmation(session, offer.id, now + TELLING)
    return standing_told(session, now, offer_of(session, row.message), row.spoken)


def _shake_hands(session: Session, now: datetime, row: PressedKey) -> str:
    """Shortly before a job: they come, or cannot after all."""
    offer = offer_of(session, row.message)
    if row.key == YES:
        on_the_day.set_out(session, _member_of(offer), now, offer.id)
        return coming_noted(session, now, offer, row.spoken)
    offers.give_back(session, _member_of(offer), now, offer.id)
    return standing_told(session, now, offer_of(session, row.message), row.spoken)


def _member_of(offer: Offer) -> Actor:
    return actors.member(offer.member_id, Channel.VOICE)


#: What a call asks, and what does the answer.
_ACTS = {MessageKind.OFFER: _answer, MessageKind.HANDSHAKE: _shake_hands}
QUESTIONS = frozenset(_ACTS)
