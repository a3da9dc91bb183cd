"""The linear relaxation of the master, or of a part of it, over some routes of a pool."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.duals import Tasks
from scheduler.solve.entries import costs_of, reduced_costs
from scheduler.solve.fences import Fences
from scheduler.solve.given import Given
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.linear import STEADY, UNIT, Block, Entries, Kind, Outcome, Program
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool
from scheduler.solve.pricer import Priced
from scheduler.solve.scope import Scope
from scheduler.solve.separate import SLACK, ways_of

ROOM = 4.0
"""Routes kept in the program for each slot beside those in use, and how far that may be
exceeded."""
OVER = 1.3
PURGE_EVERY = 4


@dataclass(slots=True)
class Relaxation:
    """The program, and the best bound proven so far."""

    scope: Scope
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
    beyond: dict[int, int] = field(default_factory=dict)
    """Rows that count open seats to variables that let there be more, at a price."""
    own: set[int] = field(default_factory=set)
    """Routes of the pool that always stay in the program: those of the plan that is made better."""

    @property
    def master(self) -> Master:
        return self.scope.master

    def enter(self, given: Given, dear: float) -> None:
        """Let the program be about the plans of one case; each seat that is open beyond what is
        given costs ``dear`` cents."""
        self.scope.limits = given.limits
        take(self, set())
        self.be(strict=False)
        beyond = np.array(list(self.beyond.values()), np.int64)
        self.program.set_costs(beyond, np.full(len(beyond), dear / UNIT))

    def hold(self, numbers: Iterable[int], low: float, high: float) -> None:
        """Let these routes, as far as they are in the program, be taken so much."""
        place = dict(zip(self.live, self.ids, strict=True))
        ids = np.array([place[k] for k in sorted(numbers) if k in place], np.int64)
        self.program.set_bounds(ids, np.full(len(ids), low), np.full(len(ids), high))

    def be(self, *, strict: bool) -> None:
        """Let no seat be served twice, or allow it again."""
        self.program.set_rows(*self.scope.bounds(self.scope.rows, strict=strict))


def relaxation(scope: Scope, pool: Pool, numbers: Iterable[int], kind: Kind = STEADY) -> Relaxation:
    """The program with the side variables of its scope and some routes."""
    frame = scope.master.frame
    sides, entries = scope.sides()
    program = Program(*scope.bounds(scope.rows, strict=False), kind)
    cost, upper = np.array(frame.cost), np.array(frame.upper)
    program.add_variables(Block(cost[sides] / UNIT, upper[sides]), entries)
    slot_rows = scope.place[scope.master.row_of_slot[scope.slots]]
    fences = Fences(program, set(slot_rows.tolist()))
    r = Relaxation(scope, pool, program, fences)
    take(r, {*numbers, *ways_of(scope.master, pool, scope.rows.tolist())})
    return r


def take(r: Relaxation, numbers: Iterable[int]) -> None:
    """Put routes of the pool into the program, with the rows that are new."""
    scope, pool = r.scope, r.pool.routes
    new_rows = scope.grow()
    if len(new_rows):
        rows, variables, factors = scope.entries([pool[k] for k in r.live], 0)
        late = rows >= r.program.rows
        entries = rows[late], np.array(r.ids, np.int64)[variables[late]], factors[late]
        r.program.add_rows(*scope.bounds(new_rows, strict=False), _with_sides(r, new_rows, entries))
        _open_counts(r, new_rows)
        numbers = {*numbers, *ways_of(r.master, r.pool, new_rows.tolist())}
    mine = set(scope.slots.tolist())
    fresh = sorted(k for k in set(numbers).difference(r.live) if pool[k].slot in mine)
    new, start = [pool[k] for k in fresh], r.program.variables
    cost = costs_of(r.master, new) / UNIT
    r.program.add_variables(Block(cost, np.full(len(new), np.inf)), scope.entries(new, start))
    r.live += fresh
    r.ids += range(start, start + len(fresh))


def _with_sides(r: Relaxation, new: Ints, entries: Entries) -> Entries:
    """The coefficients of routes and of side variables in rows that are new."""
    frame, place = r.master.frame, r.scope.place
    row = np.array(frame.side_row, np.int64)
    mine = np.isin(row, new)
    sides = place[row[mine]], np.array(frame.side_var)[mine], np.array(frame.side_factor)[mine]
    rows, variables, factors = (np.concatenate(pair) for pair in zip(entries, sides, strict=True))
    return rows, variables, factors


def _open_counts(r: Relaxation, new: Ints) -> None:
    """Rows that count open seats have no fence, and may be exceeded."""
    rows = [row for row in new.tolist() if r.master.key_of[row][0] == "count"]
    places, free = r.scope.place[rows], np.full(len(rows), np.inf)
    ids = np.arange(r.program.variables, r.program.variables + len(rows))
    r.program.add_variables(Block(np.zeros(len(rows)), free), (places, ids, -np.ones(len(rows))))
    r.fences.open_rows.update(places.tolist())
    r.beyond.update(zip(rows, ids.tolist(), strict=True))


def weights_of(r: Relaxation, outcome: Outcome) -> Floats:
    """How much of each route of the pool the solution takes."""
    weights = np.zeros(len(r.pool.routes))
    weights[r.live] = outcome.x[r.ids]
    return weights


def purge(r: Relaxation, y: Floats, weights: Floats) -> None:
    """Take the dearest routes out of the program when there are many; ways without seats stay, and
    what the solution or the plan takes."""
    routes = [r.pool.routes[k] for k in r.live]
    stays = (weights[r.live] > SLACK) | np.array([not x.seats for x in routes])
    stays |= np.array([k in r.own for k in r.live])
    room = int(stays.sum()) + int(ROOM * len(r.scope.slots))
    if len(routes) <= OVER * room:
        return
    dear = reduced_costs(r.master, routes, y)
    dear[stays] = -np.inf
    drop(r, np.argpartition(dear, room)[:room])


def drop(r: Relaxation, keep: Ints) -> None:
    """Leave only the numbered positions of ``live`` in the program."""
    kept = set(keep.tolist())
    gone = [r.ids[k] for k in range(len(r.ids)) if k not in kept]
    r.program.remove_variables(np.array(gone, np.int64))
    r.live = [r.live[k] for k in sorted(kept)]
    r.ids = [r.ids[k] for k in sorted(kept)]


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
