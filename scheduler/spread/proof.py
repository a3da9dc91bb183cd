"""What is proven of the whole, part by part.

A session that several parts could serve stands in each of them, at one price: what leaving one of
its seats open costs there. In any plan of the whole a seat is served in one part at most; the
others pay its price, which the plan does not. So much is taken off again: with ``n`` parts,
``n - 1`` times the price. No plan is below what is left of the sum of the parts' bounds, since the
days that it gives to a part's members are a plan of that part and cost no more there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.problem import Problem, Seat, Session
from scheduler.spread.piece import piece
from scheduler.spread.split import Split

Prices = Mapping[str, int]
"""Session to the price of each of its seats, in cents."""
LEAST = 1
"""The lowest price that the format allows."""


@dataclass(frozen=True)
class Proof:
    """One problem for each part, and what is taken off the sum of their bounds."""

    problem: Problem
    split: Split
    prices: Prices

    def part(self, k: int) -> Problem:
        """Everything that members of the part might serve, shared sessions at their price.

        Seats of a shared session are untied: what ties them may be served in two parts.
        """
        here = {s for s, parts in self.split.stands.items() if k in parts}
        p = piece(self.problem, set(self.split.parts[k]), here)
        levels = sorted({self.price(s) for s in self.problem.sessions if s.id in here} or {LEAST})
        rank = {level: i for i, level in enumerate(levels)}
        return replace(
            p,
            sessions=tuple(
                replace(s, statutory=False, priority=rank[self.price(s)]) for s in p.sessions
            ),
            seats=tuple(self._loose(s) if s.session in self._shared else s for s in p.seats),
            goals=replace(p.goals, coverage=tuple(levels), balance=0),
        )

    def bound(self, bounds: Sequence[int]) -> int:
        """What no plan of the whole is below, given the bounds of all parts."""
        return max(0, sum(bounds) - self._credit)

    def price(self, session: Session) -> int:
        """Of each of its seats; the full weight where only one part could serve."""
        weight = self.problem.goals.weight_of(session)
        if session.id not in self._shared:
            return weight
        if session.id in self._relayed:
            return LEAST
        return min(weight, max(LEAST, self.prices.get(session.id, weight)))

    @cached_property
    def _credit(self) -> int:
        """Legs may serve a direct seat from two parts: of relays every part pays too much."""
        seats = Counter(s.session for s in self.problem.seats)
        return sum(
            self.price(s)
            * seats[s.id]
            * (len(self.split.stands[s.id]) - (s.id not in self._relayed))
            for s in self.problem.sessions
            if s.id in self._shared
        )

    @cached_property
    def _shared(self) -> set[str]:
        return self.split.shared

    @cached_property
    def _relayed(self) -> set[str]:
        return {s.session for s in self.problem.seats if s.chain}

    def _loose(self, seat: Seat) -> Seat:
        if not seat.chain:
            return replace(seat, beside="")
        minutes = self._length[seat.session]
        factor = self.problem.policy.relay_factor_percent
        longer = -(-minutes * factor // 100) if seat.duration is None else seat.duration
        return replace(seat, duration=longer, beside="", chain="", leg=0, instead_of="")

    @cached_property
    def _length(self) -> dict[str, int]:
        return {s.id: s.duration for s in self.problem.sessions}
