"""How routes enter the rows of the master."""

from __future__ import annotations

import numpy as np

from scheduler.solve.jit import Floats, Ints
from scheduler.solve.linear import Entries
from scheduler.solve.master import Master
from scheduler.solve.pool import Route

Part = tuple[Ints, Ints, Floats]
"""Number of the route, row, factor."""


def entries_of(master: Master, routes: list[Route], first: int) -> Entries:
    """Coefficients of routes that become the variables ``first``, ``first + 1``, ..."""
    owner, seats = _flat([r.seats for r in routes])
    slots = np.array([r.slot for r in routes], np.int64)
    parts = [
        _stakes(master, owner, seats),
        (np.arange(len(routes)), master.row_of_slot[slots], np.ones(len(routes))),
        _rooms(master, owner, seats),
        _table(_streaks(master, routes)),
        _nights(master, routes),
        _table(_rests(master, routes, slots)),
    ]
    number, row, factor = (np.concatenate([p[k] for p in parts]) for k in range(3))
    return _summed(row, number + first, factor)


def load_of(master: Master, routes: list[Route]) -> Floats:
    """What routes add up to in every row."""
    load = np.zeros(len(master.frame.low))
    rows, _, factors = entries_of(master, routes, 0)
    np.add.at(load, rows, factors)
    return load


def _flat(groups: list[tuple[int, ...]]) -> tuple[Ints, Ints]:
    """Group number and item of every item."""
    owner = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
    return owner.astype(np.int64), np.array([x for g in groups for x in g], np.int64)


def _table(rows: list[tuple[int, int, float]]) -> Part:
    table = np.array(rows, float).reshape(-1, 3)
    return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]


def _stakes(master: Master, owner: Ints, seats: Ints) -> Part:
    """Rows of the candidates."""
    lo, n = master.stake_ptr[seats], master.stake_ptr[seats + 1] - master.stake_ptr[seats]
    at = np.repeat(lo - np.concatenate([[0], np.cumsum(n)[:-1]]), n) + np.arange(n.sum())
    return np.repeat(owner, n), master.stake_row[at], master.stake_factor[at]


def _rooms(master: Master, owner: Ints, seats: Ints) -> Part:
    """Rows of host rooms that are used at the times of the rows."""
    net, room = master.compiled.net, master.compiled.candidates.room[seats]
    begin, until = net.busy_from[net.node[seats]], net.busy_until[net.node[seats]]
    out = [_table([])]
    for number in np.unique(room).tolist():
        found = np.array(master.room_rows.get(number, []), np.int64).reshape(-1, 2)
        mine, at = np.flatnonzero(room == number), found[:, 0]
        hit, which = np.nonzero((begin[mine][:, None] <= at) & (at < until[mine][:, None]))
        out.append((owner[mine[hit]], found[which, 1], np.ones(len(hit))))
    one, two, three = (np.concatenate([p[k] for p in out]) for k in range(3))
    return one, two, three


def _streaks(master: Master, routes: list[Route]) -> list[tuple[int, int, float]]:
    """Rows of days worked in a row."""
    if not master.streak_rows:
        return []
    rows = master.streak_rows
    return [
        (k, row, 1.0)
        for k, r in enumerate(routes)
        if r.seats and r.slot in rows
        for row in rows[r.slot]
    ]


def _nights(master: Master, routes: list[Route]) -> Part:
    """Rows of nights away."""
    number, at, factor = nights_of(master, routes)
    row = master.night_row[at]
    return number[row >= 0], row[row >= 0], factor[row >= 0]


def nights_of(master: Master, routes: list[Route]) -> Part:
    """Number of the route, ``stay * days + day`` and 1 where it sleeps there, -1 where it wakes."""
    days = master.compiled.net.days
    table = np.array([(r.slot % days, r.wake, r.sleep) for r in routes], np.int64).reshape(-1, 3)
    day, wake, sleep = table.T
    woke, slept = np.flatnonzero(wake >= 0), np.flatnonzero(sleep >= 0)
    at = sleep[slept] * days + day[slept], wake[woke] * days + day[woke] - 1
    factor = np.ones(len(slept)), -np.ones(len(woke))
    return np.concatenate([slept, woke]), np.concatenate(at), np.concatenate(factor)


def costs_of(master: Master, routes: list[Route]) -> Floats:
    """What routes cost in the programs, in cents: less the first prices of the nights."""
    cost = np.array([r.cost for r in routes], float)
    number, at, factor = nights_of(master, routes)
    np.subtract.at(cost, number, factor * master.night_price[at])
    return cost


def _rests(master: Master, routes: list[Route], slots: Ints) -> list[tuple[int, int, float]]:
    """Rows of rest between days."""
    return [
        (k, row, 1.0)
        for k in np.flatnonzero(np.isin(slots, list(master.rests))).tolist()
        for late, at, row in master.rests[routes[k].slot]
        if (routes[k].returns >= at if late else routes[k].leaves < at)
    ]


def _summed(rows: Ints, variables: Ints, factors: Floats) -> Entries:
    """Entries sorted, those of the same row and variable added up."""
    order = np.lexsort((variables, rows))
    rows, variables, factors = rows[order], variables[order], factors[order]
    first = np.flatnonzero(np.diff(rows, prepend=-1) | np.diff(variables, prepend=-1))
    if not len(first):
        return rows, variables, factors
    return rows[first], variables[first], np.add.reduceat(factors, first)


def reduced_costs(master: Master, routes: list[Route], y: Floats) -> Floats:
    """Costs of routes less the prices of the rows they enter."""
    rows, variables, factors = entries_of(master, routes, 0)
    reduced = costs_of(master, routes)
    np.subtract.at(reduced, variables, factors * (y - master.frame.first_price)[rows])
    return reduced
