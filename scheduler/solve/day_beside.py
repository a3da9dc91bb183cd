"""The prices of one day beside what the routes of other days leave to it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scheduler.solve.day_program import DayProgram
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.entries import reduced_costs
from scheduler.solve.layout import bound_of, duals_of
from scheduler.solve.left import Left
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.pricer import Priced, price
from scheduler.solve.prices import Prices
from scheduler.solve.regret import least_of
from scheduler.solve.touch import Touch

ROUNDS, SLIGHT = 5, 2e-6
"""How often routes are priced in, and the share of the bound below which a gain ends it."""
NEAR = 15
"""Routes of a slot that are offered."""
GIVE = 0.5
"""How much fences give way: little, so that the program's routes are soon good by themselves."""


class DayBeside(DayProgram):
    """A day whose members begin, end and rest as other days leave them to."""

    def __init__(
        self, master: Master, pool: Pool, touch: Touch, prices: Prices, left: Left
    ) -> None:
        self.left = left
        day = int(left.group.argmax()) % master.compiled.net.days
        super().__init__(master, pool, touch, prices, day)
        self.fences.give = GIVE
        duals = duals_of(master, prices.y, self.slots)
        best = prices.best.copy()
        best[self.which] = self.priced(duals, 1).best
        self.prices = Prices(prices.y, best, bound_of(master, prices.y, best))

    def close_up(self, over: Callable[[], bool]) -> None:
        """Price routes in until little comes of it."""
        for _ in range(ROUNDS):
            before = self.prices.bound
            if over() or not self.round(self.prices):
                return
            if 0 < self.prices.bound - before < SLIGHT * abs(before):
                return

    def cheapest(self) -> list[Route]:
        """The routes that lie least above their slots' best ones. Those from home are priced, too,
        where one wakes elsewhere: they do not fit."""
        routes, best = [r for r in self.pool.routes if self.fits(r)], self.prices.best
        least = least_of(best, self.master.compiled.tasks.slot, self.master.compiled.slots)
        above = reduced_costs(self.master, routes, self.prices.y)
        above -= least[[r.slot for r in routes]]
        most = NEAR * len(self.slots)
        return [routes[k] for k in np.argsort(above, kind="stable")[:most].tolist()]

    def tasks_of(self, tasks: Tasks) -> Tasks:
        """The day's tasks, within the times that are left."""
        return self.left.tasks(tasks, self.slots)

    def fits(self, route: Route) -> bool:
        """Whether a route keeps to what is left."""
        return self.left.fits(route)

    def priced(self, duals: Duals, per: int) -> Priced:
        """The day's best routes of those that keep to what is left."""
        return price(self.left.net, self.left.duals(duals), self.tasks, per, exact=True)
