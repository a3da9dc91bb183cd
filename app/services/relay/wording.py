"""The words of a message for the way that it goes."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Message
from app.domain.links import OfferLinks
from app.domain.messages import MessageChannel
from app.services.relay.routing import Route
from app.services.speech import speech_of
from app.services.texts import text_of


def body_of(
    session: Session, message: Message, links: OfferLinks, now: datetime, route: Route | str
) -> str | None:
    """What the text or the call says; None where it is not, or no longer, true. Where no way is
    open, what a text would say."""
    if isinstance(route, Route) and route.channel is MessageChannel.VOICE:
        return speech_of(session, message, now)
    can_reply = isinstance(route, Route) and route.can_reply
    return text_of(session, message, links, now, can_reply=can_reply)
