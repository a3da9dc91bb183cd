"""Look-ups over the rows of a problem, each made when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from scheduler.check.roads import Roads
from scheduler.problem import (
    Commitment,
    Day,
    Member,
    Pin,
    Problem,
    ProcedurePolicy,
    Recusal,
    Room,
    Seat,
    Session,
)

WHOLE = Day(date="1970-01-01", start=-(2**40), end=2**40)
"""The one day of a problem without days."""

FOLLOWS = {
    "sessions": ("sessions",),
    "seats": ("seats", "chains", "stand_ins", "companions"),
    "members": ("members",),
    "sites": ("rooms", "countries"),
    "days": ("days",),
    "procedures": ("policies",),
    "pins": ("pins",),
    "travel": ("roads",),
    "borders": ("roads",),
    "substitutions": ("scores",),
    "recusals": ("recusals",),
    "commitments": ("fixed",),
    "pairings": ("recent",),
}
"""Tables of the problem, and the look-ups that follow from each."""


class Lookups:
    """Of one problem."""

    problem: Problem

    @cached_property
    def sessions(self) -> dict[str, Session]:
        """By id, as all of these."""
        return {s.id: s for s in self.problem.sessions}

    @cached_property
    def seats(self) -> dict[str, Seat]:
        return {s.id: s for s in self.problem.seats}

    @cached_property
    def members(self) -> dict[str, Member]:
        return {m.id: m for m in self.problem.members}

    @cached_property
    def rooms(self) -> dict[str, tuple[str, Room]]:
        """With the site of each."""
        return {r.id: (s.id, r) for s in self.problem.sites for r in s.rooms}

    @cached_property
    def countries(self) -> dict[str, str]:
        """Of sites."""
        return {s.id: s.country for s in self.problem.sites}

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Never none."""
        return self.problem.days or (WHOLE,)

    @cached_property
    def policies(self) -> dict[tuple[str, str], ProcedurePolicy]:
        """By country and procedure."""
        return {(p.country, p.procedure): p for p in self.problem.procedures}

    @cached_property
    def pins(self) -> dict[str, Pin]:
        """By seat."""
        return {p.seat: p for p in self.problem.pins}

    @cached_property
    def roads(self) -> Roads:
        """Ways between sites."""
        return Roads(self.problem)

    @cached_property
    def scores(self) -> dict[tuple[str, str], dict[str, int]]:
        """What is spoken and what the interpreter speaks to the score in each table."""
        return {
            (s.speaks, s.interpreter_of): {"mediation": s.mediation, "interview": s.interview}
            for s in self.problem.substitutions
        }

    def duration(self, seat: Seat) -> int:
        """Minutes of a seat; a relay leg takes longer than the session would."""
        if seat.duration is not None:
            return seat.duration
        base = self.sessions[seat.session].duration
        if not seat.chain:
            return base
        return -(-base * self.problem.policy.relay_factor_percent // 100)

    def day_of(self, minute: int) -> int:
        """Index of the day a minute lies on; -1 for none."""
        for i, day in enumerate(self.days):
            if day.start <= minute < day.end:
                return i
        return -1

    def buffer(self, a: str, b: str) -> int:
        """Minutes between arriving at ``b`` from ``a`` and a seat there: none for who stays."""
        moves = bool(a) and bool(b) and a != b
        return self.problem.policy.travel_buffer if moves else 0

    @cached_property
    def chains(self) -> dict[str, list[str]]:
        """Relay chain to its legs."""
        chains: dict[str, list[str]] = defaultdict(list)
        for seat in self.problem.seats:
            if seat.chain:
                chains[seat.chain].append(seat.id)
        return chains

    @cached_property
    def stand_ins(self) -> dict[str, set[str]]:
        """Direct seat to the chains that may serve instead of it."""
        stand_ins: dict[str, set[str]] = defaultdict(set)
        for seat in self.problem.seats:
            if seat.instead_of:
                stand_ins[seat.instead_of].add(seat.chain)
        return stand_ins

    @cached_property
    def companions(self) -> dict[str, list[str]]:
        """Seat to the seats beside it."""
        companions: dict[str, list[str]] = defaultdict(list)
        for seat in self.problem.seats:
            if seat.beside:
                companions[seat.beside].append(seat.id)
        return companions

    @cached_property
    def recusals(self) -> dict[str, list[Recusal]]:
        """Member to recusals."""
        recusals: dict[str, list[Recusal]] = defaultdict(list)
        for recusal in self.problem.recusals:
            recusals[recusal.member].append(recusal)
        return recusals

    @cached_property
    def fixed(self) -> dict[tuple[str, str], list[Commitment]]:
        """Member and local date to commitments outside the problem."""
        fixed: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
        for c in self.problem.commitments:
            fixed[c.member, c.date].append(c)
        return fixed

    @cached_property
    def recent(self) -> dict[tuple[str, str], int]:
        """Member and officer to their recent meetings."""
        return {(p.member, p.officer): p.recent for p in self.problem.pairings}
