"""The whole problem."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.problem.demand import Confirmed, Pin, Seat, Session
from scheduler.problem.people import Commitment, Member, Pairing, Recusal
from scheduler.problem.places import Border, Site, Travel, Window
from scheduler.problem.rules import Goals, Lent, Policy, ProcedurePolicy, Substitution

VERSION = 1
DEFAULT_POLICY = Policy()
DEFAULT_GOALS = Goals()


@dataclass(frozen=True, slots=True)
class Day:
    """One local day. Work belongs to the day it starts on."""

    date: str
    start: int
    """Local midnight, minutes since the start of the horizon."""
    end: int
    """The next local midnight: 23, 24 or 25 hours later."""
    week: str = ""
    """ISO week, ``YYYY-Www``."""
    lunch: Window | None = None
    social: Window | None = None
    """Outside of it work is unsocial."""
    lodging_by: int | None = None
    """Who sleeps away after this day must be there by then."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Assign seats to members. Time: whole minutes since ``starts_at``; money: whole cents."""

    sessions: tuple[Session, ...]
    seats: tuple[Seat, ...]
    members: tuple[Member, ...]
    days: tuple[Day, ...] = ()
    """Empty: everything is one day."""
    sites: tuple[Site, ...] = ()
    travel: Travel | None = None
    borders: tuple[Border, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    procedures: tuple[ProcedurePolicy, ...] = ()
    policy: Policy = DEFAULT_POLICY
    goals: Goals = DEFAULT_GOALS
    recusals: tuple[Recusal, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    pins: tuple[Pin, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    lent: tuple[Lent, ...] = ()
    now: int = 0
    """When the plan is made; vetting must be valid then as well."""
    name: str = ""
    starts_at: str = ""
    """UTC instant of minute 0, ISO 8601; for the reader only."""
    version: int = VERSION
