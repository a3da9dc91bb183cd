"""Types of events. Times are minutes since the start of the horizon."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.problem import Seat, Session

VERSION = 1


@dataclass(frozen=True, slots=True)
class Decline:
    """A member does not serve a seat, and is not asked for its session again."""

    seat: str
    member: str


@dataclass(frozen=True, slots=True)
class Sick:
    """A member is not available for a time."""

    member: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class BorderClosed:
    """Nobody crosses: who sets out then waits until it opens."""

    border: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class NewRequest:
    """One more session with its seats."""

    session: Session
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A session is not held."""

    session: str


Event = Decline | Sick | BorderClosed | NewRequest | Cancelled
KINDS: dict[str, type] = {
    "decline": Decline,
    "sick": Sick,
    "border_closed": BorderClosed,
    "new_request": NewRequest,
    "cancelled": Cancelled,
}
