"""A large week made better group by group: members who may serve the same seats, planned anew.

All days of a group are planned at once, so that weeks, nights away and rest are weighed with the
seats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

import numpy as np

from scheduler.solve.anew import WORTH, Anew
from scheduler.solve.chains import Chains
from scheduler.solve.cover import lightest_weight
from scheduler.solve.jit import Bools, Floats, Ints
from scheduler.solve.layout import padded
from scheduler.solve.master import Master
from scheduler.solve.near import Near
from scheduler.solve.pool import Pool, Route, served_by
from scheduler.solve.prices import Prices
from scheduler.solve.regret import regret_of, winnable

SIZE = 20
"""Slots in a group in the first pass, and by how many groups grow with each pass."""
CHAIN, WIDE_CHAIN = (12, 2), (12, 3)
"""Members in a chain that leads to an open seat, and how many takers of each seat are looked at."""
AROUND = 12
"""Members around an open seat."""
PART_OF_SEAT = 1 / 8
"""Of the lightest seat, from which it is where a seat is to be won."""


class Groups:
    """The groups of one week, with good prices of its rows."""

    def __init__(self, master: Master, pool: Pool, prices: Prices) -> None:
        self.master, self.pool, self.prices = master, pool, prices
        self.anew, self.near = Anew(master, pool, prices), Near(master)
        self.chains = Chains(master, pool)
        self.routes: list[Route] = []
        """The best plan so far."""
        self.saved = 0.0
        """Cents that it costs less than the first one."""
        self.days = master.compiled.net.days
        self.everybody = np.ones(self.near.members, np.bool_)
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
            better = self.anew.better(group, self.routes, worth, over)
            if better is not None:
                self.routes, won = better
                self.saved += won
                yield self.routes

    def _chains(self, members: int, wide: int) -> Iterator[Bools]:
        for seat in self._winnable():
            found = self.chains.members(seat, self.routes, self.y, members, wide)
            if len(found):
                yield self.weeks(found)

    def _nears(self) -> Iterator[Bools]:
        for seat in self._winnable():
            yield self.weeks(self.near.around(seat, self.regret(self.routes))[:AROUND])

    def _likes(self) -> Iterator[Bools]:
        for size in range(SIZE, SIZE + len(self.master.open_slots), SIZE):
            regret = self.regret(self.routes)
            for member in np.argsort(-regret, kind="stable").tolist():
                if regret[member] >= WORTH:
                    yield self.weeks(self.like(member, size, self.everybody))

    def _winnable(self) -> Iterator[int]:
        """Open seats that the prices say could be served, as long as they are open."""
        for seat in winnable(self.master, self.y, self.routes, self.seat_worth):
            if seat not in served_by(self.master.compiled, self.routes):
                yield seat

    @property
    def y(self) -> Floats:
        """The prices, of rows that came later, too."""
        return padded(self.master, self.prices.y)

    def regret(self, routes: list[Route]) -> Floats:
        """By member: how far these routes are from what the prices say could be."""
        return regret_of(self.master, self.prices, routes, self.near)

    def like(self, member: int, size: int, free: Bools) -> Ints:
        """Of free members this one and those who share most seats with it, up to so many slots."""
        like: Ints = self.near.like(member)
        like = like[free[like]]
        counts = (self.master.row_of_slot >= 0).reshape(-1, self.days).sum(axis=1)[like]
        first: Ints = like[np.cumsum(counts) - counts < size]
        return first

    def weeks(self, members: Ints) -> Bools:
        """Their slots."""
        chosen = np.zeros(self.near.members, np.bool_)
        chosen[members] = True
        slots: Bools = (self.master.row_of_slot >= 0) & np.repeat(chosen, self.days)
        return slots
