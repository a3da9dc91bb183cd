"""Rows added when needed: nights away, rest between days, host rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from scheduler.solve.jit import Floats
from scheduler.solve.master import Late, Master
from scheduler.solve.pool import Pool, Route

SLACK = 1e-6


def _new_row(master: Master, key: Late, low: float, high: float, first_price: float = 0.0) -> int:
    row = master.late[key] = master.frame.row(low, high, first_price)
    master.key_of[row] = key
    return row


def add_nights(master: Master, pool: Pool, first: int) -> None:
    """Rows, and ways without seats, for each lodging that a new route uses."""
    k = first
    while k < len(pool.routes):
        route = pool.routes[k]
        for stay in (route.wake, route.sleep):
            if stay >= 0 and stay not in master.nights:
                _open_lodging(master, pool, stay, route.slot // master.compiled.net.days)
        k += 1


def _open_lodging(master: Master, pool: Pool, stay: int, member: int) -> None:
    days, price = master.compiled.net.days, float(master.compiled.net.night[stay])
    master.nights[stay] = {
        day: _new_row(master, ("night", stay, day, 0), 0.0, 0.0, price) for day in range(days - 1)
    }
    for day in range(days):
        slot = member * days + day
        for wake, sleep in ((-1, stay), (stay, -1), (stay, stay)):
            possible = (sleep < 0 or day < days - 1) and (wake < 0 or day > 0)
            if possible and master.row_of_slot[slot] >= 0:
                pool.add(slot, (), wake, sleep)


def separate(master: Master, routes: list[Route], x: Floats, stands: Iterable[Route] = ()) -> int:
    """Add the rest and room rows that the routes with weights ``x`` break beside those that
    stand; how many."""
    used = [(routes[k], float(x[k])) for k in np.flatnonzero(x > SLACK)]
    beside = [(route, 1.0) for route in stands]
    near = {route.slot + step for route, _ in used for step in (-1, 0, 1)}
    around = [(route, weight) for route, weight in beside if route.slot in near]
    return _rest(master, used + around) + _rooms(master, used + beside)


def _rest(master: Master, used: list[tuple[Route, float]]) -> int:
    by_slot: dict[int, list[tuple[Route, float]]] = defaultdict(list)
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
                row = _new_row(master, key, -np.inf, 1.0)
                master.rests.setdefault(slot, []).append((1, at - rest, row))
                master.rests.setdefault(slot + 1, []).append((0, at, row))
                added += 1
    return added


def _rooms(master: Master, used: list[tuple[Route, float]]) -> int:
    net, rooms, added = master.compiled.net, master.compiled.candidates.room, 0
    stays: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for route, weight in used:
        for c in route.seats:
            if rooms[c] >= 0:
                node = net.node[c]
                stays[int(rooms[c])].append(
                    (int(net.busy_from[node]), int(net.busy_until[node]), weight)
                )
    for room, found in stays.items():
        capacity = len(master.compiled.rooms[room].rooms)
        for at in {a for a, _, _ in found}:
            key = ("room", room, at, 0)
            load = sum(w for a, b, w in found if a <= at < b)
            if load > capacity + SLACK and key not in master.late:
                row = _new_row(master, key, -np.inf, float(capacity))
                master.room_rows.setdefault(room, []).append((at, row))
                added += 1
    return added
