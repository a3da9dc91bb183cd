"""A plan by auction: open seats bid for the time of members, and who loses a place bids again.

Each served seat has a price, what another one must pay to take its place. A seat takes the member
whose time costs least, all that must make room and all ways and nights reckoned in, and pays as
much as the second cheapest would have asked. Prices only rise, so that each auction ends; then they
are lowered and those that are open bid again. With one seat a day and nothing but time this is the
auction algorithm for assignment problems of D. Bertsekas (Annals of Operations Research 14, 1988).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from scheduler.solve.auction.book import Book
from scheduler.solve.auction.rounds import hold, new_queue, wait
from scheduler.solve.auction.terms import book_of, routes_of, terms_of
from scheduler.solve.auction.trial import new_trial
from scheduler.solve.jit import Ints
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route

STEP = 100_000.0
"""Cents by which a price rises at least."""
LOWER = (0.3, 0.6, 0.9, 0.0)
"""What is left of the prices at the start of each further auction."""
WORSE = 1.03
"""By how much the plan may be worse for a while."""
BIDS = 500
"""Bids between two looks at the clock."""


class Auction:
    """Auctions in one week, each from where the one before has ended."""

    def __init__(self, master: Master, routes: list[Route], seed: int) -> None:
        self.net, self.terms = master.compiled.net, terms_of(master, routes)
        self.book = book_of(self.terms, routes, self.net)
        self.rng = np.random.default_rng(seed)
        self.queue = new_queue(len(self.terms.weight))
        self.trial = new_trial(self.book.seats.shape[1])

    def better(self, pool: Pool, auctions: int, over: Callable[[], bool]) -> Iterator[list[Route]]:
        """Better and better plans."""
        best, value = _copy(self.book), self._value()
        for k in range(auctions):
            if over():
                return
            self._auction(self._waiting(k), over)
            if self._value() < value:
                best, value = _copy(self.book), self._value()
                yield routes_of(pool, best)
            elif self._value() > WORSE * value:
                _restore(self.book, best)
            self._lower(LOWER[k % len(LOWER)])

    def _auction(self, seats: Ints, over: Callable[[], bool]) -> None:
        for seat in seats.tolist():
            wait(self.queue, seat)
        while self.queue.waits.any() and not over():
            hold(self.net, self.terms, self.book, self.trial, self.queue, STEP, BIDS)

    def _waiting(self, k: int) -> Ints:
        """Open seats, the weightiest first, or every other time in any order."""
        seats = np.flatnonzero((self.book.owner < 0) & (self.terms.weight > 0))
        seats = self.rng.permutation(seats)
        return seats if k % 2 else seats[np.argsort(-self.terms.weight[seats], kind="stable")]

    def _lower(self, share: float) -> None:
        """Let prices fall to a share of themselves."""
        book = self.book
        book.price[self.terms.weight > 0] *= share
        book.wins[:], book.known[:] = 0, -np.inf

    def _value(self) -> float:
        """What open seats and routes cost."""
        return float(self.terms.weight[self.book.owner < 0].sum() + self.book.cost.sum())


def _copy(book: Book) -> Book:
    return book._replace(**{name: column.copy() for name, column in book._asdict().items()})


def _restore(book: Book, to: Book) -> None:
    for column, old in zip(book, to, strict=True):
        column[:] = old
