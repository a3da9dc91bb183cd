"""What is taken under some prices, and how the prices move towards what balances it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.solve.jit import Floats, Ints, jit
from scheduler.solve.master import Master
from scheduler.solve.routes import Routes
from scheduler.solve.settle import Nights

FLOOR = 1_000.0
"""Cents from which the price of a seat moves."""
MINUTE_FLOOR = 0.5


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
    uncovered = set(frame.uncovered.values())
    for var, row, factor in zip(frame.side_var, frame.side_row, frame.side_factor, strict=True):
        if row in frame.cover and factor > 0 and var in uncovered:
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
