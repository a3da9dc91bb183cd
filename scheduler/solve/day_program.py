"""The prices of one day.

At given prices of all other rows, the best prices of a day's rows are those of a linear program of
this day, which is small; routes are priced in for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from scheduler.solve.cover import lightest_weight
from scheduler.solve.duals import Duals, Tasks, some_of
from scheduler.solve.entries import reduced_costs
from scheduler.solve.fences import Fences
from scheduler.solve.jit import Floats
from scheduler.solve.layout import bound_of, clipped, duals_of
from scheduler.solve.linear import ROUGH, UNIT, Block, Program
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.pricer import Priced, price
from scheduler.solve.prices import Prices
from scheduler.solve.relax import collect
from scheduler.solve.scope import Scope
from scheduler.solve.touch import Touch

ROUNDS = 20
"""How often routes are priced in for a day."""
SLIGHT = 5e-5
PATIENCE = 2
"""Rounds of one day that gain a share of the bound below ``SLIGHT`` before the last one."""
PER = 3
HALFWAY = 0.5
REACH, GIVE = 0.3, 5.0
"""How far prices may move in the first round, and how much its fences give way."""
USED = 1e-3
GOOD = -1_000.0
"""Cents from which a route is worth a place in the program."""


class DayProgram:
    """The rows of one day, and routes, other rows at their prices."""

    def __init__(self, master: Master, pool: Pool, touch: Touch, prices: Prices, day: int) -> None:
        compiled = master.compiled
        is_open = master.row_of_slot >= 0
        group = is_open & (np.arange(compiled.slots) % compiled.net.days == day)
        rows = touch.rows_of(group) & ~touch.rows_of(is_open & ~group)
        self.master, self.slots = master, np.flatnonzero(group)
        self.which = np.flatnonzero(group[compiled.tasks.slot])
        """Numbers of the day's tasks."""
        self.tasks = self.tasks_of(compiled.tasks)
        self.scope = Scope(master, lambda row: bool(rows[row]), self.slots)
        self.scope.grow()
        self.outside = np.where(rows, 0.0, prices.y)
        """Prices of the rows of other days, and of several; 0 for the others."""
        self.program = _sides(self.scope)
        self.live = dict[int, int]()
        """Routes in the program to their variables."""
        self.pool = Pool(compiled)
        """The day's own routes, so that days do not wait for each other."""
        self._take({self.pool.add(*r.key) for r in pool.routes if group[r.slot] and self.fits(r)})
        open_rows = self.scope.place[master.row_of_slot[self.slots]]
        self.fences = Fences(self.program, set(open_rows.tolist()), reach=REACH, give=GIVE)

    def tasks_of(self, tasks: Tasks) -> Tasks:
        """The day's tasks."""
        return some_of(tasks, self.which)

    def fits(self, _route: Route) -> bool:
        """Whether a route of the day may be in the program."""
        return True

    def priced(self, duals: Duals, per: int) -> Priced:
        """The day's best routes."""
        return price(self.master.compiled.net, duals, self.tasks, per, exact=True)

    def used(self) -> list[tuple[Route, float]]:
        """Routes that the solution takes where prices are free, and how much of each."""
        self.fences.take_away()
        x = self.program.solve().x
        return [(self.pool.routes[k], float(x[v])) for k, v in self.live.items() if x[v] > USED]

    def contested(self, prices: Prices) -> float:
        """How dear the day's seats are, each as dear as the lightest one at most: the more of them
        are, the longer their prices take."""
        dear = np.clip(prices.y[self.scope.rows], 0.0, lightest_weight(self.master.compiled))
        return float(dear.sum())

    def sharpened(self, prices: Prices, over: Callable[[], bool]) -> Prices:
        """Better prices of the day's rows, beside the others."""
        best, slight = replace(prices), 0
        for _ in range(ROUNDS):
            before = best.bound
            if over() or slight == PATIENCE or not self.round(best):
                break
            slight += 0 < best.bound - before < SLIGHT * abs(best.bound)
        return best

    def round(self, prices: Prices) -> bool:
        """Solve near the best prices, and price routes in; whether another round may prove more."""
        rows, first, bound = self.scope.rows, np.array(self.master.frame.first_price), prices.bound
        self.fences.move(prices.y[rows], first[rows])
        outcome = self.program.solve()
        y = clipped(self.master, self.outside + self.scope.prices(outcome.y * UNIT))
        found = self._found(prices, y)
        self.fences.adapt(prices.bound - bound, 1.0)
        return found or (prices.bound > bound and self.fences.held(outcome))

    def _found(self, prices: Prices, y: Floats) -> bool:
        """Price between the best prices and the program's, or at these; whether routes were found
        that make the program cheaper."""
        found = set[int]()
        for share in (HALFWAY, 0.0):
            found |= self._price(prices, share * prices.y + (1 - share) * y)
            good = found.difference(self.live)
            routes = [self.pool.routes[k] for k in sorted(good)]
            if (reduced_costs(self.master, routes, y) < GOOD).any():
                self._take(good)
                return True
        return False

    def _price(self, prices: Prices, y: Floats) -> set[int]:
        """Price the day; keep the prices if they prove more. Returns the routes found."""
        found = self.priced(duals_of(self.master, y, self.slots), PER)
        best = prices.best.copy()
        best[self.which] = found.best
        bound = bound_of(self.master, y, best)
        if bound > prices.bound:
            prices.y, prices.best, prices.bound = y, best, bound
        return set(collect(self.pool, self.tasks, found))

    def _take(self, numbers: set[int]) -> None:
        """Put routes of the pool into the program, at what they cost beside the rows outside."""
        fresh, first = sorted(numbers.difference(self.live)), self.program.variables
        routes = [self.pool.routes[k] for k in fresh]
        cost = reduced_costs(self.master, routes, self.outside) / UNIT
        entries = self.scope.entries(routes, first)
        self.program.add_variables(Block(cost, np.full(len(routes), np.inf)), entries)
        self.live.update(zip(fresh, range(first, first + len(fresh)), strict=True))


def _sides(scope: Scope) -> Program:
    """The program with the side variables of its rows."""
    frame = scope.master.frame
    sides, entries = scope.sides()
    program = Program(*scope.bounds(scope.rows, strict=False), ROUGH)
    cost, upper = np.array(frame.cost)[sides] / UNIT, np.array(frame.upper)[sides]
    # Their row keeps seats from being left open twice; a limit beside it lets prices grow for ever.
    upper[np.isin(sides, list(frame.uncovered.values()))] = np.inf
    program.add_variables(Block(cost, upper), entries)
    return program
