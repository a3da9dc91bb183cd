"""Column generation: the linear relaxation of the master, and a bound proven by its prices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.duals import Tasks
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.linear import Block, Program
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

PER = 2
TOLERANCE = 0.5
"""Cents between the model and the bound at which the relaxation counts as solved."""
PURGE_EVERY, PURGE_OVER = 4, 4.0
"""Every so many rounds routes are dropped, when there are so many times more than slots."""
FLOOR = 300.0
"""Cents by which a price may move at least, times the reach."""
REACH, WIDER, NARROWER, WIDEST, NARROWEST, PATIENCE = 0.1, 2.0, 0.6, 4.0, 0.01, 3
"""How far prices may move in one round, in proportion to themselves, and how that changes."""


GIVE, GIVE_LESS, GIVE_LEAST = 0.1, 0.7, 1e-4
"""How much the fences around the prices give way, and how that shrinks in each round."""
HELD = 1e-7


@dataclass(slots=True)
class Relaxation:
    """The linear relaxation over some routes of a pool."""

    master: Master
    pool: Pool
    program: Program
    live: list[int] = field(default_factory=list)
    """Routes in the program, in the order of their variables."""
    ids: list[int] = field(default_factory=list)
    """Their variables."""
    bound: float = -np.inf
    prices: Floats = field(default_factory=lambda: np.zeros(0))
    """Prices that prove the bound, in cents."""
    best: Floats = field(default_factory=lambda: np.zeros(0))
    """Least reduced cost of each task under those prices."""
    reach: float = REACH
    give: float = GIVE
    fences: Ints = field(default_factory=lambda: np.zeros((0, 3), np.int64))
    """Row, variable that keeps its price from rising, variable that keeps it from falling."""

    @property
    def sides(self) -> int:
        return len(self.master.frame.cost)


def relaxation(master: Master, pool: Pool) -> Relaxation:
    """The program with all rows and side variables."""
    frame = master.frame
    program = Program(master.low, master.relaxed_high)
    program.add_variables(
        Block(np.array(frame.cost) / UNIT, np.array(frame.upper)),
        (
            np.array(frame.side_row, np.int64),
            np.array(frame.side_var, np.int64),
            np.array(frame.side_factor, float),
        ),
    )
    return Relaxation(master, pool, program)


def take(r: Relaxation, numbers: list[int]) -> None:
    """Put routes of the pool into the program, with the rows that are new."""
    first = r.program.rows
    if len(r.master.frame.low) > first:
        rows, variables, factors = entries_of(r.master, [r.pool.routes[k] for k in r.live], 0)
        late = rows >= first
        ids = np.array(r.ids, np.int64)
        r.program.add_rows(
            r.master.low[first:],
            r.master.relaxed_high[first:],
            (rows[late], ids[variables[late]], factors[late]),
        )
    new = [r.pool.routes[k] for k in numbers]
    cost = np.array([route.cost for route in new], float) / UNIT
    start = r.program.variables
    r.program.add_variables(
        Block(cost, np.full(len(new), np.inf)), entries_of(r.master, new, start)
    )
    r.live += numbers
    r.ids += range(start, start + len(new))


def drop(r: Relaxation, keep: Ints) -> None:
    """Leave only the numbered positions of ``live`` in the program."""
    kept = set(keep.tolist())
    gone = [k for k in range(len(r.ids)) if k not in kept]
    r.program.remove_variables(np.array([r.ids[k] for k in gone], np.int64))
    r.live = [r.live[k] for k in sorted(kept)]
    r.ids = [r.ids[k] for k in sorted(kept)]


def padded(master: Master, y: Floats) -> Floats:
    """Prices also for rows that came later: what these rows were charged before they came."""
    late = np.zeros(len(master.frame.low) - len(y))
    for stay, nights in master.nights.items():
        rows = np.array(list(nights.values()), np.int64)
        rows = rows[rows >= len(y)]
        late[rows - len(y)] = _lodging(master, stay)
    return np.concatenate([y, late])


def _lodging(master: Master, stay: int) -> int:
    net = master.compiled.net
    return int(net.lodging[np.searchsorted(net.stay_ptr, stay, side="right") - 1])


def relax(
    r: Relaxation, over: Callable[[], bool], log: Callable[[str], None] | None = None
) -> bool:
    """Raise the bound until no route improves the relaxation (true) or until it is over.

    The prices stay within reach of those that prove the best bound: solutions of the linear
    program alone are far apart and prove little. The reach widens after a good round and narrows
    after a bad one.
    """
    rounds, failures = 0, 0
    r.prices = padded(r.master, r.prices)
    while True:
        fence(r)
        outcome = r.program.solve()
        rounds += 1
        model = outcome.value * UNIT + r.master.frame.constant
        weights = np.zeros(len(r.pool.routes))
        weights[r.live] = outcome.x[r.ids]
        y = clipped(r.master, outcome.y * UNIT)
        if rounds % PURGE_EVERY == 0:
            _purge(r, y, weights)
        held = bool(len(r.fences)) and float(outcome.x[r.fences[:, 1:]].max()) > HELD
        broken = separate(r.master, r.pool, weights)
        before, bound = len(r.pool.routes), r.bound
        gained = _price(r, padded(r.master, y)) - bound
        found = len(r.pool.routes) - before
        if log is not None:
            log(
                f"round {rounds} model {model:.0f} bound {r.bound:.0f} live {len(r.live)} found "
                f"{found} broken {broken} reach {r.reach:.3f} held {held}"
            )
        if not (broken or held) and (not found or model - r.bound < TOLERANCE):
            return True
        if over():
            return False
        expected = max(model - bound, TOLERANCE)
        r.give = r.give * GIVE_LESS if r.give > GIVE_LEAST else 0.0
        failures = failures + 1 if gained <= 0 else 0
        if gained > 0.5 * expected or not found:
            r.reach = min(WIDEST, r.reach * WIDER)
        elif failures >= PATIENCE:
            r.reach, failures = max(NARROWEST, r.reach * NARROWER), 0
        take(r, list(range(before, len(r.pool.routes))))


def fence(r: Relaxation) -> None:
    """Keep the prices of the linear program within reach of the best ones."""
    slots = set(r.master.slot_row.values())
    known = set(r.fences[:, 0].tolist())
    new = [row for row in range(r.program.rows) if row not in slots and row not in known]
    if new:
        first = r.program.variables
        rows = np.repeat(np.array(new, np.int64), 2)
        ids = np.arange(first, first + len(rows))
        r.program.add_variables(
            Block(np.zeros(len(rows)), np.zeros(len(rows))),
            (rows, ids, np.tile([1.0, -1.0], len(new))),
        )
        r.fences = np.concatenate([r.fences, np.stack([new, ids[::2], ids[1::2]], axis=1)])
    rows = r.fences[:, 0]
    price = r.prices[rows]
    span = r.reach * np.maximum(np.abs(price), FLOOR)
    for side, cost in ((1, price + span), (2, span - price)):
        r.program.set_costs(r.fences[:, side], cost / UNIT, np.full(len(rows), r.give))


def _price(r: Relaxation, y: Floats) -> float:
    """Price the slots; keep the prices if they prove more. Returns the bound they prove."""
    net, tasks = r.pool.compiled.net, r.pool.compiled.tasks
    priced = price(net, duals_of(r.master, y), tasks, PER, exact=True)
    bound = bound_of(r.master, y, priced.best)
    r.prices = padded(r.master, r.prices)
    if bound > r.bound:
        r.bound, r.prices, r.best = bound, y, priced.best
    before = len(r.pool.routes)
    collect(r.pool, tasks, priced)
    add_nights(r.master, r.pool, before)
    r.prices = padded(r.master, r.prices)
    return bound


def _purge(r: Relaxation, y: Floats, weights: Floats) -> None:
    """Drop the dearest routes when there are many."""
    room = int(PURGE_OVER * len(r.master.slot_row))
    if len(r.live) <= 1.3 * room:
        return
    routes = [r.pool.routes[k] for k in r.live]
    rows, variables, factors = entries_of(r.master, routes, 0)
    reduced = np.array([x.cost for x in routes], float)
    np.subtract.at(reduced, variables, factors * y[rows])
    reduced[weights[r.live] > 0] = -np.inf
    drop(r, np.argpartition(reduced, room)[:room])


def collect(pool: Pool, tasks: Tasks, priced: Priced) -> None:
    """Add priced routes to the pool."""
    routes, per = priced.routes, len(priced.routes.cost) // max(1, len(priced.best))
    rows = np.flatnonzero(routes.length)
    seats, slots = routes.seats[rows].tolist(), tasks.slot[rows // per].tolist()
    lengths = routes.length[rows].tolist()
    nights = zip(routes.wake[rows].tolist(), routes.sleep[rows].tolist(), strict=True)
    pool.add_all(
        [
            (slot, tuple(row[:n]), wake, sleep)
            for slot, row, n, (wake, sleep) in zip(slots, seats, lengths, nights, strict=True)
        ]
    )
