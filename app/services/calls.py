"""A call that was answered: what it says, and what a key means."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Message
from app.domain.messages import MessageKind, ProviderStatus
from app.domain.states import OfferState
from app.services import keys
from app.services.keys import Answered
from app.services.receipts import record_receipt
from app.services.speech import Next, Speech, language_of, offer_of, spoken_of, standing_told, told
from app.services.texts import is_true

REPEAT = "9"
#: How often the question is put in one call.
MOST_ROUNDS = 3


def begin(session: Session, now: datetime, call: Answered) -> Speech | None:
    """What the call says first; None when it is none of ours."""
    message = keys.call_of(session, call)
    if message is None:
        return None
    speech = _matter(session, now, message)
    record_receipt(session, now, message.id, call.ref, ProviderStatus.SENT)
    return speech


def press(session: Session, now: datetime, call: Answered, key: str, round_: int) -> Speech | None:
    """Take a key, and say what follows; an empty ``key`` is silence.

    1 is yes and 2 is no, where the call asks something; 9 says it again. None when the call is
    none of ours.
    """
    message = keys.call_of(session, call)
    if message is None:
        return None
    asks = message.kind in keys.QUESTIONS
    if asks and key in (keys.YES, keys.NO):
        return keys.keep(session, now, message, key)
    speech = _matter(session, now, message)
    if speech.next is Next.ENDS or (key == REPEAT and round_ <= MOST_ROUNDS):
        return speech
    if not asks or round_ >= MOST_ROUNDS:
        return Speech(speech.spoken, [speech.spoken.no_answer] if asks else [])
    return Speech(speech.spoken, [speech.spoken.unclear, *speech.sentences], Next.ASKS)


def _matter(session: Session, now: datetime, message: Message) -> Speech:
    """What the call is about, or what has become of it."""
    written = _as_written(session, now, message)
    if written is not None:
        return written
    offer = offer_of(session, message)
    spoken = spoken_of(session, offer)
    if not is_true(session, message.kind, offer, now):
        return Speech(spoken, [standing_told(session, now, offer, spoken.tag)])
    return Speech(spoken, [told(session, spoken, message.kind, offer, now)], Next.ASKS)


def _as_written(session: Session, now: datetime, message: Message) -> Speech | None:
    """The words that the relay made half a minute ago, of an offer that is still open: what else
    speaks against a yes is looked at when a key is pressed."""
    offer = message.offer
    is_open = offer is not None and offer.state is OfferState.OPEN and now < offer.expires_at
    if message.kind is not MessageKind.OFFER or not message.body or not is_open:
        return None
    return Speech(language_of(session, message.member), [message.body], Next.ASKS)
