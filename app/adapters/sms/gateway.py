"""What every way to reach phones can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.messages import MessageChannel, ProviderStatus


@dataclass(frozen=True)
class Outgoing:
    """A text or a call on its way: ``to`` in E.164; ``first_tried_at`` bounds a search for it.

    ``sender`` is what to send from; empty for the provider's own. Of a call ``body`` is what it
    says, which the provider asks us for when the phone is answered.
    """

    message_id: int
    to: str
    body: str
    first_tried_at: datetime
    channel: MessageChannel = MessageChannel.SMS
    sender: str = ""


@dataclass(frozen=True)
class HandedOver:
    """The provider has the message, under its own reference."""

    ref: str
    status: ProviderStatus


@dataclass(frozen=True)
class Received:
    """A text from a phone, as the provider keeps it."""

    ref: str
    from_number: str
    body: str
    sent_at: datetime


class SmsError(Exception):
    """A message was not handed over. ``code`` is the provider's, or a word of ours."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RefusedError(SmsError):
    """The provider will never deliver this message to this number."""


class BusyError(SmsError):
    """The provider certainly did not take it; later it may."""


class UncertainError(SmsError):
    """The provider may have taken it: look before sending it again."""


class Gateway(Protocol):
    """A way to send SMS, and perhaps to call. No call is made inside a database transaction."""

    @property
    def name(self) -> str: ...

    @property
    def wakes_people(self) -> bool:
        """Whether a text rings a real phone, so that nights are kept quiet."""

    @property
    def takes_replies(self) -> bool:
        """Whether a reply reaches it whatever the table of numbers says: it has a local number."""

    @property
    def is_priced(self) -> bool:
        """Whether the table's prices hold for it."""

    def caller(self, sender: str) -> str | None:
        """The number that a call would come from, ``sender`` where it is one; None where it
        cannot call."""

    def send(self, text: Outgoing) -> HandedOver:
        """Hand a message over. Raises RefusedError, BusyError or UncertainError."""

    def find(self, text: Outgoing) -> Sequence[HandedOver]:
        """What the provider has that looks like this one. Raises SmsError when it cannot say."""

    def received(self, since: datetime) -> Sequence[Received]:
        """Texts to us since then. Raises SmsError when the provider cannot say."""
