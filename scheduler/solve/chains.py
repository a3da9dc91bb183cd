"""Who is planned anew together so that an open seat is served: the chain that the prices lead to.

The best days in which a seat is served, at good prices, say who would serve it, whose other seats
that takes, and which seats would lose who serves them now; for these again, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scheduler.solve.cover import lightest_weight, seat_weight
from scheduler.solve.entries import reduced_costs
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.layout import duals_of
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.pricer import price
from scheduler.solve.relax import collect
from scheduler.solve.tasks import on_slots


class Chains:
    """The chains of one week."""

    def __init__(self, master: Master, pool: Pool) -> None:
        compiled = master.compiled
        self.master, self.pool = master, pool
        self.seat_of = compiled.net.seat[compiled.net.node]

    def members(self, seat: int, routes: list[Route], y: Floats, most: int, wide: int) -> Ints:
        """So many members at most, ``wide`` takers of each seat looked at."""
        plan = {r.slot: r for r in routes}
        holder = {s: r.slot // self._days for r in routes for s in self._seats(r)}
        found, queue, seen, moved = dict[int, None](), [seat], {seat}, set[int]()
        while queue and len(found) < most:
            takers = [r for r in self._takers(queue.pop(0), y) if r.slot not in moved]
            for route in takers[:wide]:
                moved.add(route.slot)
                taken = self._seats(route)
                theirs = [holder[s] for s in taken if s in holder]
                found.update(dict.fromkeys([route.slot // self._days, *theirs]))
                lost = self._seats(plan[route.slot]) if route.slot in plan else []
                fresh = set(lost).difference(taken, seen)
                queue += self._dearest_first(fresh, y)
                seen |= fresh
        return np.array(list(found)[:most], np.int64)

    @property
    def _days(self) -> int:
        return self.master.compiled.net.days

    def _seats(self, route: Route) -> list[int]:
        found: list[int] = self.seat_of[list(route.seats)].tolist()
        return found

    def _dearest_first(self, seats: Iterable[int], y: Floats) -> list[int]:
        return sorted(seats, key=lambda s: (-y[self.master.row_of_seat[s]], s))

    def _takers(self, seat: int, y: Floats) -> list[Route]:
        """The best route of each day in which the seat is served, the cheapest at the prices first;
        none if no day can have it."""
        compiled, wanted, row = self.master.compiled, y.copy(), self.master.row_of_seat[seat]
        slots = np.unique(compiled.candidates.slot[compiled.candidates_of(seat)])
        tasks = on_slots(compiled.tasks, slots)
        wanted[row] = max(y[row], seat_weight(compiled, seat), lightest_weight(compiled))
        priced = price(compiled.net, duals_of(self.master, wanted, slots), tasks, 1, exact=True)
        routes = [self.pool.routes[k] for k in collect(self.pool, tasks, priced)]
        routes = [r for r in routes if seat in self._seats(r)]
        order = np.argsort(reduced_costs(self.master, routes, y), kind="stable")
        return [routes[k] for k in order.tolist()]
