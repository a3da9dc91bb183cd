"""What a call says of a job, in a language that its member understands and a voice speaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy.orm import Session

from app.db.models import Member, Message, Offer
from app.db.queries import offers as queries
from app.db.queries.keys import was_told_in_call
from app.db.queries.people import spoken_languages
from app.domain.messages import MessageKind
from app.domain.spoken import Spoken, spoken_by, spoken_for, statement
from app.services.offers import standing_of
from app.services.texts import is_late, is_true, job_of


class Next(Enum):
    """What a call does once it has said something: ends, waits for a key, or looks what came of
    the last one."""

    ENDS = auto()
    ASKS = auto()
    LOOKS = auto()


@dataclass(frozen=True)
class Speech:
    """What to say, by which voice, and what then."""

    spoken: Spoken
    sentences: Sequence[str]
    next: Next = Next.ENDS


def speech_of(session: Session, message: Message, now: datetime) -> str | None:
    """The words of the call; None where they are not, or no longer, true."""
    if is_late(message, now) or message.offer_id is None:
        return None
    offer = queries.offer_with_parts(session, message.offer_id)
    if offer is None or not is_true(session, message.kind, offer, now):
        return None
    if message.kind is MessageKind.CONFIRMED and was_told_in_call(session, message):
        return None
    return told(session, spoken_of(session, offer), message.kind, offer, now)


def spoken_of(session: Session, offer: Offer) -> Spoken:
    """The language in which the offer's member is spoken to."""
    return language_of(session, offer.assignment.member)


def language_of(session: Session, member: Member) -> Spoken:
    """The language in which a member is spoken to."""
    return spoken_for(member.page_language, spoken_languages(session, member.id))


def offer_of(session: Session, message: Message) -> Offer:
    """The offer that a call is about, as it is now."""
    offer = (
        None if message.offer_id is None else queries.offer_with_parts(session, message.offer_id)
    )
    if offer is None:
        raise LookupError(f"message {message.id} is about no offer")
    return offer


def standing_told(session: Session, now: datetime, offer: Offer, tag: str) -> str:
    """Where the offer stands, in the words of a language of calls."""
    title, more = spoken_by(tag).words.page.standings[standing_of(session, offer, now)]
    return f"{title}. {more}" if more else f"{title}."


def coming_noted(session: Session, now: datetime, offer: Offer, tag: str) -> str:
    """Thanks to who said that they will be there."""
    words = spoken_by(tag).words
    is_gone_to = job_of(session, offer, words, now).is_gone_to
    return words.page.on_my_way_noted if is_gone_to else words.page.ready_noted


def told(session: Session, spoken: Spoken, kind: MessageKind, offer: Offer, now: datetime) -> str:
    """A greeting, the matter, and which keys mean what."""
    job = job_of(session, offer, spoken.words, now)
    menus = {MessageKind.OFFER: spoken.menu, MessageKind.HANDSHAKE: spoken.comes_menu}
    return f"{spoken.greeting} {statement(spoken, kind, job)} {menus.get(kind, spoken.repeat)}"
