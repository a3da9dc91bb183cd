"""The numbers of the house: limits, policy of the procedures, weights of the goals."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.problem.demand import Session


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits for everybody, in minutes or counts; ``None`` does not bind."""

    travel_buffer: int = 0
    """Between arrival and the start of a seat at another place."""
    break_minutes: int = 0
    """Between two seats of one member."""
    debrief_minutes: int = 0
    """After a trauma-heavy seat, before anything else."""
    link_test_minutes: int = 0
    """Before a remote seat; the room and the member are taken."""
    max_continuous_remote: int | None = None
    """Remote minutes in a row of two or more seats."""
    remote_reset: int = 15
    """A pause of at least this ends a row of remote seats."""
    max_day_minutes: int | None = None
    max_week_minutes: int | None = None
    max_span: int | None = None
    """From leaving to returning on one day."""
    min_rest: int = 0
    """From returning on one day to leaving on the next day worked."""
    max_consecutive_days: int | None = None
    max_trauma_day: int | None = None
    max_trauma_week: int | None = None
    lunch_minutes: int | None = None
    """Free time needed inside ``Day.lunch`` when the day's work covers that window."""
    max_one_way: int | None = None
    """A way to a seat that takes longer needs a night before it at the place. Who wakes away from
    home begins work there; a way on a day without seats is made at noon, from or to home."""
    phone_cap: int | None = None
    """Longest seat by phone."""
    video_cap: int | None = None
    relay_factor_percent: int = 170
    max_relay_remote: int | None = None
    """Remote legs in one relay chain."""
    undertaking_required: bool = False
    in_place_remote: bool = False
    """A member may also work remotely from a room at the site of the seat just before."""


@dataclass(frozen=True, slots=True)
class ProcedurePolicy:
    """What the law of a country says of a procedure."""

    country: str
    procedure: str
    roles: tuple[str, ...] | None = None
    modalities: tuple[str, ...] | None = None
    """A modality is listed only where a lawful way to sign the record exists."""
    remote_equipment: tuple[str, ...] = ()
    """What the host room needs for the signature, for example ``printer``, ``scanner``."""
    remote_extra: int = 0
    """Minutes in the host room after the end, for the signature."""
    phone_cap: int | None = None
    video_cap: int | None = None
    trainings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Substitution:
    """How well one who interprets a dialect serves a speaker of another, 0 to 100."""

    speaks: str
    interpreter_of: str
    mediation: int
    interview: int


@dataclass(frozen=True, slots=True)
class Lent:
    """Minutes lent so far by one country to another."""

    lender: str
    borrower: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Goals:
    """What a shortfall costs, in cents of value. The tiers differ by so much that a higher one
    is not traded for a lower one in any plan of practical size."""

    statutory: int = 2_000_000_000
    """A seat with a deadline set by law stays uncovered."""
    coverage: tuple[int, ...] = (300_000_000, 50_000_000, 8_000_000)
    """A seat of priority 0, 1, 2 stays uncovered; lower priorities take the last number."""
    change: int = 400_000
    """A confirmed assignment is moved or given up."""
    dialect: int = 1_500
    """For each point of substitution score below 100."""
    fallback: int = 20_000
    """For each place down the applicant's list of accepted dialects."""
    modality: int = 30_000
    """Not the preferred modality."""
    gender: int = 40_000
    """Not the preferred gender."""
    continuity: int = 40_000
    """Not the member who served the applicant before."""
    training: int = 20_000
    """For each preferred training that is missing."""
    rotation: int = 5_000
    """For each recent meeting of the same member and officer."""
    relay: int = 60_000
    """For each leg of a relay chain in use."""
    overload: int = 5
    """For each minute a week above ``Member.fair_minutes``."""
    unsocial: int = 200
    """For each hour outside ``Day.social``, times the member's load."""
    trip: int = 500
    """For each border crossed, times the member's load."""
    trauma: int = 300
    """For each trauma-heavy seat, times the member's load."""
    balance: int = 0
    """For each minute by which two countries' lending differs at the end."""

    def weight_of(self, session: Session) -> int:
        """What it costs to leave a seat of the session uncovered."""
        if session.statutory:
            return self.statutory
        return self.coverage[min(session.priority, len(self.coverage) - 1)]
