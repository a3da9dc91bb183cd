"""Types of the plan. Times are minutes since the start of the horizon, money is cents."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1
TIERS = ("coverage", "changes", "quality", "money", "fairness")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One member bound to one seat."""

    seat: str
    member: str
    start: int
    modality: str
    site: str = ""
    """Where the member sits: the session's site, the room's site, or the member's home."""
    room: str = ""
    """Host room, ``""`` for none."""
    origin: str = ""
    """The site they come from: the seat before, the lodging, or the member's home."""
    travel_minutes: int = 0
    """From ``origin``, border wait included."""
    kilometres: int = 0
    cost: int = 0
    """Pay for the seat and for the way to it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One member's day: everything that is paid for it."""

    member: str
    day: int
    """Index into ``Problem.days``."""
    seats: tuple[str, ...]
    leaves: int
    returns: int
    starts_at: str = ""
    """The site where the member woke up; the home, or where they lodged."""
    sleeps_at: str = ""
    """The site where they sleep afterwards."""
    travel_minutes: int = 0
    kilometres: int = 0
    cost: int = 0
    """Pay, travel, call-out fee and lodging of the night that follows."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One goal: its share of the value and what is proven about it."""

    name: str
    value: int
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Seats of one priority (``-1``: statutory)."""

    priority: int
    seats: int
    covered: int
    at_most: int
    """Proven: no legal plan covers more."""


@dataclass(frozen=True, slots=True)
class Step:
    """How many members one rule rules out, of those the rules before it left."""

    rule: str
    ruled_out: int
    left: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a seat is uncovered: data, and a short English text for the coordinator."""

    code: str
    """``no_candidate`` (the rules leave nobody), ``all_busy`` (those left are needed elsewhere),
    ``not_beside``, ``chain_incomplete`` or ``room``."""
    text: str
    steps: tuple[Step, ...] = ()
    last_rule: str = ""
    """The rule that ruled out the last member."""
    last_member: str = ""


@dataclass(frozen=True, slots=True)
class Uncovered:
    seat: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Scarcity:
    """What seats of one language beginning in one local hour are worth: the mean of what the plan
    would cost less without one of them, by the prices that prove the bound."""

    language: str
    """Dialect of the applicant."""
    hour: int
    seats: int
    price: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A legal plan with its value and proof; lower value is better."""

    value: int
    """Weighted sum of all tiers."""
    bound: int
    """No legal plan has a lower value: proven."""
    gap: float
    """``(value - bound) / value``, 0 when both are 0."""
    seats: int
    seats_covered: int
    seconds: float
    assignments: tuple[Assignment, ...]
    duties: tuple[Duty, ...]
    tiers: tuple[Tier, ...]
    coverage: tuple[Coverage, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    scarcity: tuple[Scarcity, ...] = ()
    seed: int = 0
    solver: str = ""
    problem_digest: str = ""
    version: int = VERSION


def gap_of(value: int, bound: int) -> float:
    """``(value - bound) / value``; 0 where both are 0."""
    return (value - bound) / value if value else 0.0
