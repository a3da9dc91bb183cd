"""Routes found so far: one column each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.compile import Compiled
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.walk import free_walk, walk, walk_all

Key = tuple[int, tuple[int, ...], int, int]
"""Slot, candidates in order, wake, sleep."""


@dataclass(frozen=True, slots=True)
class Route:
    """One member's day. ``seats`` are candidates; without seats it is only a way."""

    slot: int
    seats: tuple[int, ...]
    wake: int
    sleep: int
    cost: int
    leaves: int
    returns: int

    @property
    def key(self) -> Key:
        return self.slot, self.seats, self.wake, self.sleep


@dataclass(slots=True)
class Pool:
    """Distinct legal routes."""

    compiled: Compiled
    routes: list[Route] = field(default_factory=list)
    known: dict[Key, int] = field(default_factory=dict)
    by_slot: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Numbers of the routes of a slot."""

    def add(self, slot: int, seats: tuple[int, ...], wake: int = -1, sleep: int = -1) -> int:
        """Number of the route; -1 if it is not legal."""
        key = (slot, seats, wake, sleep)
        if key in self.known:
            return self.known[key]
        self._keep(key, route_of(self.compiled, slot, seats, wake, sleep))
        return self.known[key]

    def add_all(self, keys: list[Key]) -> list[int]:
        """Add many routes with seats at once: their numbers, without those that are not legal."""
        new = list(dict.fromkeys(k for k in keys if k not in self.known))
        for key, route in zip(new, routes_of(self.compiled, new), strict=True):
            self._keep(key, route)
        return [self.known[k] for k in keys if self.known[k] >= 0]

    def part(self, slots: Ints) -> Pool:
        """A pool with the routes of some slots."""
        other = Pool(self.compiled)
        other.take_in(self.routes[k] for slot in slots.tolist() for k in self.by_slot[slot])
        return other

    def take_in(self, routes: Iterable[Route]) -> None:
        """Add routes of another pool of the same week."""
        for route in routes:
            if route.key not in self.known:
                self._keep(route.key, route)

    def _keep(self, key: Key, route: Route | None) -> None:
        self.known[key] = -1 if route is None else len(self.routes)
        if route is not None:
            self.by_slot[route.slot].append(len(self.routes))
            self.routes.append(route)


def parted(routes: Iterable[Route], group: Bools) -> tuple[list[Route], list[Route]]:
    """The routes of a group of slots, and the others."""
    mine, others = list[Route](), list[Route]()
    for r in routes:
        (mine if group[r.slot] else others).append(r)
    return mine, others


def served_by(compiled: Compiled, routes: Iterable[Route]) -> set[int]:
    """Numbers of the seats that routes serve."""
    net = compiled.net
    candidates = np.array([c for r in routes for c in r.seats], np.int64)
    return set(net.seat[net.node[candidates]].tolist())


def compatible(pool: Pool, numbers: Iterable[int], beside: Iterable[int] = ()) -> set[int]:
    """Of these routes, in order, those that share no slot and no seat with one before, nor with one
    that they stand beside."""
    stand = [pool.routes[k] for k in beside]
    used, slots, out = served_by(pool.compiled, stand), {r.slot for r in stand}, set[int]()
    for k in numbers:
        route = pool.routes[k]
        seats = served_by(pool.compiled, [route])
        if not seats & used and route.slot not in slots:
            used |= seats
            slots.add(route.slot)
            out.add(k)
    return out


def routes_of(compiled: Compiled, keys: list[Key]) -> list[Route | None]:
    """Many routes with seats walked at once."""
    ptr = np.cumsum([0, *(len(k[1]) for k in keys)])
    seats = np.array([c for k in keys for c in k[1]], np.int64)
    slots, wake, sleep = (np.array([k[i] for k in keys], np.int64) for i in (0, 2, 3))
    found = walk_all(compiled.net, slots, ptr, seats, wake, sleep).tolist()
    return [
        Route(*key, cost, leaves, returns)
        if ok and _inside(compiled, key[0], leaves, returns)
        else None
        for key, (ok, cost, leaves, returns) in zip(keys, found, strict=True)
    ]


def route_of(
    compiled: Compiled, slot: int, seats: tuple[int, ...], wake: int = -1, sleep: int = -1
) -> Route | None:
    """The route walked; ``None`` if it is not legal."""
    if not seats:
        return free_route(compiled, slot, wake, sleep)
    ok, cost, leaves, returns = walk(compiled.net, slot, np.array(seats, np.int64), wake, sleep)
    if not ok or not _inside(compiled, slot, leaves, returns):
        return None
    return Route(slot, seats, wake, sleep, int(cost), int(leaves), int(returns))


def _inside(compiled: Compiled, slot: int, leaves: int, returns: int) -> bool:
    return any(a <= leaves and returns <= b for a, b in compiled.windows.get(slot, ()))


def free_route(compiled: Compiled, slot: int, wake: int, sleep: int) -> Route | None:
    """A way on a day without seats, from noon on, but not from one lodging to another."""
    ok, cost, leaves, returns = free_walk(compiled.net, slot, wake, sleep)
    if not ok or not _inside(compiled, slot, leaves, returns):
        return None
    return Route(slot, (), wake, sleep, int(cost), int(leaves), int(returns))
