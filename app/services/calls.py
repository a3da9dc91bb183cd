"""A call that was answered: what it says, and what a key does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Message, Offer
from app.db.queries import messages as queries
from app.db.queries import offers as offer_queries
from app.db.queries.people import spoken_languages
from app.domain import actors
from app.domain.errors import ConflictError
from app.domain.lifecycles import OfferState
from app.domain.messages import MessageChannel, MessageKind, ProviderStatus
from app.domain.spoken import Spoken, spoken_for
from app.domain.vocabulary import Channel
from app.services import offers
from app.services.receipts import record_receipt
from app.services.speech import spoken_of, told
from app.services.texts import is_true

ACCEPT, DECLINE, REPEAT = "1", "2", "9"
#: How often the question is put in one call.
MOST_ROUNDS = 3


@dataclass(frozen=True)
class Speech:
    """What to say, by which voice; ``asks`` whether keys are waited for then."""

    spoken: Spoken
    sentences: Sequence[str]
    asks: bool = False


@dataclass(frozen=True)
class Answered:
    """A call as the provider tells of it."""

    message_id: int
    ref: str
    to: str


def begin(session: Session, now: datetime, call: Answered) -> Speech | None:
    """What the call says first; None when it is none of ours."""
    message = _call_of(session, call)
    if message is None:
        return None
    written = _as_written(session, now, message)
    record_receipt(session, now, message.id, call.ref, ProviderStatus.SENT)
    return written or _matter(session, now, message, _offer_of(session, message))


def press(session: Session, now: datetime, call: Answered, key: str, round_: int) -> Speech | None:
    """Do what a key means, and say what came of it; an empty ``key`` is silence.

    1 accepts, 2 declines, 9 says it again. None when the call is none of ours.
    """
    message = _call_of(session, call)
    if message is None:
        return None
    offer = _offer_of(session, message)
    if message.kind is MessageKind.OFFER and key in (ACCEPT, DECLINE):
        return _answer(session, now, offer, key)
    speech = _matter(session, now, message, offer)
    if not speech.asks or (key == REPEAT and round_ <= MOST_ROUNDS):
        return speech
    if message.kind is not MessageKind.OFFER or round_ >= MOST_ROUNDS:
        ends = [speech.spoken.no_answer] if message.kind is MessageKind.OFFER else []
        return Speech(speech.spoken, ends)
    return Speech(speech.spoken, [speech.spoken.unclear, *speech.sentences], asks=True)


def _call_of(session: Session, call: Answered) -> Message | None:
    message = queries.message_with_member(session, call.message_id)
    is_ours = (
        message is not None
        and message.channel is MessageChannel.VOICE
        and message.offer_id is not None
        and message.member.phone == call.to
    )
    return message if is_ours else None


def _as_written(session: Session, now: datetime, message: Message) -> Speech | None:
    """The words that the relay made half a minute ago, of an offer that is still open: what else
    speaks against a yes is looked at when a key is pressed."""
    offer = message.offer
    is_open = offer is not None and offer.state is OfferState.OPEN and now < offer.expires_at
    if message.kind is not MessageKind.OFFER or not message.body or not is_open:
        return None
    spoken = spoken_for(message.member.page_language, spoken_languages(session, message.member_id))
    return Speech(spoken, [message.body], asks=True)


def _offer_of(session: Session, message: Message) -> Offer:
    if message.offer_id is None:
        raise LookupError(f"message {message.id} is about no offer")
    return _offer(session, message.offer_id)


def _matter(session: Session, now: datetime, message: Message, offer: Offer) -> Speech:
    """What the call is about, or what has become of it."""
    spoken = spoken_of(session, offer)
    if not is_true(session, message.kind, offer, now):
        return _result(session, now, offer)
    return Speech(spoken, [told(session, spoken, message.kind, offer, now)], asks=True)


def _answer(session: Session, now: datetime, offer: Offer, key: str) -> Speech:
    actor = actors.member(offer.member_id, Channel.VOICE)
    act = offers.accept if key == ACCEPT else offers.decline
    try:
        # A refusal takes back what was tried; the call says where the offer stands.
        with session.begin_nested():
            act(session, actor, now, offer.id)
    except ConflictError:
        session.expire_all()
    return _result(session, now, _offer(session, offer.id))


def _offer(session: Session, offer_id: int) -> Offer:
    offer = offer_queries.offer_with_parts(session, offer_id)
    if offer is None:
        raise LookupError(f"offer {offer_id} is gone")
    return offer


def _result(session: Session, now: datetime, offer: Offer) -> Speech:
    spoken = spoken_of(session, offer)
    title, more = spoken.words.page.standings[offers.standing_of(session, offer, now)]
    return Speech(spoken, [f"{title}. {more}" if more else f"{title}."])
