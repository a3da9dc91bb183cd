"""One search: a first plan, an auction, prices, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from scheduler.plan import Plan
from scheduler.solve.ascent import ascend, first_prices
from scheduler.solve.auction import COARSE, FINE, bidding, last_standing
from scheduler.solve.auction.book import Book
from scheduler.solve.auction.terms import routes_of
from scheduler.solve.beside import Beside
from scheduler.solve.jit import Floats
from scheduler.solve.known import Known
from scheduler.solve.large import large_week
from scheduler.solve.leaf import Leaf
from scheduler.solve.pool import Route
from scheduler.solve.promised import promised
from scheduler.solve.small import small_week
from scheduler.solve.thinned import thinned_week

PASSES = 14
"""Passes of the price ascent."""
SHARE = 0.4
"""Of the time left, what is kept for all that comes after the ascent."""
SMALL = 400
"""Slots up to which a week is relaxed as a whole."""


class Search(Known):
    """The search for plans of one problem."""

    def plans(self) -> Iterator[Plan]:
        """Plans, each better than the one before or better proven."""
        first = list(promised(self.master).routes.values())
        self.take(first)
        yield from self._thinned(first) if self.compiled.thinned else self._by_prices(first)

    def _by_prices(self, first: list[Route]) -> Iterator[Plan]:
        """A fine auction goes on beside a coarse one, and beside the ascent that begins at its
        plan."""
        coarse = bidding(self.master, first, None, COARSE, self.over)
        yield from self._shown([next(coarse)])
        with Beside(partial(last_standing, self.master, first, FINE), self.too_late) as fine:
            yield from self._shown(coarse)
            prices = self.prices = self.ascend()
            found = routes_of(self.pool, fine.found())
        yield self.take(found if self.value_of(found) < self.value else self.routes)
        if not self.over():
            yield from large_week(self, prices) if self._large else small_week(self, prices)

    def _shown(self, standings: Iterable[Book]) -> Iterator[Plan]:
        for book in standings:
            yield from self.better(routes_of(self.pool, book))

    def _thinned(self, first: list[Route]) -> Iterator[Plan]:
        yield from self._shown(bidding(self.master, first, None, COARSE, self.over))
        yield from thinned_week(self, first_prices(self.master, self.routes))

    def ascend(self) -> Floats:
        """Good prices, and the bound that they prove."""
        for r in self.routes:
            self.pool.add(r.slot, r.seats, r.wake, r.sleep)
        first = first_prices(self.master, self.routes)
        over = partial(self.over, SHARE * self.clock.left)
        y, bound, nights = ascend(self.master, self.pool, first, PASSES, self.seed, over)
        self.prove(bound, [Leaf(y, nights)])
        return y

    @property
    def _large(self) -> bool:
        return len(self.master.open_slots) > SMALL
