"""What carrying texts needs, and what becomes of a try that failed."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.adapters.sms import Gateway
from app.db.models import Message
from app.db.transitions import move
from app.db.unit_of_work import SessionFactory
from app.domain.lifecycles import MESSAGE
from app.domain.links import OfferLinks
from app.domain.sending import next_try
from app.domain.states import MessageState


@dataclass(frozen=True)
class Relay:
    """One process's way to the providers: ``gateway`` is the first, ``others`` take over from it.
    ``now`` gives UTC; ``is_stopped`` says when to end."""

    session_factory: SessionFactory
    gateway: Gateway
    links: OfferLinks
    now: Callable[[], datetime]
    is_stopped: Callable[[], bool] = lambda: False
    others: Sequence[Gateway] = ()

    @property
    def gateways(self) -> tuple[Gateway, ...]:
        return (self.gateway, *self.others)

    def gateway_named(self, name: str | None) -> Gateway | None:
        """The provider of that name; None for one that is configured no more."""
        return next((each for each in self.gateways if each.name == name), None)


def queue_again(relay: Relay, session: Session, message: Message, error: str) -> None:
    """Try a text again later, or give it up when that would be of no use."""
    spread = random.random()  # noqa: S311 -- it only keeps tries apart
    again = next_try(relay.now(), message.attempts, message.useless_after, spread)
    to = MessageState.QUEUED if again else MessageState.DEAD
    values = {"due_at": again} if again else {}
    move(session, message, MESSAGE, to, claimed_until=None, error=error, cost_tenths=0, **values)
