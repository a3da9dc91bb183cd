"""Whole weeks of many members planned anew beside the others, two groups at once.

First those who could serve, or make room for, a seat that stays open although the prices say it
could be served; then like members, where the plan is furthest from what the prices say could be.
Nights away and rest, which tie days to each other, are weighed with the seats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from scheduler.plan import Plan
from scheduler.solve.anew import value_of
from scheduler.solve.careful import CarefulDive
from scheduler.solve.groups import Groups
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.kept import kept
from scheduler.solve.known import Known
from scheduler.solve.linear import ANEW
from scheduler.solve.pool import Pool, Route, parted
from scheduler.solve.regret import winnable
from scheduler.solve.weeks_left import WeeksLeft

AROUND, WIDE = 60, 4
"""Members in a chain that leads to an open seat, and how many takers of each seat are looked at."""
LIKE, NEAREST = 600, 3
"""Slots of like members; the part of them, the nearest ones, who do not begin a group again."""
ROUNDS = 6
"""How often routes are priced in after each step of a dive."""
NOBODY = np.zeros(0, np.int64)

Found = tuple[list[Route], Pool] | None


class WeeksAnew:
    """The groups of one week, with good prices of its rows."""

    def __init__(self, known: Known, groups: Groups) -> None:
        self.known, self.groups, self.master = known, groups, known.master
        self.seats = set[int]()
        """Open seats that were tried."""
        self.fresh = np.ones(groups.near.members, np.bool_)
        """Members who may begin a group of like ones."""

    def around_open(self) -> Iterator[Plan]:
        """Better plans, by those around each open seat that the prices say could be served."""
        self.seats.clear()
        return self._plans(self._around)

    def alike(self) -> Iterator[Plan]:
        """Better plans, by like members, until none has much to gain."""
        return self._plans(partial(self._like, NOBODY))

    def _plans(self, first: Callable[[], Ints]) -> Iterator[Plan]:
        while not self.known.over() and len(members := first()):
            pair = [self.groups.weeks(m) for m in (members, self._like(members)) if len(m)]
            with ThreadPoolExecutor(len(pair)) as side:
                found = list(side.map(self._anew, pair))
            for group, one in zip(pair, found, strict=True):
                if one is not None:
                    yield from self._better(group, *one)

    def _around(self) -> Ints:
        """Members around an open seat that was not tried; none if all were."""
        y, routes = self.groups.y, self.known.routes
        for seat in winnable(self.master, y, routes, self.groups.seat_worth):
            if seat not in self.seats:
                self.seats.add(seat)
                return self.groups.chains.members(seat, routes, y, AROUND, WIDE)
        return NOBODY

    def _like(self, but: Ints) -> Ints:
        """Like members without some, around the one with the highest regret that was not tried."""
        free = np.isin(np.arange(len(self.fresh)), but, invert=True)
        regret = np.where(free & self.fresh, self.groups.regret(self.known.routes), 0.0)
        member = int(regret.argmax())
        if regret[member] < self.groups.seat_worth:
            return NOBODY
        like = self.groups.like(member, LIKE, free)
        self.fresh[like[: max(1, len(like) // NEAREST)]] = False
        return like

    def _anew(self, group: Bools) -> Found:
        """Better routes of a group, and the pool they are from, if there may be any."""
        mine, stands = parted(self.known.routes, group)
        pool = self.known.pool.part(np.flatnonzero(group))
        anew = self.groups.anew.over(self.master.fork(), pool)
        r = anew.program(group, stands, mine, ANEW)
        dive = CarefulDive(r, WeeksLeft(self.master.compiled.net), ROUNDS, self.known.late)
        found = dive.routes(value_of(r, mine) - self.groups.seat_worth)
        return None if found is None else (found, pool)

    def _better(self, group: Bools, found: list[Route], pool: Pool) -> Iterator[Plan]:
        """The plan with these routes of a group, if it is better."""
        routes = [*parted(self.known.routes, group)[1], *found]
        if kept(self.master, routes):
            for plan in self.known.better(routes):
                self.known.pool.take_in(pool.routes)
                yield plan
