"""What the referee looks up in a problem, whatever the plan."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from scheduler.check.roads import Roads
from scheduler.problem import Commitment, Day, Problem, Recusal, Room, Seat

WHOLE = Day(date="1970-01-01", start=-(2**40), end=2**40)
"""The one day of a problem without days."""


class Lookups:
    """The rows of one problem by id, and what follows from them alone."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.sessions = {s.id: s for s in problem.sessions}
        self.seats = {s.id: s for s in problem.seats}
        self.members = {m.id: m for m in problem.members}
        self.rooms: dict[str, tuple[str, Room]] = {
            r.id: (s.id, r) for s in problem.sites for r in s.rooms
        }
        self.countries = {s.id: s.country for s in problem.sites}
        self.days = problem.days or (WHOLE,)
        self.policies = {(p.country, p.procedure): p for p in problem.procedures}
        self.pins = {p.seat: p for p in problem.pins}
        self.roads = Roads(problem)
        self.scores = {
            (s.speaks, s.interpreter_of): {"mediation": s.mediation, "interview": s.interview}
            for s in problem.substitutions
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
