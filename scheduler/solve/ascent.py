"""Price ascent: good prices of the rows without a linear program.

Slots are priced in small groups under the current prices; after each group the price of a seat
rises when nobody takes it and falls when several do, in proportion to itself, so that prices of
any size are reached in a few passes. Minutes of a week are priced the same way, and nights away:
as far from what makes somebody sleep there as from what makes somebody wake there. Any prices
prove a bound; these are close to the best ones.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scheduler.solve.cover import seat_weight
from scheduler.solve.duals import Duals, Tasks, some_of
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.layout import bound_of, duals_of
from scheduler.solve.market import FLOOR, Market, open_market, reprice, update
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route, served_by
from scheduler.solve.pricer import Priced, price
from scheduler.solve.relax import collect

GROUPS = 24
FIRST_STEP, DECAY = 1.2, 0.84
OFTEN = 5
"""Passes between two bounds."""


def first_prices(master: Master, routes: list[Route]) -> Floats:
    """Prices to begin with: what a seat costs at least if it is served, much if it is not, and all
    its weight if nobody can serve it."""
    net, demands = master.compiled.net, master.compiled.demands
    cheapest = np.full(len(demands), np.inf)
    np.minimum.at(cheapest, net.seat[net.node], net.cost)
    served = served_by(master.compiled, routes)
    y = np.zeros(len(master.frame.low))
    for d in demands:
        if not d.seat.chain:
            weight = seat_weight(master.compiled, d.index)
            asked = 1.5 * cheapest[d.index] + FLOOR if d.index in served else 0.3 * weight
            alone = not np.isfinite(cheapest[d.index])
            y[master.row_of_seat[d.index]] = weight if alone else min(asked, weight)
    return y


class Ascent:
    """Prices on the rise; ``mean`` are those of the last passes, smoothed."""

    def __init__(
        self, master: Master, pool: Pool | None, y: Floats, passes: int, seed: int
    ) -> None:
        self.master, self.pool, self.passes, self.done = master, pool, passes, 0
        tasks = master.compiled.tasks
        self.market, self.mean = open_market(master, y.copy(), len(tasks.slot)), y.copy()
        order = np.random.default_rng(seed).permutation(len(tasks.slot))
        self.groups = [np.sort(g) for g in np.array_split(order, GROUPS) if len(g)]

    def climb(self, late: Callable[[], bool]) -> bool:
        """One pass; false: it was too late for all of it. Routes found in the later passes go to
        the pool, if there is one."""
        tasks, step = self.master.compiled.tasks, FIRST_STEP * DECAY**self.done
        pool = self.pool if self.done >= self.passes // 2 else None
        bold = 3.0 if self.done < self.passes // 3 else 1.0
        for group in self.groups:
            if late():
                return False
            _one_group(self.master, self.market, tasks, group, pool)
            reprice(self.market, step / len(self.groups) * bold)
        self.mean = 0.6 * self.mean + 0.4 * self.market.y
        self.done += 1
        return True

    def priced(self) -> Priced:
        """All slots under the prices."""
        duals, compiled = duals_of(self.master, self.mean), self.master.compiled
        return price(compiled.net, duals, compiled.tasks, 1, exact=True)


def ascend(
    master: Master, pool: Pool, y: Floats, passes: int, seed: int, over: Callable[[], bool]
) -> tuple[Floats, float, Floats]:
    """Prices after some passes, the bound they prove, and the prices of nights that go with it."""
    ascent, nights, last = Ascent(master, pool, y, passes, seed), master.night_price, False
    best = y, -np.inf, nights
    while not last:
        ascent.climb(lambda: False)
        last = over() or ascent.done == passes
        if ascent.done % OFTEN == 0 or last:
            found = ascent.priced()
            bound = bound_of(master, ascent.mean, found.best)
            if bound > best[1]:
                best = ascent.mean, bound, master.night_price
                ascent.market.nights.learn(master.compiled.tasks, found.regret)
                nights = ascent.market.nights.settle(master.night_price)
    master.night_price = nights
    return best


def _one_group(
    master: Master, market: Market, tasks: Tasks, group: Ints, pool: Pool | None
) -> None:
    net = master.compiled.net
    duals: Duals = duals_of(master, market.y, np.unique(tasks.slot[group]))
    chosen = some_of(tasks, group)
    priced = price(net, duals, chosen, 1, exact=False)
    tasks.minute_price[group] = chosen.minute_price
    market.nights.learn(chosen, priced.regret)
    master.night_price = market.nights.settle(master.night_price)
    update(master, market, group, priced.routes)
    if pool is not None:
        collect(pool, chosen, priced)
