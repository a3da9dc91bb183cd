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

from scheduler.solve.arrays import Net
from scheduler.solve.cover import seat_weight
from scheduler.solve.duals import Duals, Tasks, some_of
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.layout import bound_of, duals_of
from scheduler.solve.market import FLOOR, Market, open_market, reprice, update
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route, served_by
from scheduler.solve.pricer import price
from scheduler.solve.relax import collect

GROUPS = 24
FIRST_STEP, DECAY = 1.2, 0.88


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


def ascend(
    master: Master,
    pool: Pool,
    y: Floats,
    passes: int,
    seed: int,
    over: Callable[[], bool],
    log: Callable[[str], None] | None = None,
) -> tuple[Floats, float, Floats]:
    """Prices after some passes, the bound they prove, and the least reduced costs under them.

    Routes found in the later passes go to the pool.
    """
    net, tasks = master.compiled.net, master.compiled.tasks
    market = open_market(master, y.copy(), len(tasks.slot))
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(tasks.slot))
    groups = [np.sort(g) for g in np.array_split(order, GROUPS) if len(g)]
    best, mean, step = (y.copy(), -np.inf, np.zeros(0)), y.copy(), FIRST_STEP
    nights = master.night_price
    for k in range(passes):
        for group in groups:
            _one_group(master, net, market, tasks, group, pool if k >= passes // 2 else None)
            reprice(market, step / len(groups) * (3.0 if k < passes // 3 else 1.0))
        mean = 0.6 * mean + 0.4 * market.y
        step *= DECAY
        last = over() or k == passes - 1
        if k % 5 == 4 or last:
            priced = price(net, duals_of(master, mean), tasks, 1, exact=True)
            bound = bound_of(master, mean, priced.best)
            if bound > best[1]:
                best = (mean.copy(), bound, priced.best)
                market.nights.learn(tasks, priced.regret)
                nights = market.nights.settle(master.night_price)
            if log is not None:
                log(f"pass {k} bound {bound:.0f} best {best[1]:.0f} routes {len(pool.routes)}")
        if last:
            break
    master.night_price = nights
    return best


def _one_group(
    master: Master, net: Net, market: Market, tasks: Tasks, group: Ints, pool: Pool | None
) -> None:
    duals: Duals = duals_of(master, market.y, np.unique(tasks.slot[group]))
    chosen = some_of(tasks, group)
    priced = price(net, duals, chosen, 1, exact=True)
    tasks.minute_price[group] = chosen.minute_price
    market.nights.learn(chosen, priced.regret)
    master.night_price = market.nights.settle(master.night_price)
    update(master, market, group, priced.routes)
    if pool is not None:
        collect(pool, chosen, priced)
