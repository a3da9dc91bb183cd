"""What every way to send SMS can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.messages import ProviderStatus


@dataclass(frozen=True)
class Outgoing:
    """A text on its way: ``to`` in E.164; ``first_tried_at`` bounds a search for it."""

    message_id: int
    to: str
    body: str
    first_tried_at: datetime


@dataclass(frozen=True)
class HandedOver:
    """The provider has the text, under its own reference."""

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
    """A text was not handed over. ``code`` is the provider's, or a word of ours."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RefusedError(SmsError):
    """The provider will never deliver this text to this number."""


class BusyError(SmsError):
    """The provider certainly did not take it; later it may."""


class UncertainError(SmsError):
    """The provider may have taken it: look before sending it again."""


class Gateway(Protocol):
    """A way to send SMS. No call is made inside a database transaction."""

    @property
    def name(self) -> str: ...

    @property
    def wakes_people(self) -> bool:
        """Whether a text rings a real phone, so that nights are kept quiet."""

    def send(self, text: Outgoing) -> HandedOver:
        """Hand a text over. Raises RefusedError, BusyError or UncertainError."""

    def find(self, text: Outgoing) -> Sequence[HandedOver]:
        """What the provider has that looks like this text. Raises SmsError when it cannot say."""

    def received(self, since: datetime) -> Sequence[Received]:
        """Texts to us since then. Raises SmsError when the provider cannot say."""
