"""Whole weeks of many members planned anew beside the others, two groups at once.

First those who could serve, or make room for, a seat that stays open although the prices say it
could be served; then like members, where the plan is furthest from what the prices say could be.
Nights away and rest, which tie days to each other, are weighed with the seats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from scheduler.plan import Plan
from scheduler.solve.anew import Anew, value_of
from scheduler.solve.careful import CarefulDive
from scheduler.solve.chains import Chains
from scheduler.solve.cover import lightest_weight
from scheduler.solve.jit import Bools, Floats, Ints
from scheduler.solve.kept import kept
from scheduler.solve.known import Known
from scheduler.solve.layout import padded
from scheduler.solve.linear import ANEW
from scheduler.solve.near import Near
from scheduler.solve.pool import Pool, Route
from scheduler.solve.prices import Prices
from scheduler.solve.regret import regret_of, winnable
from scheduler.solve.weeks_left import WeeksLeft

AROUND, WIDE = 60, 4
"""Members in a chain that leads to an open seat, and how many takers of each seat are looked at."""
LIKE, NEAREST = 600, 3
"""Slots of like members; the part of them, the nearest ones, who do not begin a group again."""
ROUNDS = 6
"""How often routes are priced in after each step of a dive."""
PART_OF_SEAT = 1 / 8
"""Of the lightest seat, from which a group is worth its time."""

Found = tuple[list[Route], Pool] | None


class WeeksAnew:
    """The groups of one week, with good prices of its rows."""

    def __init__(self, known: Known, prices: Prices) -> None:
        self.known, self.prices, self.master = known, prices, known.master
        self.days, self.near = known.master.compiled.net.days, Near(known.master)
        self.anew = Anew(known.master, known.pool, prices)
        self.chains = Chains(known.master, known.pool)
        self.worth = PART_OF_SEAT * lightest_weight(known.master.compiled)
        self.seats = set[int]()
        """Open seats that were tried."""
        self.fresh = np.ones(self.near.members, np.bool_)
        """Members who may begin a group of like ones."""

    def around_open(self) -> Iterator[Plan]:
        """Better plans, by those around each open seat that the prices say could be served."""
        self.seats.clear()
        return self._plans(self._around)

    def alike(self) -> Iterator[Plan]:
        """Better plans, by like members, until none has much to gain."""
        return self._plans(self._like)

    def _plans(self, first: Callable[[Bools], Ints]) -> Iterator[Plan]:
        everybody = np.ones(self.near.members, np.bool_)
        while not self.known.over() and len(members := first(everybody)):
            others = np.isin(np.arange(self.near.members), members, invert=True)
            pair = [self._weeks(some) for some in (members, self._like(others)) if len(some)]
            with ThreadPoolExecutor(len(pair)) as side:
                found = list(side.map(self._anew, pair))
            for group, one in zip(pair, found, strict=True):
                if one is not None:
                    yield from self._better(group, *one)

    def _around(self, _everybody: Bools) -> Ints:
        """Members around an open seat that was not tried; none if all were."""
        y = padded(self.master, self.prices.y)
        for seat in winnable(self.master, y, self.known.routes, self.worth):
            if seat not in self.seats:
                self.seats.add(seat)
                return self.chains.members(seat, self.known.routes, y, AROUND, WIDE)
        return np.zeros(0, np.int64)

    def _like(self, free: Bools) -> Ints:
        """Like members out of these, around the one with the highest regret that was not tried."""
        regret = np.where(free & self.fresh, self._regret(), 0.0)
        member = int(regret.argmax())
        if regret[member] < self.worth:
            return np.zeros(0, np.int64)
        like: Ints = self.near.like(member)
        like = like[free[like]]
        counts = (self.master.row_of_slot >= 0).reshape(-1, self.days).sum(axis=1)[like]
        like = like[np.cumsum(counts) - counts < LIKE]
        self.fresh[like[: max(1, len(like) // NEAREST)]] = False
        return like

    def _anew(self, group: Bools) -> Found:
        """Better routes of a group, and the pool they are from, if there may be any."""
        mine, stands = self._parted(group)
        pool = self.known.pool.part(np.flatnonzero(group))
        anew = self.anew.over(self.master.fork(), pool)
        r = anew.program(group, stands, mine, ANEW)
        left = WeeksLeft(self.master.compiled.net)
        dive = CarefulDive(r, left, ROUNDS, self.known.late)
        found = dive.routes(value_of(r, mine) - self.worth)
        return None if found is None else (found, pool)

    def _better(self, group: Bools, found: list[Route], pool: Pool) -> Iterator[Plan]:
        """The plan with these routes of a group, if it is better."""
        routes = [*self._parted(group)[1], *found]
        if kept(self.master, routes):
            for plan in self.known.better(routes):
                self.known.pool.take_in(pool.routes)
                yield plan

    def _parted(self, group: Bools) -> tuple[list[Route], list[Route]]:
        """The routes of a group, and the others."""
        routes = self.known.routes
        return [r for r in routes if group[r.slot]], [r for r in routes if not group[r.slot]]

    def _weeks(self, members: Ints) -> Bools:
        """Their slots."""
        chosen = np.zeros(self.near.members, np.bool_)
        chosen[members] = True
        slots: Bools = (self.master.row_of_slot >= 0) & np.repeat(chosen, self.days)
        return slots

    def _regret(self) -> Floats:
        return regret_of(self.master, self.prices, self.known.routes, self.near)
