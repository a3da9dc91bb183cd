"""Whole plans from the linear relaxation: pairs of days beside the others, the week at once.

Seats whose prices show that they must be covered are, and routes that plan and relaxation agree on
are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np

from scheduler.solve.entries import reduced_costs
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.layout import padded
from scheduler.solve.master import Master
from scheduler.solve.pool import Route, served_by
from scheduler.solve.relax import Relaxation, weights_of
from scheduler.solve.whole import Choice, Offer, choose

MOST = 2_000
"""Routes offered for one day."""
HALF = 0.5
"""Share from which the relaxation agrees to a route."""
SURE = 0.1
"""A seat is taken to be covered when leaving it out costs this share of its weight too much."""
NEAR_BEST = 100_000.0
"""Cents of reduced cost up to which routes are offered for a week at once."""


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
        relaxed.fences.take_away()
        self.weights = weights_of(relaxed, relaxed.program.solve())
        self.sure = _sure(self.master, prices)
        self.days = sorted(range(days), key=lambda d: -int((self.day == d).sum()))

    def offered(self, days: list[int], below: float, most: int) -> list[Route]:
        """Routes of some days by reduced cost, the least first."""
        numbers: Ints = np.flatnonzero(np.isin(self.day, days) & (self.reduced <= below))
        order = np.argsort(self.reduced[numbers], kind="stable")[:most]
        return [self.routes[k] for k in numbers[order]]

    def at_once(self, routes: list[Route]) -> list[Route] | None:
        """The whole week chosen again; what the plan and the relaxation agree on is kept."""
        agreed = {self.routes[k].key for k in np.flatnonzero(self.weights > HALF)}
        kept = [r for r in routes if r.key in agreed]
        slots = {r.slot for r in kept}
        mine = {r.key: r for r in routes if r.slot not in slots}
        offered = self.offered(self.days, NEAR_BEST, len(self.routes))
        mine |= {r.key: r for r in offered if r.slot not in slots}
        offer = Offer(list(mine.values()), [], kept, self._covered(routes))
        choice = choose(self.master, offer, self.patience())
        return choice.routes if choice is not None else None

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
        offer = Offer(list(mine.values()), [], kept, self._covered(routes))
        return choose(self.master, offer, self.patience())

    def _covered(self, routes: list[Route]) -> Ints:
        """Of the seats that are sure those that a plan covers, by side variable."""
        served = served_by(self.master.compiled, routes)
        uncovered = self.master.frame.uncovered.items()
        open_vars = {var for seat, var in uncovered if seat not in served}
        return np.array([v for v in self.sure.tolist() if v not in open_vars], np.int64)


def _sure(master: Master, prices: Floats) -> Ints:
    """Side variables of seats whose prices show that they must be covered."""
    frame = master.frame
    cost = np.array(frame.cost, float)
    reduced = cost.copy()
    np.subtract.at(reduced, frame.side_var, np.array(frame.side_factor) * prices[frame.side_row])
    seats = np.array(sorted(set(frame.uncovered.values())), np.int64)
    return seats[reduced[seats] > SURE * cost[seats]]
