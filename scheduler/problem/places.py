"""Where sessions happen: sites, their host rooms, roads and borders."""

from __future__ import annotations

from dataclasses import dataclass

Window = tuple[int, int]
"""Half-open ``[start, end)`` in minutes since the start of the horizon."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room from which a member can work remotely: one session at a time."""

    id: str
    private: bool = True
    link_ok: bool = True
    windows: tuple[Window, ...] | None = None
    """When the home authority has approved its use; ``None`` means always."""
    equipment: tuple[str, ...] = ()
    """For example ``printer``, ``scanner``, ``document_camera``."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place that can be travelled to; a member's home is the site of the town."""

    id: str
    country: str = ""
    rooms: tuple[Room, ...] = ()


@dataclass(frozen=True, slots=True)
class Border:
    """One crossing in one direction: how long the wait is for one who sets out at a time."""

    id: str
    steps: tuple[tuple[int, int], ...] = ()
    """``(from minute, wait in minutes)``, ascending; before the first step the wait is 0."""


@dataclass(frozen=True, slots=True)
class Travel:
    """Roads as columns of equal length, one row for each ordered pair of sites.

    Without a table travel does not bind. With one, a pair that is not listed cannot be travelled.
    """

    origin: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    minutes: tuple[int, ...] = ()
    kilometres: tuple[int, ...] = ()
    border: tuple[str, ...] = ()
    """The border crossed on the way, ``""`` for none."""
