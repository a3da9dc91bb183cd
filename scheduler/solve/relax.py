"""The linear relaxation of the master over some routes of a pool."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.duals import Tasks
from scheduler.solve.entries import entries_of
from scheduler.solve.fences import Fences
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.linear import UNIT, Block, Outcome, Program
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.pricer import Priced

ROOM = 4.0
"""Routes kept in the program for each slot, and how far that may be exceeded."""
OVER = 1.3


@dataclass(slots=True)
class Relaxation:
    """The program, and the best bound proven so far."""

    master: Master
    pool: Pool
    program: Program
    fences: Fences
    live: list[int] = field(default_factory=list)
    """Routes in the program, in the order of their variables."""
    ids: list[int] = field(default_factory=list)
    """Their variables."""
    bound: float = -np.inf
    prices: Floats = field(default_factory=lambda: np.zeros(0))
    """Prices that prove the bound, in cents."""
    shift: Floats = field(default_factory=lambda: np.zeros(0))
    """By side variable: what it costs more in the case looked at."""
    offset: float = 0.0
    """What every plan costs more in the case looked at."""

    def charge(self) -> None:
        """Let the program know the costs of the case."""
        cost = (np.array(self.master.frame.cost) + self.shift) / UNIT
        self.program.set_costs(np.arange(len(cost)), cost)


def relaxation(master: Master, pool: Pool, prices: Floats, bound: float) -> Relaxation:
    """The program with all rows, side variables and routes of the pool."""
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
    fences = Fences(program, set(master.row_of_slot[master.open_slots].tolist()))
    r = Relaxation(
        master, pool, program, fences, bound=bound, prices=prices, shift=np.zeros(len(frame.cost))
    )
    take(r, range(len(pool.routes)))
    return r


def take(r: Relaxation, numbers: range | set[int]) -> None:
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
    fresh = sorted(set(numbers).difference(r.live))
    new = [r.pool.routes[k] for k in fresh]
    cost = np.array([route.cost for route in new], float) / UNIT
    start = r.program.variables
    r.program.add_variables(
        Block(cost, np.full(len(new), np.inf)), entries_of(r.master, new, start)
    )
    r.live += fresh
    r.ids += range(start, start + len(new))


def weights_of(r: Relaxation, outcome: Outcome) -> Floats:
    """How much of each route of the pool the solution takes."""
    weights = np.zeros(len(r.pool.routes))
    weights[r.live] = outcome.x[r.ids]
    return weights


def purge(r: Relaxation, y: Floats, weights: Floats) -> None:
    """Take the dearest routes out of the program when there are many; ways without seats stay."""
    room = int(ROOM * len(r.master.open_slots))
    if len(r.live) <= OVER * room:
        return
    routes = [r.pool.routes[k] for k in r.live]
    dear = reduced_costs(r.master, routes, y)
    dear[(weights[r.live] > 0) | np.array([not x.seats for x in routes])] = -np.inf
    room = max(room, int(np.isinf(dear).sum()))
    if room < len(routes):
        _drop(r, np.argpartition(dear, room)[:room])


def _drop(r: Relaxation, keep: Ints) -> None:
    """Leave only the numbered positions of ``live`` in the program."""
    kept = set(keep.tolist())
    gone = [r.ids[k] for k in range(len(r.ids)) if k not in kept]
    r.program.remove_variables(np.array(gone, np.int64))
    r.live = [r.live[k] for k in sorted(kept)]
    r.ids = [r.ids[k] for k in sorted(kept)]


def reduced_costs(master: Master, routes: list[Route], y: Floats) -> Floats:
    """Costs of routes less the prices of the rows they enter."""
    rows, variables, factors = entries_of(master, routes, 0)
    reduced = np.array([x.cost for x in routes], float)
    np.subtract.at(reduced, variables, factors * y[rows])
    return reduced


def padded(master: Master, y: Floats) -> Floats:
    """Prices also for rows that came later: what these rows were charged before they came."""
    return np.concatenate([y, master.frame.first_price[len(y) :]])


def collect(pool: Pool, tasks: Tasks, priced: Priced) -> list[int]:
    """Add priced routes to the pool; their numbers."""
    routes, per = priced.routes, len(priced.routes.cost) // max(1, len(priced.best))
    rows = np.flatnonzero(routes.length)
    seats, slots = routes.seats[rows].tolist(), tasks.slot[rows // per].tolist()
    lengths = routes.length[rows].tolist()
    nights = zip(routes.wake[rows].tolist(), routes.sleep[rows].tolist(), strict=True)
    return pool.add_all(
        [
            (slot, tuple(row[:n]), wake, sleep)
            for slot, row, n, (wake, sleep) in zip(slots, seats, lengths, nights, strict=True)
        ]
    )
