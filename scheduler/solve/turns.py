"""Auctions at good prices, and chains of members that lead to open seats, by turns.

An auction weighs everything but moves one seat at a time; where a seat is only to be had together
with another one it leaves it open, and a chain wins it back. From then on nobody may take its
place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from scheduler.plan import Plan
from scheduler.solve.auction import FINE, last_standing, lowered
from scheduler.solve.auction.book import Book
from scheduler.solve.auction.terms import routes_of
from scheduler.solve.groups import Groups
from scheduler.solve.jit import Floats
from scheduler.solve.known import LAST, Known
from scheduler.solve.pool import Route
from scheduler.solve.regret import open_seats

DRAWS = 2
"""Auctions side by side."""
PATIENCE = 1
"""Turns without a better plan before the last one."""
SHOWN = 1e-3
"""Share of the value that groups must have saved for their plan to be shown."""


class Turns:
    """The turns of one week."""

    def __init__(self, known: Known) -> None:
        self.known, self.rng = known, np.random.default_rng(known.seed)
        self.guarded = set(open_seats(known.master, known.routes))
        """Seats that some auction left open."""

    def plans(self, groups: Groups, found: list[Route]) -> Iterator[Plan]:
        """Better plans, until nothing comes of it or there is no time for one more auction; the
        first turn begins with what the last auction found, if that is better."""
        known, idle, longest = self.known, 0, LAST
        self._guard(found)
        yield from known.better(found)
        yield from self._chained(groups, known.routes)
        while idle < PATIENCE and not known.over(longest):
            value, began = known.value, known.clock.seconds
            found = self._auctioned(groups.prices.y)
            longest = max(longest, known.clock.seconds - began)
            yield from known.better(found)
            yield from self._chained(groups, found)
            idle = 0 if known.value < value else idle + 1

    def auction(self, y: Floats) -> Callable[[Callable[[], bool]], Book]:
        """An auction that begins at the best plan, and at these prices of the rows, a little lower
        at random; what nobody can pay is the price of guarded seats."""
        known = self.known
        prices = lowered(known.master, y, self.rng)
        prices[sorted(self.guarded)] = np.inf
        return partial(last_standing, known.master, known.routes, FINE, prices=prices)

    def _chained(self, groups: Groups, routes: list[Route]) -> Iterator[Plan]:
        yield from shown(self.known, groups, groups.chained(routes, self.known.over))

    def _auctioned(self, y: Floats) -> list[Route]:
        """The best of some auctions."""
        auctions = [self.auction(y) for _ in range(DRAWS)]
        with ThreadPoolExecutor(DRAWS) as side:
            books = list(side.map(lambda auction: auction(self.known.too_late), auctions))
        found = [routes_of(self.known.pool, book) for book in books]
        for routes in found:
            self._guard(routes)
        return min(found, key=self.known.value_of)

    def _guard(self, routes: list[Route]) -> None:
        """From now on nobody may take the place of a seat that these leave open."""
        self.guarded.update(open_seats(self.known.master, routes))


def shown(known: Known, groups: Groups, found: Iterator[list[Route]]) -> Iterator[Plan]:
    """Plans that groups found, where they saved much since the one before, and the last one."""
    routes: list[Route] | None = None
    before = groups.saved
    for routes in found:
        if groups.saved - before > SHOWN * known.value:
            before = groups.saved
            yield from known.better(routes)
    yield from known.better(routes)
