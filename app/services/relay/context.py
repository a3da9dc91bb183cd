"""What carrying texts needs, and what becomes of a try that failed."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.adapters.sms import Gateway
from app.db.models import Message
from app.db.transitions import move
from app.db.unit_of_work import SessionFactory
from app.domain.lifecycles import MESSAGE, MessageState
from app.domain.links import OfferLinks
from app.domain.sending import next_try


@dataclass(frozen=True)
class Relay:
    """One process's way to the provider. ``now`` gives UTC; ``is_stopped`` says when to end."""

    session_factory: SessionFactory
    gateway: Gateway
    links: OfferLinks
    now: Callable[[], datetime]
    is_stopped: Callable[[], bool] = lambda: False


def queue_again(relay: Relay, session: Session, message: Message, error: str) -> None:
    """Try a text again later, or give it up when that would be of no use."""
    spread = random.random()  # noqa: S311 -- it only keeps tries apart
    again = next_try(relay.now(), message.attempts, message.useless_after, spread)
    to = MessageState.QUEUED if again else MessageState.DEAD
    values = {"due_at": again} if again else {}
    move(session, message, MESSAGE, to, claimed_until=None, error=error, **values)
