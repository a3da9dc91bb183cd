"""What a member's time costs a seat: the prices of the seats that would have to make room."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.auction.book import Book, Terms
from scheduler.solve.auction.legal import settle
from scheduler.solve.auction.space import find_room, keep_caps
from scheduler.solve.auction.trial import Trial, begin, is_lost, lose, opened
from scheduler.solve.insert import position
from scheduler.solve.jit import lean
from scheduler.solve.ways import moves

CHOICES, NONE = 3, -2
Offer = tuple[float, int, int]
"""Price in cents, where the member wakes and sleeps (stay, or -1 for home)."""


@lean
def asked(net: Net, terms: Terms, book: Book, trial: Trial, c: int, limit: float) -> Offer:
    """The lowest price for candidate ``c`` below ``limit``; infinite: not to be had for that."""
    q, stay = terms.slot[c], terms.stay[c]
    best, wake, sleep = np.inf, -1, -1
    if taken_for(net, terms, book, c) > limit + book.cost[q] - net.cost[c]:
        return best, wake, sleep
    for a in range(CHOICES):
        morning = choice(book.wake[q], stay, a)
        for b in range(CHOICES):
            evening = choice(book.sleep[q], stay, b)
            if NONE in (morning, evening):
                continue
            price = tried(net, terms, book, trial, c, morning, evening, min(best, limit))
            if price < best:
                best, wake, sleep = price, morning, evening
    return best, wake, sleep


@lean
def taken_for(net: Net, terms: Terms, book: Book, c: int) -> float:
    """The least that those ask for their places who cannot be beside ``c``, in its slot."""
    price, q = 0.0, terms.slot[c]
    for i in range(book.length[q]):
        if clash(net, book.seats[q, i], c):
            price += book.price[net.seat[net.node[book.seats[q, i]]]]
    return price


@lean
def choice(now: int, stay: int, k: int) -> int:
    """Where the member may be for a night: as now, at the stay, at home; ``NONE``: nothing new."""
    if k == 0:
        return now
    other = stay if k == 1 else -1
    return other if other != now and (k == 2 or stay >= 0) else NONE


@lean
def tried(
    net: Net, terms: Terms, book: Book, trial: Trial, c: int, wake: int, sleep: int, limit: float
) -> float:
    """The price of candidate ``c`` if the member wakes and sleeps there; the trial shows how."""
    begin(trial)
    q = terms.slot[c]
    if not may_begin(net, terms, book, c):
        return np.inf
    k = opened(book, trial, q)
    if not make_time(net, terms, book, trial, c, limit + book.cost[q] - net.cost[c]):
        return np.inf
    if trial.length[k] == book.seats.shape[1] or not lodge(net, book, trial, k, wake, sleep):
        return np.inf
    insert(net, trial, k, c)
    spare = limit + book.cost[q]
    if not (
        keep_caps(net, terms, book, trial, c)
        and find_room(net, terms, book, trial, c)
        and trial.price[0] <= spare
        and settle(net, terms, book, trial, c, spare)
    ):
        return np.inf
    seat = net.seat[net.node[c]]
    if terms.beside[seat] >= 0 and is_lost(trial, book.owner[terms.beside[seat]]):
        return np.inf
    price = trial.price[0]
    for i in range(trial.size[0]):
        price += trial.cost[i] - book.cost[trial.slot[i]]
    return price if price < limit else np.inf


@lean
def may_begin(net: Net, terms: Terms, book: Book, c: int) -> bool:
    """Whether the member may work one day more and the session start then."""
    q, node = terms.slot[c], net.node[c]
    if book.length[q] == 0:
        for z in range(terms.streak_ptr[q], terms.streak_ptr[q + 1]):
            if book.load[terms.streak[z]] + 1 > terms.high[terms.streak[z]]:
                return False
    seat = net.seat[node]
    for z in range(terms.mate_ptr[seat], terms.mate_ptr[seat + 1]):
        other = book.owner[terms.mate[z]]
        if other >= 0 and net.start[net.node[other]] != net.start[node]:
            return False
    return True


@lean
def make_time(net: Net, terms: Terms, book: Book, trial: Trial, c: int, limit: float) -> bool:
    """Let all seats of the day lose that cannot be beside ``c``."""
    q = terms.slot[c]
    for i in range(book.length[q]):
        other = book.seats[q, i]
        if clash(net, other, c) and not (
            is_lost(trial, other) or lose(net, terms, book, trial, other)
        ):
            return False
    return bool(trial.price[0] <= limit)


@lean
def clash(net: Net, a: int, b: int) -> bool:
    """Whether there is no time for both candidates of a slot and the way between them."""
    if net.busy_from[net.node[a]] > net.busy_from[net.node[b]]:
        a, b = b, a
    here, there, lead = net.place[a], net.place[b], net.limits.pause
    if moves(here, there):
        if net.roads.minutes[here, there] < 0:
            return True
        lead = max(lead, net.roads.minutes[here, there] + net.limits.buffer)
    return bool(net.busy_until[net.node[a]] + lead > net.busy_from[net.node[b]])


@lean
def insert(net: Net, trial: Trial, k: int, c: int) -> None:
    """Put ``c`` into a route of the trial."""
    n = trial.length[k]
    at = position(net.busy_from, net.node, trial.seats[k, :n], c)
    for i in range(n, at, -1):
        trial.seats[k, i] = trial.seats[k, i - 1]
    trial.seats[k, at] = c
    trial.length[k], trial.stale[k] = n + 1, True


@lean
def lodge(net: Net, book: Book, trial: Trial, k: int, wake: int, sleep: int) -> bool:
    """Let the member wake and sleep there, and the days beside end and begin there."""
    q, days = trial.slot[k], net.days
    if wake != trial.wake[k]:
        p = opened(book, trial, q - 1) if q % days > 0 else -1
        if p < 0:
            return False
        trial.wake[k], trial.sleep[p], trial.stale[p] = wake, wake, True
    if sleep != trial.sleep[k]:
        p = opened(book, trial, q + 1) if q % days < days - 1 else -1
        if p < 0:
            return False
        trial.sleep[k], trial.wake[p], trial.stale[p] = sleep, sleep, True
    return True
