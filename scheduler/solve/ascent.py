"""Price ascent: good prices of the rows without a linear program.

Slots are priced in small groups under the current prices; after each group the price of a seat
rises when nobody takes it and falls when several do, in proportion to itself, so that prices of
any size are reached in a few passes. Minutes of a week are priced the same way, and nights away:
as far from what makes somebody sleep there as from what makes somebody wake there. Any prices
prove a bound; these are close to the best ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.cover import seat_weight
from scheduler.solve.duals import Duals, Tasks, some_of
from scheduler.solve.jit import Floats, Ints, jit
from scheduler.solve.layout import bound_of, duals_of
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route, served_by
from scheduler.solve.price import Routes
from scheduler.solve.pricer import price
from scheduler.solve.relax import collect
from scheduler.solve.settle import Nights

GROUPS = 24
FLOOR = 1_000.0
"""Cents from which the price of a seat moves."""
MINUTE_FLOOR = 0.5
FIRST_STEP, DECAY = 1.2, 0.88


@dataclass(slots=True)
class Market:
    """Prices (``y`` of every row, cents) and what is taken under them."""

    y: Floats
    taken: Floats
    """By row: what the current route of every task adds up to."""
    current: list[tuple[int, ...]]
    """By task: the candidates of its current route."""
    nights: Nights
    seat_rows: Ints
    weight: Floats
    week_rows: Ints
    limit: Floats
    relief: Floats
    """By week row: minutes of overload allowed."""
    overload: float


def open_market(master: Master, y: Floats, tasks: int) -> Market:
    """A market at the prices ``y``, nothing taken yet."""
    frame = master.frame
    row_cost: dict[int, float] = {}
    relief: dict[int, float] = {}
    for var, row, factor in zip(frame.side_var, frame.side_row, frame.side_factor, strict=True):
        if row in frame.cover and factor > 0 and var in set(frame.uncovered.values()):
            row_cost[row] = frame.cost[var]
        elif row in frame.weeks:
            relief[row] = frame.upper[var]
    seats, weeks = sorted(row_cost), sorted(frame.weeks)
    return Market(
        y,
        np.zeros(len(y)),
        [()] * tasks,
        Nights(master.compiled.net),
        np.array(seats, np.int64),
        np.array([row_cost[r] for r in seats]),
        np.array(weeks, np.int64),
        np.array([frame.high[r] for r in weeks]),
        np.array([relief.get(r, 0.0) for r in weeks]),
        float(master.compiled.problem.goals.overload),
    )


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


@jit
def retake(taken: Floats, old: Ints, new: Ints, ptr: Ints, rows: Ints, factors: Floats) -> None:
    """Replace the candidates ``old`` by ``new`` in what is taken."""
    for c in old:
        for z in range(ptr[c], ptr[c + 1]):
            taken[rows[z]] -= factors[z]
    for c in new:
        for z in range(ptr[c], ptr[c + 1]):
            taken[rows[z]] += factors[z]


def update(master: Master, market: Market, tasks: Ints, routes: Routes) -> None:
    """Let the priced routes of these tasks replace their old ones."""
    old = [c for t in tasks.tolist() for c in market.current[t]]
    new = []
    for i, t in enumerate(tasks.tolist()):
        market.current[t] = tuple(routes.seats[i, : routes.length[i]].tolist())
        new += market.current[t]
    retake(
        market.taken,
        np.array(old, np.int64),
        np.array(new, np.int64),
        master.stake_ptr,
        master.stake_row,
        master.stake_factor,
    )


def reprice(market: Market, step: float) -> None:
    """Move prices towards what balances demand and supply."""
    rows, y = market.seat_rows, market.y
    excess = np.clip(1.0 - market.taken[rows], -2.0, 1.0)
    moved = y[rows] + step * np.maximum(y[rows], FLOOR) * excess
    y[rows] = np.clip(moved, 0.0, market.weight)
    rows = market.week_rows
    price = -y[rows]
    over = market.taken[rows] - market.limit
    beyond = over - np.where(price >= market.overload, market.relief, 0.0)
    push = np.clip(np.where(price < market.overload, over, beyond) / 300.0, -1.0, 1.0)
    price = np.maximum(0.0, price + step * np.maximum(price, MINUTE_FLOOR) * push)
    y[rows] = -price


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
                best, nights = (mean.copy(), bound, priced.best), master.night_price
                market.nights.learn(tasks, priced.regret)
                nights = market.nights.settle(nights)
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
