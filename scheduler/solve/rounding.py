"""Whole plans from the linear relaxation: day after day, then some days again.

Days are tied by little: weeks, nights, rest. So each is chosen in whole routes while the days to
come stay linear; then pairs of days are chosen once more beside all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np

from scheduler.solve.jit import Floats, Ints
from scheduler.solve.pool import Route
from scheduler.solve.relax import Relaxation, padded, reduced_costs
from scheduler.solve.whole import Choice, Offer, choose

MOST = 2_000
"""Routes offered for one day."""
LOOSE = (500.0, 2_000.0, 10_000.0)
"""Cents of reduced cost up to which a route may stand for a later day, try by try."""
ROUGH = 1e-3
"""Gap at which the choice of one day is good enough, as a share of the bound."""


class Rounding:
    """Routes of the pool with their reduced costs under the best prices.

    ``patience`` is asked for the seconds one choice may take.
    """

    def __init__(self, relaxed: Relaxation, patience: Callable[[], float]) -> None:
        self.master, self.bound, self.patience = relaxed.master, relaxed.bound, patience
        self.routes = list(relaxed.pool.routes)
        prices = padded(self.master, relaxed.prices)
        self.reduced: Floats = reduced_costs(self.master, self.routes, prices)
        days = self.master.compiled.net.days
        self.day = np.array([r.slot for r in self.routes], np.int64) % days
        self.days = sorted(range(days), key=lambda d: -int((self.day == d).sum()))

    def offered(self, days: list[int], below: float, most: int) -> list[Route]:
        """Routes of some days by reduced cost, the least first."""
        numbers: Ints = np.flatnonzero(np.isin(self.day, days) & (self.reduced <= below))
        order = np.argsort(self.reduced[numbers], kind="stable")[:most]
        return [self.routes[k] for k in numbers[order]]

    def day_by_day(self, below: float) -> list[Route] | None:
        """A whole plan, the fullest day first; ``None`` if time does not suffice."""
        kept: list[Route] = []
        for k, day in enumerate(self.days):
            loose = self.offered(self.days[k + 1 :], below, len(self.routes))
            offer = Offer(self.offered([day], np.inf, MOST), loose, kept)
            seconds = self.patience()
            if seconds <= 0:
                return None
            choice = choose(self.master, offer, seconds, ROUGH * self.bound)
            if choice is None:
                return None
            kept = choice.routes
        return kept

    def pairs(self) -> Iterator[list[int]]:
        """Pairs of days, neighbours first."""
        days = range(len(self.days))
        yield from ([a, b] for a, b in sorted(combinations(days, 2), key=lambda x: x[1] - x[0]))

    def again(self, days: list[int], routes: list[Route], value: float) -> Choice | None:
        """Some days chosen again beside the others; the plan's own routes are offered too."""
        count = self.master.compiled.net.days
        mine = {r.key: r for r in routes if r.slot % count in days}
        kept = [r for r in routes if r.slot % count not in days]
        mine |= {r.key: r for r in self.offered(days, value - self.bound, 2 * MOST)}
        return choose(self.master, Offer(list(mine.values()), [], kept), self.patience())
