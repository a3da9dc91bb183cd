"""A plan by auction: open seats bid for the time of members, and who loses a place bids again.

Each served seat has a price, what another one must pay to take its place. A seat takes the member
whose time costs least, all that must make room and all ways and nights reckoned in, and pays as
much as the second cheapest would have asked. Prices only rise, so that an auction ends. With one
seat a day and nothing but time this is the auction algorithm for assignment problems of
D. Bertsekas (Annals of Operations Research 14, 1988).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from scheduler.solve.auction.book import Book, Terms
from scheduler.solve.auction.rounds import hold, new_queue, wait
from scheduler.solve.auction.terms import book_of, terms_of
from scheduler.solve.auction.trial import new_trial
from scheduler.solve.jit import Floats
from scheduler.solve.master import Master
from scheduler.solve.pool import Route


@dataclass(frozen=True, slots=True)
class Step:
    """By what a price rises at least: cents, and a share of itself."""

    cents: float
    share: float


COARSE = Step(100_000.0, 0.0)
"""Soon at its end."""
FINE = Step(1_000.0, 0.01)
"""Ways, pay and dialects weigh in it, too; in one and a half to four times the time."""
FIRST = 0.003
"""Share of its weight for which a served seat is had at first, where prices are not known."""
LESS = 0.7
"""Share of its price for which a served seat is had at least, where prices are known."""
BIDS = 500
"""Bids between two looks at the clock."""
SHOWN, MORE = 2_000, 4
"""Bids after which the standing is told, or after one of each seat; then after four times more."""


def bidding(
    master: Master,
    routes: list[Route],
    prices: Floats | None,
    step: Step,
    over: Callable[[], bool],
) -> Iterator[Book]:
    """The standing of one auction, told now and then and at the end; the first time in any case.

    ``prices`` tell by seat for how much served ones are had at first, in cents. What is pinned,
    and relay chains, stay as they are.
    """
    terms = terms_of(master, routes)
    book = book_of(master.compiled.net, terms, routes)
    _set_prices(terms, book, FIRST * terms.weight if prices is None else prices)
    queue, trial = new_queue(len(terms.weight)), new_trial(book.seats.shape[1])
    seats = np.flatnonzero((book.owner < 0) & (terms.weight > 0))
    for seat in seats[np.argsort(-terms.weight[seats], kind="stable")].tolist():
        wait(queue, seat)
    bids, first = 0, min(SHOWN, len(seats))
    told = first
    while queue.waits.any() and (bids < first or not over()):
        hold(master.compiled.net, terms, book, trial, queue, step.cents, step.share, BIDS)
        bids += BIDS
        if bids >= told:
            told *= MORE
            yield book
    yield book


def last_standing(
    master: Master,
    routes: list[Route],
    step: Step,
    over: Callable[[], bool],
    prices: Floats | None = None,
) -> Book:
    """The standing at the end of an auction."""
    *_, book = bidding(master, routes, prices, step, over)
    return book


def lowered(master: Master, y: Floats, rng: np.random.Generator) -> Floats:
    """By seat: its price among these of the rows, a little lower at random."""
    prices: Floats = y[master.row_of_seat]
    return prices * rng.uniform(LESS, 1.0, len(prices))


def _set_prices(terms: Terms, book: Book, prices: Floats) -> None:
    """Prices of the served seats; who may not be moved has none that anybody pays."""
    served = book.owner >= 0
    price = np.clip(prices, 0.0, terms.weight)
    book.price[served] = np.where(terms.weight > 0, price, np.inf)[served]
