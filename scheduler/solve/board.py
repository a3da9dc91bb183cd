"""A legal choice of routes that seats are added to, each at its cheapest insertion."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from scheduler.solve.arrays import FAR
from scheduler.solve.insert import fitting, insertions
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.master import Master
from scheduler.solve.pool import Route, route_of


class Board:
    """A legal choice of routes that seats can be added to and taken from."""

    def __init__(self, master: Master) -> None:
        self.master, self.compiled = master, master.compiled
        self.routes: dict[int, Route] = {}
        self.load: Floats = np.zeros(len(master.frame.low))
        self.high = slack(master)
        self.start_of: dict[str, int] = {}
        self.served: set[str] = set()
        self.in_room: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def rows_of(self, c: int) -> tuple[Ints, Floats]:
        """Upper-bounded rows a candidate weighs on."""
        lo, hi = self.master.stake_ptr[c], self.master.stake_ptr[c + 1]
        return self.master.stake_row[lo:hi], self.master.stake_factor[lo:hi]

    def fits(self, c: int) -> bool:
        """Whether caps, start and room leave space for a candidate."""
        rows, factors = self.rows_of(c)
        if (self.load[rows] + factors > self.high[rows]).any():
            return False
        net, node = self.compiled.net, self.compiled.net.node[c]
        session = self.compiled.demands[net.seat[node]].session.id
        if self.start_of.get(session, net.start[node]) != net.start[node]:
            return False
        return self._room_free(c)

    def _room_free(self, c: int) -> bool:
        room = int(self.compiled.candidates.room[c])
        if room < 0:
            return True
        net, node = self.compiled.net, self.compiled.net.node[c]
        start, end = net.busy_from[node], net.busy_until[node]
        busy = [(a, b) for a, b in self.in_room[room] if a < end and start < b]
        points = [start, *(a for a, _ in busy if a > start)]
        most = max(sum(a <= at < b for a, b in busy) for at in points)
        return bool(most < len(self.compiled.rooms[room].rooms))

    def insertion(self, c: int) -> Route | None:
        """The slot's route with the candidate in it; ``None`` if that is not legal."""
        net, slot = self.compiled.net, int(self.compiled.candidates.slot[c])
        old = self.routes.get(slot)
        if old is None:
            if not self._new_day(slot):
                return None
            route = route_of(self.compiled, slot, (c,))
        else:
            seats = sorted((*old.seats, c), key=lambda x: (net.busy_from[net.node[x]], x))
            route = route_of(self.compiled, slot, tuple(seats), old.wake, old.sleep)
        return route if route is not None and self.rested(route) else None

    def _new_day(self, slot: int) -> bool:
        return all(
            self.load[row] + 1 <= self.high[row] for row in self.master.streak_rows.get(slot, ())
        )

    def rested(self, route: Route) -> bool:
        """Whether there is rest before and after the route."""
        days, rest = self.compiled.net.days, self.compiled.net.limits.rest
        day = route.slot % days
        before = self.routes.get(route.slot - 1) if day > 0 else None
        after = self.routes.get(route.slot + 1) if day < days - 1 else None
        return (before is None or route.leaves - before.returns >= rest) and (
            after is None or after.leaves - route.returns >= rest
        )

    def put(self, c: int, route: Route) -> None:
        """Take the route that holds the new candidate."""
        if route.slot not in self.routes:
            for row in self.master.streak_rows.get(route.slot, ()):
                self.load[row] += 1
        self.routes[route.slot] = route
        rows, factors = self.rows_of(c)
        self.load[rows] += factors
        net, node = self.compiled.net, self.compiled.net.node[c]
        demand = self.compiled.demands[net.seat[node]]
        self.served.add(demand.seat.id)
        self.start_of[demand.session.id] = int(net.start[node])
        room = int(self.compiled.candidates.room[c])
        if room >= 0:
            self.in_room[room].append((int(net.busy_from[node]), int(net.busy_until[node])))

    def best(self, seat: int) -> tuple[int, Route] | None:
        """The cheapest way to serve a seat now."""
        mine = self._fitting(seat)
        slots = self.compiled.candidates.slot[mine]
        old = [self.routes.get(slot) for slot in slots.tolist()]
        walked = self._walked(mine, slots, old)
        extra = walked[:, 1] - np.array([0 if r is None else r.cost for r in old], np.int64)
        for i in np.argsort(extra, kind="stable").tolist():
            if walked[i, 0] and self._room_free(int(mine[i])):
                route = self.insertion(int(mine[i]))
                if route is not None:
                    return int(mine[i]), route
        return None

    def _fitting(self, seat: int) -> Ints:
        """Candidates of a seat that caps and start leave space for."""
        mine, master = self.compiled.candidates_of(seat), self.master
        start = self.start_of.get(self.compiled.demands[seat].session.id, FAR)
        stakes = master.stake_ptr, master.stake_row, master.stake_factor
        return mine[fitting(self.compiled.net, mine, *stakes, self.load, self.high, start)]

    def _walked(self, mine: Ints, slots: Ints, old: list[Route | None]) -> Ints:
        """Legal or not, and cost, of the routes of the slots with the candidates in them."""
        held = [() if r is None else r.seats for r in old]
        ptr = np.cumsum([0, *map(len, held)])
        wake = np.array([-1 if r is None else r.wake for r in old], np.int64)
        sleep = np.array([-1 if r is None else r.sleep for r in old], np.int64)
        flat = np.array([c for seats in held for c in seats], np.int64)
        return insertions(self.compiled.net, slots, mine, ptr, flat, wake, sleep)


def slack(master: Master) -> Floats:
    """Upper bounds for the rows that insertions must respect.

    Where a side variable may relieve a row (overload, balance), it is relieved all it can be.
    """
    high = master.high.copy()
    frame = master.frame
    for var, row, factor in zip(frame.side_var, frame.side_row, frame.side_factor, strict=True):
        if factor < 0 and row not in frame.cover:
            high[row] += -factor * frame.upper[var]
    equal = master.low == master.high
    high[equal & ~np.isin(np.arange(len(high)), list(frame.cover))] = np.inf
    return high
