"""One search: a first plan, an auction, prices, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from scheduler.plan import Plan
from scheduler.solve.ascent import ascend, first_prices
from scheduler.solve.auction import bidding
from scheduler.solve.auction.terms import routes_of
from scheduler.solve.jit import Floats
from scheduler.solve.known import Known
from scheduler.solve.large import large_week
from scheduler.solve.promised import promised
from scheduler.solve.small import small_week
from scheduler.solve.thinned import thinned_week

PASSES, FEW = 14, 10
"""Passes of the price ascent, and in a large week, whose prices are made better day by day."""
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
        for book in bidding(self.master, first, None, self.over):
            yield from self.better(routes_of(self.pool, book))
        yield from self._thinned() if self.compiled.thinned else self._by_prices()

    def _by_prices(self) -> Iterator[Plan]:
        prices = self.first = self.ascend()
        yield self.take(self.routes)
        yield from large_week(self, prices) if self._large else small_week(self, prices)

    def _thinned(self) -> Iterator[Plan]:
        return thinned_week(self, first_prices(self.master, self.routes))

    def ascend(self) -> Floats:
        """Good prices, and the bound that they prove."""
        for r in self.routes:
            self.pool.add(r.slot, r.seats, r.wake, r.sleep)
        first = first_prices(self.master, self.routes)
        over = partial(self.over, SHARE * self.clock.left)
        passes = FEW if self._large else PASSES
        y, bound, _ = ascend(self.master, self.pool, first, passes, self.seed, over)
        self.prove(bound)
        return y

    @property
    def _large(self) -> bool:
        return len(self.master.open_slots) > SMALL
