"""A large week day by day: days are tied by little, and what ties them is priced.

First the prices of each day's rows are sharpened while those that tie days stay. Then one day
after another is dived in: what the days before it use is set aside, the days to come are paid for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from scheduler.solve.calendar import Calendar
from scheduler.solve.dive import Dive
from scheduler.solve.generation import generate_routes
from scheduler.solve.jit import Ints
from scheduler.solve.layout import Proven, padded
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.relax import Relaxation, reduced_costs, relaxation, take
from scheduler.solve.scope import Scope

NEAR = 6
"""Routes a slot that a program begins with."""


class Days:
    """The days of one week, with the best prices known."""

    def __init__(self, master: Master, pool: Pool, proven: Proven) -> None:
        self.master, self.pool, self.proven = master, pool, proven
        self.calendar = Calendar(master)
        self.day_of_slot = master.open_slots % master.compiled.net.days
        sizes = np.bincount(self.day_of_slot, minlength=master.compiled.net.days)
        self.order: list[int] = [d for d in np.argsort(-sizes, kind="stable").tolist() if sizes[d]]

    def sharpen(self, tolerance: float, over: Callable[[], bool]) -> Iterator[float]:
        """Better prices day by day; the bound after each."""
        for day in self.order:
            r = self._alone(day)
            generate_routes(r, tolerance, over)
            self.proven = Proven(r.prices, r.bound, r.best)
            yield r.bound
            if over():
                return

    def dive(
        self, day: int, stands: list[Route], tolerance: float, over: Callable[[], bool]
    ) -> list[Route] | None:
        """Whole routes of a day beside those that stand, of the days that have any."""
        r = self._beside(day, stands)
        generate_routes(r, tolerance, over)
        return Dive(r, over).routes()

    def _alone(self, day: int) -> Relaxation:
        """The day by itself, everything that ties it to others priced."""
        return self._open(day, lambda row: self.calendar.of(row) == {day}, [], set())

    def _beside(self, day: int, stands: list[Route]) -> Relaxation:
        """The day with all its rows, except nights whose other day is not yet planned."""
        planned = {r.slot % self.master.compiled.net.days for r in stands}

        def inside(row: int) -> bool:
            days = self.calendar.of(row)
            return day in days and (not self.calendar.is_night(row) or days - {day} <= planned)

        return self._open(day, inside, stands, planned)

    def _open(
        self, day: int, inside: Callable[[int], bool], stands: list[Route], planned: set[int]
    ) -> Relaxation:
        prices = padded(self.master, self.proven.prices)
        paid = np.array([bool(self.calendar.of(row) - planned - {day}) for row in range(len(prices))])
        slots = self.master.open_slots[self.day_of_slot == day]
        scope = Scope(self.master, inside, slots, np.where(paid, prices, 0.0), stands)
        scope.grow()
        proven = self.proven._replace(prices=prices, bound=-np.inf if stands else self.proven.bound)
        r = relaxation(scope, self.pool, proven)
        take(r, self._near(day, prices).tolist())
        return r

    def _near(self, day: int, prices: np.ndarray) -> Ints:
        """The routes of a day with the least reduced costs, and all ways without seats."""
        days = self.master.compiled.net.days
        numbers = np.array([k for k, r in enumerate(self.pool.routes) if r.slot % days == day], np.int64)
        routes = [self.pool.routes[k] for k in numbers]
        reduced = reduced_costs(self.master, routes, prices)
        ways = np.array([not r.seats for r in routes])
        reduced[ways] = -np.inf
        most = int(ways.sum()) + NEAR * int((self.day_of_slot == day).sum())
        return numbers[np.argsort(reduced, kind="stable")[:most]]
