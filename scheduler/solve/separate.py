"""Rows added when needed: nights away, rest between days, host rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from scheduler.solve.entries import nights_of
from scheduler.solve.jit import Floats
from scheduler.solve.master import Late, Master
from scheduler.solve.pool import Pool, Route

SLACK = 1e-6
Weighted = tuple[Route, float]


def new_row(master: Master, key: Late, low: float, high: float, first_price: float = 0.0) -> int:
    """A row that comes later."""
    row = master.late[key] = master.frame.row(low, high, first_price)
    master.key_of[row] = key
    return row


def ways_of(master: Master, pool: Pool, rows: Iterable[int]) -> set[int]:
    """Numbers of the ways without seats to and from the nights that have these rows."""
    days, net = master.compiled.net.days, master.compiled.net
    found = set[int]()
    for kind, stay, day, _ in (master.key_of[row] for row in rows if row in master.key_of):
        if kind == "night":
            today = (int(np.searchsorted(net.stay_ptr, stay, side="right")) - 1) * days + day
            ways = [(today, -1, stay), (today + 1, stay, -1)]
            ways += [(today, stay, stay)] * (day > 0) + [(today + 1, stay, stay)] * (day + 2 < days)
            found |= {pool.add(q, (), a, b) for q, a, b in ways if master.row_of_slot[q] >= 0}
    return found - {-1}


def separate(master: Master, routes: list[Route], x: Floats, stands: Iterable[Route] = ()) -> int:
    """Add the rows of nights, rest and rooms that routes with weights ``x`` break beside those
    that stand; how many."""
    used = [(routes[k], float(x[k])) for k in np.flatnonzero(x > SLACK)]
    beside = [(route, 1.0) for route in stands]
    near = {route.slot + step for route, _ in used for step in (-1, 0, 1)}
    around = used + [(route, weight) for route, weight in beside if route.slot in near]
    return _nights(master, around) + _rest(master, around) + rooms(master, used, beside)


def _nights(master: Master, used: list[Weighted]) -> int:
    """A night is slept as often as somebody wakes after it."""
    number, at, factor = nights_of(master, [route for route, _ in used])
    weight = np.array([x for _, x in used])
    excess = np.bincount(at, factor * weight[number], len(master.night_row))
    broken = np.flatnonzero((np.abs(excess) > SLACK) & (master.night_row < 0)).tolist()
    for k in broken:
        key = ("night", *divmod(k, master.compiled.net.days), 0)
        master.night_row[k] = new_row(master, key, 0.0, 0.0, float(master.night_price[k]))
    return len(broken)


def _rest(master: Master, used: list[Weighted]) -> int:
    by_slot: dict[int, list[Weighted]] = defaultdict(list)
    for route, weight in used:
        by_slot[route.slot].append((route, weight))
    days, rest, added = master.compiled.net.days, master.compiled.net.limits.rest, 0
    for slot, late in by_slot.items():
        early = by_slot.get(slot + 1, []) if slot % days < days - 1 else []
        for at in sorted({r.returns + rest for r, _ in late}):
            load = sum(w for r, w in late if r.returns + rest >= at)
            load += sum(w for r, w in early if r.leaves < at)
            conflict = any(r.leaves < at for r, _ in early)
            key = ("rest", slot // days, slot % days, at)
            if conflict and load > 1 + SLACK and key not in master.late:
                row = new_row(master, key, -np.inf, 1.0)
                master.rests.setdefault(slot, []).append((1, at - rest, row))
                master.rests.setdefault(slot + 1, []).append((0, at, row))
                added += 1
    return added


def rooms(master: Master, used: list[Weighted], beside: list[Weighted]) -> int:
    """Add the rows of host rooms that routes break beside those that stand; how many."""
    added, stays = 0, _stays(master, used)
    for room, found in _stays(master, beside).items():
        if room in stays:
            stays[room] += found
    for room, found in stays.items():
        capacity = len(master.compiled.rooms[room].rooms)
        for at in sorted({a for a, _, _ in found}):
            key = ("room", room, at, 0)
            load = sum(w for a, b, w in found if a <= at < b)
            if load > capacity + SLACK and key not in master.late:
                row = new_row(master, key, -np.inf, float(capacity))
                master.room_rows.setdefault(room, []).append((at, row))
                added += 1
    return added


def _stays(master: Master, routes: list[Weighted]) -> dict[int, list[tuple[int, int, float]]]:
    """Room class to the times for which routes use it, with their weights."""
    net, rooms = master.compiled.net, master.compiled.candidates.room
    seats = np.array([c for route, _ in routes for c in route.seats], np.int64)
    weights = np.repeat([w for _, w in routes], [len(route.seats) for route, _ in routes])
    at = np.flatnonzero(rooms[seats] >= 0)
    node = net.node[seats[at]]
    table = zip(
        rooms[seats[at]].tolist(),
        net.busy_from[node].tolist(),
        net.busy_until[node].tolist(),
        weights[at].tolist(),
        strict=True,
    )
    stays: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for room, begin, until, weight in table:
        stays[room].append((begin, until, weight))
    return stays
