"""Column generation: the linear relaxation of the master, and a bound proven by its prices."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.duals import Tasks
from scheduler.solve.jit import Floats
from scheduler.solve.linear import Block, Outcome, Program
from scheduler.solve.master import (
    UNIT,
    Master,
    bound_of,
    clipped,
    duals_of,
    entries_of,
)
from scheduler.solve.pool import Pool
from scheduler.solve.pricer import Priced, price
from scheduler.solve.separate import add_nights, separate

SMOOTH = 0.6
PER = 4
TOLERANCE = 0.5
"""Cents between the relaxation and its bound at which it counts as solved."""


@dataclass(slots=True)
class Relaxation:
    """The linear relaxation over the routes of a pool."""

    master: Master
    pool: Pool
    program: Program
    taken: int = 0
    """Routes of the pool already in the program."""
    bound: float = 0.0
    prices: Floats = field(default_factory=lambda: np.zeros(0))
    """Prices that prove the bound, in cents."""
    best: Floats = field(default_factory=lambda: np.zeros(0))
    """Least reduced cost of each task under those prices."""

    @property
    def sides(self) -> int:
        return len(self.master.frame.cost)


def relaxation(master: Master, pool: Pool) -> Relaxation:
    """The program with all rows and side variables."""
    frame = master.frame
    program = Program(master.low, master.relaxed_high)
    program.add_variables(
        Block(np.array(frame.cost) / UNIT, np.array(frame.upper)),
        (np.array(frame.side_row, np.int64), np.array(frame.side_var, np.int64),
         np.array(frame.side_factor, float)))
    return Relaxation(master, pool, program)


def add_new_routes(r: Relaxation) -> int:
    """Put the pool's new routes into the program."""
    new = r.pool.routes[r.taken:]
    missing = len(r.master.frame.low) - r.program.rows
    if missing:
        _add_rows(r, missing)
    cost = np.array([route.cost for route in new], float) / UNIT
    r.program.add_variables(Block(cost, np.full(len(new), np.inf)),
                            entries_of(r.master, new, r.sides + r.taken))
    r.taken = len(r.pool.routes)
    return len(new)


def _add_rows(r: Relaxation, n: int) -> None:
    """Append the master's last ``n`` rows with their coefficients in known routes."""
    first = len(r.master.frame.low) - n
    rows, variables, factors = entries_of(r.master, r.pool.routes[:r.taken], r.sides)
    late = rows >= first
    r.program.add_rows(r.master.low[first:], r.master.relaxed_high[first:],
                       (rows[late], variables[late], factors[late]))


def padded(y: Floats, n: int) -> Floats:
    """Prices with zeros for rows that came later."""
    return np.concatenate([y, np.zeros(n - len(y))])


def generate(r: Relaxation, over: Callable[[], bool], log: Callable[[str], None] | None = None
             ) -> Outcome:
    """Add routes until no route can improve the relaxation, or until it is over."""
    started = time.perf_counter()
    rounds = 0
    while True:
        add_new_routes(r)
        outcome = r.program.solve()
        if separate(r.master, r.pool, outcome.x[r.sides:]):
            _add_rows(r, len(r.master.frame.low) - r.program.rows)
            continue
        value = outcome.value * UNIT + r.master.frame.constant
        y = clipped(r.master, outcome.y * UNIT)
        found = _improve(r, y)
        rounds += 1
        if log is not None:
            log(f"round {rounds} value {value:.0f} bound {r.bound:.0f} routes {r.taken} "
                f"found {found} {time.perf_counter() - started:.2f}s")
        if not found or value - r.bound < TOLERANCE or over():
            return outcome


def _improve(r: Relaxation, y: Floats) -> int:
    """Price with smoothed prices, then with less smoothing until routes are found."""
    weight = SMOOTH if len(r.prices) else 0.0
    while True:
        centre = padded(r.prices, len(y)) if len(r.prices) else y
        mixed = weight * centre + (1 - weight) * y
        priced = price(r.pool.compiled.net, duals_of(r.master, mixed), r.pool.compiled.tasks, PER,
                       exact=True)
        bound = bound_of(r.master, mixed, priced.best)
        if not len(r.prices) or bound > r.bound:
            r.bound, r.prices, r.best = bound, mixed, priced.best
        before = len(r.pool.routes)
        collect(r.pool, r.pool.compiled.tasks, priced)
        add_nights(r.master, r.pool, before)
        if len(r.pool.routes) > before or weight == 0.0:
            return len(r.pool.routes) - before
        weight = 0.0 if weight < SMOOTH / 4 else weight / 2


def collect(pool: Pool, tasks: Tasks, priced: Priced) -> None:
    """Add priced routes to the pool."""
    routes, per = priced.routes, len(priced.routes.cost) // max(1, len(priced.best))
    rows = np.flatnonzero(routes.length)
    seats, slots = routes.seats[rows].tolist(), tasks.slot[rows // per].tolist()
    lengths = routes.length[rows].tolist()
    nights = zip(routes.wake[rows].tolist(), routes.sleep[rows].tolist(), strict=True)
    pool.add_all([(slot, tuple(row[:n]), wake, sleep) for slot, row, n, (wake, sleep)
                  in zip(slots, seats, lengths, nights, strict=True)])
