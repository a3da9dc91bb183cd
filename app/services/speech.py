"""What a call says of a job, in a language that its member understands and a voice speaks."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Message, Offer
from app.db.queries import offers as queries
from app.db.queries.people import spoken_languages
from app.domain.messages import MessageKind
from app.domain.spoken import Spoken, spoken_for, statement
from app.domain.vocabulary import Channel
from app.services.texts import is_late, is_true, job_of


def speech_of(session: Session, message: Message, now: datetime) -> str | None:
    """The words of the call; None where they are not, or no longer, true."""
    if is_late(message, now) or message.offer_id is None:
        return None
    offer = queries.offer_with_parts(session, message.offer_id)
    if offer is None or not is_true(session, message.kind, offer, now):
        return None
    if message.kind is MessageKind.CONFIRMED and offer.answer_channel is Channel.VOICE:
        # The call that brought the yes has said so.
        return None
    return told(session, spoken_of(session, offer), message.kind, offer, now)


def spoken_of(session: Session, offer: Offer) -> Spoken:
    """The language in which the offer's member is spoken to."""
    member = offer.assignment.member
    return spoken_for(member.page_language, spoken_languages(session, member.id))


def told(session: Session, spoken: Spoken, kind: MessageKind, offer: Offer, now: datetime) -> str:
    """A greeting, the matter, and which keys mean what."""
    job = job_of(session, offer, spoken.words, now)
    keys = spoken.menu if kind is MessageKind.OFFER else spoken.repeat
    return f"{spoken.greeting} {statement(spoken, kind, job)} {keys}"
