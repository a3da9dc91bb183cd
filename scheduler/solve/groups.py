"""A large week made better group by group: members who may serve the same seats, planned anew.

The routes of all others stand, and what they use is set aside. All days of a group are planned at
once, so that weeks, nights away and rest are weighed with the seats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

import numpy as np

from scheduler.solve.chains import Chains
from scheduler.solve.cover import lightest_weight
from scheduler.solve.daywise import Prices
from scheduler.solve.dive import Dive
from scheduler.solve.improve import NEVER, improve
from scheduler.solve.jit import Bools, Floats, Ints
from scheduler.solve.layout import padded
from scheduler.solve.linear import UNIT
from scheduler.solve.master import Master
from scheduler.solve.near import Near
from scheduler.solve.pool import Pool, Route, served_by
from scheduler.solve.regret import regret_of, winnable
from scheduler.solve.relax import Relaxation, reduced_costs, relaxation
from scheduler.solve.scope import Scope
from scheduler.solve.touch import Touch

SIZE = 20
"""Slots in a group in the first pass, and by how many groups grow with each pass."""
NEAR = 6
"""Routes a slot that its program begins with."""
ROUNDS = 8
"""How often routes are priced in before whole ones are chosen."""
CHAIN, WIDE_CHAIN = (12, 2), (12, 3)
"""Members in a chain that leads to an open seat, and how many takers of each seat are looked at."""
AROUND = 12
"""Members around an open seat."""
WORTH = 100.0
"""Cents from which a better plan is worth the work."""
PART_OF_SEAT = 1 / 8
"""Of the lightest seat, from which it is where a seat is to be won."""


class Groups:
    """The groups of one week, with good prices of its rows."""

    def __init__(self, master: Master, pool: Pool, prices: Prices) -> None:
        self.master, self.pool, self.prices = master, pool, prices
        self.touch, self.near, self.chains = Touch(master), Near(master), Chains(master, pool)
        self.routes: list[Route] = []
        """The best plan so far."""
        self.saved = 0.0
        """Cents that it costs less than the first one."""
        self.days = master.compiled.net.days
        self.seat_worth = max(WORTH, PART_OF_SEAT * lightest_weight(master.compiled))

    def chained(self, routes: list[Route], over: Callable[[], bool]) -> Iterator[list[Route]]:
        """Better plans, each better than the one before, by chains that lead to open seats; worth
        it for a share of a seat only."""
        self.routes = routes
        return self._better(self._chains(*CHAIN), self.seat_worth, over)

    def around_open(self, routes: list[Route], over: Callable[[], bool]) -> Iterator[list[Route]]:
        """The same by wider chains, and by those near an open seat."""
        self.routes = routes
        groups = chain(self._chains(*WIDE_CHAIN), self._nears())
        return self._better(groups, self.seat_worth, over)

    def alike(self, routes: list[Route], over: Callable[[], bool]) -> Iterator[list[Route]]:
        """The same by groups of like members, where the plan is furthest from what the prices say
        could be first; pass by pass with larger groups, up to all."""
        self.routes = routes
        return self._better(self._likes(), WORTH, over)

    def _better(
        self, groups: Iterator[Bools], worth: float, over: Callable[[], bool]
    ) -> Iterator[list[Route]]:
        for group in groups:
            if over():
                return
            better = self._anew(group, worth, over)
            if better is not None:
                self.routes = better
                yield better

    def _chains(self, members: int, wide: int) -> Iterator[Bools]:
        for seat in self._winnable():
            found = self.chains.members(seat, self.routes, self._prices(), members, wide)
            if len(found):
                yield self._weeks(found)

    def _nears(self) -> Iterator[Bools]:
        for seat in self._winnable():
            yield self._weeks(self.near.around(seat, self._regret())[:AROUND])

    def _likes(self) -> Iterator[Bools]:
        for size in range(SIZE, SIZE + len(self.master.open_slots), SIZE):
            regret = self._regret()
            for member in np.argsort(-regret, kind="stable").tolist():
                if regret[member] >= WORTH:
                    yield self._like(member, size)

    def _winnable(self) -> Iterator[int]:
        """Open seats that the prices say could be served, as long as they are open."""
        for seat in winnable(self.master, self._prices(), self.routes, self.seat_worth):
            if seat not in served_by(self.master.compiled, self.routes):
                yield seat

    def _prices(self) -> Floats:
        return padded(self.master, self.prices.y)

    def _regret(self) -> Floats:
        return regret_of(self.master, self.prices, self.routes, self.near)

    def _anew(self, group: Bools, worth: float, over: Callable[[], bool]) -> list[Route] | None:
        """The plan with the group's routes chosen anew, if that may save so many cents."""
        stands = [r for r in self.routes if not group[r.slot]]
        mine = [r for r in self.routes if group[r.slot]]
        r = self._open(group, stands, mine)
        before = _value(r, mine)
        if before - improve(r, ROUNDS, over).value * UNIT < worth:
            return None
        found = Dive(r, over).routes()
        won = 0.0 if found is None else before - _value(r, found)
        if found is None or won < WORTH:
            return None
        self.saved += won
        return stands + found

    def _like(self, member: int, size: int) -> Bools:
        """So many slots of a member and of those who share most seats with it."""
        like = self.near.like(member)
        counts = (self.master.row_of_slot >= 0).reshape(-1, self.days).sum(axis=1)[like]
        return self._weeks(like[np.cumsum(counts) - counts < size])

    def _weeks(self, members: Ints) -> Bools:
        """Their slots."""
        chosen = np.zeros(self.near.members, np.bool_)
        chosen[members] = True
        return (self.master.row_of_slot >= 0) & np.repeat(chosen, self.days)

    def _open(self, group: Bools, stands: list[Route], mine: list[Route]) -> Relaxation:
        """The program of a group beside routes that stand."""
        slots = np.flatnonzero(group)
        own = [self.pool.add(x.slot, x.seats, x.wake, x.sleep) for x in mine]
        numbers = {*own, *self._cheapest(slots, stands)}
        rows = self.touch.rows_of(group)

        def inside(row: int) -> bool:
            if row < len(rows):
                return bool(rows[row])
            return bool(group[self.touch.of(self.master.key_of[row])].any())

        scope = Scope(self.master, inside, slots, stands)
        scope.grow()
        r = relaxation(scope, self.pool, numbers)
        r.own.update(own)
        return r

    def _cheapest(self, slots: Ints, stands: list[Route]) -> list[int]:
        """The routes with the least reduced costs, and all ways without seats."""
        numbers = [k for slot in slots.tolist() for k in self.pool.by_slot[slot]]
        routes = [self.pool.routes[k] for k in numbers]
        prices = self._prices()
        served = sorted(served_by(self.master.compiled, stands))
        prices[self.master.row_of_seat[served]] = NEVER
        reduced = reduced_costs(self.master, routes, prices)
        ways = np.array([not x.seats for x in routes], np.bool_)
        reduced[ways] = -np.inf
        most = int(ways.sum()) + NEAR * len(slots)
        return [numbers[k] for k in np.argsort(reduced, kind="stable")[:most].tolist()]


def _value(r: Relaxation, routes: list[Route]) -> float:
    """What the program costs with just these routes, in cents."""
    numbers = {r.pool.known[x.key] for x in routes}
    ids = np.array(r.ids, np.int64)
    mine = np.array([float(k in numbers) for k in r.live])
    r.be(strict=True)
    r.program.set_bounds(ids, mine, mine)
    out = r.program.solve()
    r.program.set_bounds(ids, np.zeros(len(ids)), np.full(len(ids), np.inf))
    return out.value * UNIT
