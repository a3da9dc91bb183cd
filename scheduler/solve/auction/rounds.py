"""One auction: open seats bid, one after another, until each is served or can pay no more."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.auction.bid import asked, tried
from scheduler.solve.auction.book import Book, Terms
from scheduler.solve.auction.trial import Trial, accept
from scheduler.solve.jit import Bools, Ints, jit


class Queue(NamedTuple):
    """Seats that wait to bid, in a ring."""

    ring: Ints
    ends: Ints
    """Positions of the first, and after the last."""
    waits: Bools
    """By seat."""


def new_queue(seats: int) -> Queue:
    """Nobody waits."""
    return Queue(np.zeros(seats + 1, np.int64), np.zeros(2, np.int64), np.zeros(seats, np.bool_))


@jit
def wait(queue: Queue, seat: int) -> None:
    """Let a seat wait, if it does not yet."""
    if not queue.waits[seat]:
        queue.waits[seat] = True
        queue.ring[queue.ends[1]] = seat
        queue.ends[1] = (queue.ends[1] + 1) % len(queue.ring)


@jit
def call(queue: Queue) -> int:
    """The seat whose turn it is; -1: nobody waits."""
    first = queue.ends[0]
    if first == queue.ends[1]:
        return -1
    seat = queue.ring[first]
    queue.waits[seat] = False
    queue.ends[0] = (first + 1) % len(queue.ring)
    return int(seat)


@jit
def hold(
    net: Net,
    terms: Terms,
    book: Book,
    trial: Trial,
    queue: Queue,
    step: float,
    share: float,
    most: int,
) -> None:
    """Let so many seats bid at most; a price rises by ``step`` cents, or a share of itself."""
    for _ in range(most):
        seat = call(queue)
        if seat < 0:
            return
        other = terms.beside[seat]
        makes_sense = other < 0 or book.owner[other] >= 0
        if makes_sense and book.owner[seat] < 0:
            bid(net, terms, book, trial, queue, seat, step, share)


@jit
def bid(
    net: Net,
    terms: Terms,
    book: Book,
    trial: Trial,
    queue: Queue,
    seat: int,
    step: float,
    share: float,
) -> None:
    """Let an open seat take the cheapest member's time, and let who loses by it wait.

    It pays what the second cheapest asks and a step more: with less, another might have it back.
    """
    limit = terms.weight[seat] - step
    best, second = two_best(net, terms, book, trial, seat, limit)
    if best < 0:
        book.price[seat] = terms.weight[seat]
        return
    c = terms.mine[best]
    price, wake, sleep = asked(net, terms, book, trial, c, limit + 1.0)
    if price == np.inf:
        return
    tried(net, terms, book, trial, c, wake, sleep, limit + 1.0)
    accept(net, terms, book, trial, c)
    paid = max(book.price[seat], second)
    book.price[seat] = min(terms.weight[seat], paid + max(step, share * paid))
    for i in range(trial.size[1]):
        wait(queue, net.seat[net.node[trial.lost[i]]])
    for z in range(terms.companion_ptr[seat], terms.companion_ptr[seat + 1]):
        wait(queue, terms.companion[z])


@jit
def two_best(
    net: Net, terms: Terms, book: Book, trial: Trial, seat: int, limit: float
) -> tuple[int, float]:
    """The position of the cheapest candidate below ``limit``, or -1, and what the cheapest of the
    other slots asks, or the limit."""
    lo, hi = terms.first[seat], terms.first[seat + 1]
    asks = book.known[lo:hi].copy()
    best, found, slot, second = np.inf, -1, -1, limit
    while True:
        z = np.argmin(asks) if hi > lo else 0
        if hi == lo or asks[z] >= second:
            return found, second
        c, asks[z] = terms.mine[lo + z], np.inf
        price, _, _ = asked(net, terms, book, trial, c, second)
        book.known[lo + z] = min(price, second)
        if price < best:
            if terms.slot[c] != slot:
                second = min(second, best)
            best, found, slot = price, lo + z, terms.slot[c]
        elif price < second and terms.slot[c] != slot:
            second = price
