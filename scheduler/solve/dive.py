"""A whole plan found by diving: routes that the relaxation nearly takes are taken, step by step.

After each step the relaxation is solved again and routes are priced in for it. A step that makes
it much dearer is taken back; when a single route does so, an integer program chooses among those
known for the days that are left, if few are undecided, else the route is left out from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.cover import lightest_weight
from scheduler.solve.entries import reduced_costs
from scheduler.solve.improve import broken, routes_for
from scheduler.solve.jit import Ints
from scheduler.solve.layout import padded
from scheduler.solve.linear import UNIT, Outcome
from scheduler.solve.pool import Route, compatible
from scheduler.solve.relax import Relaxation, take, weights_of
from scheduler.solve.whole import Offer, choose

NEARLY = 0.8
"""Share from which a route is taken along."""
WHOLE = 1e-6
JUMP = 0.3
"""A step is too dear when it costs this share of the lightest seat."""
FEW = 0.1
"""Share of the undecided routes that one step tries to take at least."""
PER = 3
DEARER = 1_000.0
"""Cents by which a step must make the relaxation dearer for routes to be priced in."""
FEWER = 3
"""By what the routes of a step are fewer after one that was too dear."""
LEFT = 100
"""Undecided routes up to which whole ones are chosen at once."""
NEAR = 100_000.0
"""Cents of reduced cost up to which routes are offered then."""


@dataclass(slots=True)
class Dive:
    """One dive in a relaxation."""

    r: Relaxation
    over: Callable[[], bool]
    few: float = FEW
    worth: float = np.inf
    """The value from which a plan is of no use, in cents."""
    patience: float = 0.0
    """Seconds that a choice among whole routes may take; 0: there is none."""
    taken: set[int] = field(default_factory=set)
    """Routes of the pool."""
    barred: set[int] = field(default_factory=set)

    def routes(self) -> list[Route] | None:
        """The routes taken in the end; ``None`` if there was no time, or some side is halved."""
        self.r.fences.take_away()
        take(self.r, set())
        self.r.be(strict=True)
        outcome = self._solve(set())
        undecided = self._undecided(outcome)
        while len(undecided) and not self.over() and self._value(outcome) < self.worth:
            after = self._step(outcome, undecided)
            if after is None and self.patience > 0 and len(undecided) <= LEFT:
                self._rise()
                return self._chosen(outcome)
            outcome = after or self._without(int(undecided[0]), outcome)
            undecided = self._undecided(outcome)
        weights = weights_of(self.r, outcome)
        self._rise()
        if len(undecided) or np.isinf(outcome.value):
            return None
        return [self.r.pool.routes[k] for k in np.flatnonzero(weights > 0.5)]

    def _chosen(self, outcome: Outcome) -> list[Route] | None:
        """What is taken, and for the other days the best of the routes that cost little more."""
        master, routes = self.r.master, self.r.pool.routes
        kept = [routes[k] for k in sorted(self.taken)]
        slots = {route.slot for route in kept}
        others = [routes[k] for k in self.r.live if routes[k].slot not in slots]
        prices = padded(master, self.r.scope.prices(outcome.y * UNIT))
        reduced = reduced_costs(master, others, prices)
        offered = [route for route, cost in zip(others, reduced, strict=True) if cost < NEAR]
        choice = choose(master, Offer(offered, kept=kept), self.patience)
        return choice.routes if choice is not None else None

    def _value(self, outcome: Outcome) -> float:
        return outcome.value * UNIT + self.r.master.frame.constant

    def _rise(self) -> None:
        self.r.hold(self.taken | self.barred, 0.0, np.inf)
        self.r.be(strict=False)

    def _undecided(self, outcome: Outcome) -> Ints:
        """Routes taken in part, the fullest first."""
        weights = weights_of(self.r, outcome)
        part = np.flatnonzero((weights > WHOLE) & (weights < 1 - WHOLE))
        return part[np.argsort(-weights[part], kind="stable")]

    def _step(self, before: Outcome, undecided: Ints) -> Outcome | None:
        """Take routes, fewer where that is too dear; the relaxation after it, ``None`` where even
        one is."""
        weights = weights_of(self.r, before)
        nearly = int((weights[undecided] >= NEARLY).sum())
        most = max(1, nearly, int(self.few * len(undecided)))
        while most:
            batch = compatible(self.r.pool, undecided[:most].tolist())
            self.r.hold(batch, 1.0, 1.0)
            after = self._solve(self.taken | batch, before.value)
            if (after.value - before.value) * UNIT < self._too_dear():
                self.taken |= batch
                return after
            self.r.hold(batch, 0.0, np.inf)
            most //= FEWER
        return None

    def _without(self, number: int, before: Outcome) -> Outcome:
        """The relaxation without a route."""
        self.barred.add(number)
        self.r.hold(self.barred, 0.0, 0.0)
        return self._solve(self.taken, before.value)

    def _too_dear(self) -> float:
        return JUMP * lightest_weight(self.r.master.compiled)

    def _solve(self, taken: set[int], before: float = -np.inf) -> Outcome:
        """The relaxation with no row broken, and routes priced in once, on days without a route
        that is taken, if it is dearer than before; infinite if impossible."""
        outcome = self.r.program.solve()
        if np.isinf(outcome.value):
            return outcome
        if (outcome.value - before) * UNIT > DEARER:
            decided = {self.r.pool.routes[k].slot for k in taken}
            take(self.r, routes_for(self.r, outcome, PER, decided) - self.barred)
            outcome = self.r.program.solve()
        while broken(self.r, outcome):
            take(self.r, set())
            outcome = self.r.program.solve()
        return outcome
