"""Routes changed on trial, and the seats that lose their place by it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.auction.book import Book, Terms, give_up, serve, work
from scheduler.solve.jit import Bools, Floats, Ints, lean
from scheduler.solve.walk import Walk, free_walk, walk

PLACES, LOST = 16, 48
"""Slots and lost seats of one trial at most."""


class Trial(NamedTuple):
    """Some slots as they would be; all columns but the last two by number of the slot."""

    size: Ints
    """How many slots are in it, and how many seats lost."""
    slot: Ints
    seats: Ints
    length: Ints
    wake: Ints
    sleep: Ints
    cost: Ints
    leaves: Ints
    returns: Ints
    stale: Bools
    """Whether the route was changed since it was walked."""
    lost: Ints
    """Candidates."""
    price: Floats
    """One number: the prices of all that is lost."""


def new_trial(width: int) -> Trial:
    """Room for a trial of routes with up to ``width`` seats."""
    return Trial(
        size=np.zeros(2, np.int64),
        slot=np.zeros(PLACES, np.int64),
        seats=np.zeros((PLACES, width), np.int64),
        length=np.zeros(PLACES, np.int64),
        wake=np.zeros(PLACES, np.int64),
        sleep=np.zeros(PLACES, np.int64),
        cost=np.zeros(PLACES, np.int64),
        leaves=np.zeros(PLACES, np.int64),
        returns=np.zeros(PLACES, np.int64),
        stale=np.zeros(PLACES, np.bool_),
        lost=np.zeros(LOST, np.int64),
        price=np.zeros(1),
    )


@lean
def begin(trial: Trial) -> None:
    """Forget all that is in the trial."""
    trial.size[0], trial.size[1], trial.price[0] = 0, 0, 0.0


@lean
def opened(book: Book, trial: Trial, q: int) -> int:
    """The number of slot ``q`` in the trial, where it is from now on; -1: the trial is full."""
    k = trial.size[0]
    for i in range(k):
        if trial.slot[i] == q:
            return i
    if k == PLACES:
        return -1
    trial.slot[k], trial.length[k] = q, book.length[q]
    for i in range(book.length[q]):
        trial.seats[k, i] = book.seats[q, i]
    trial.wake[k], trial.sleep[k] = book.wake[q], book.sleep[q]
    trial.cost[k], trial.leaves[k], trial.returns[k] = book.cost[q], book.leaves[q], book.returns[q]
    trial.stale[k] = False
    trial.size[0] = k + 1
    return int(k)


@lean
def is_lost(trial: Trial, c: int) -> bool:
    """Whether candidate ``c`` loses its place."""
    for i in range(trial.size[1]):  # noqa: SIM110  compiled
        if trial.lost[i] == c:
            return True
    return False


@lean
def lose(net: Net, terms: Terms, book: Book, trial: Trial, c: int) -> bool:
    """Let candidate ``c`` lose its place, and who sits beside it; false: the trial is full."""
    other = terms.companion[net.seat[net.node[c]]]
    beside = -1 if other < 0 else book.owner[other]
    fine = lose_one(net, terms, book, trial, c)
    if fine and beside >= 0 and not is_lost(trial, beside):
        fine = lose_one(net, terms, book, trial, beside)
    return fine


@lean
def lose_one(net: Net, terms: Terms, book: Book, trial: Trial, c: int) -> bool:
    """Let candidate ``c`` lose its place; false: the trial is full."""
    k = opened(book, trial, terms.slot[c])
    if k < 0 or trial.size[1] == LOST:
        return False
    n = 0
    for i in range(trial.length[k]):
        if trial.seats[k, i] != c:
            trial.seats[k, n] = trial.seats[k, i]
            n += 1
    trial.length[k], trial.stale[k] = n, True
    trial.lost[trial.size[1]] = c
    trial.size[1] += 1
    trial.price[0] += book.price[net.seat[net.node[c]]]
    return n > 0 or stay_home(book, trial, k)


@lean
def stay_home(book: Book, trial: Trial, k: int) -> bool:
    """Give up nights between days without seats; false: the trial is full."""
    q = trial.slot[k]
    if trial.wake[k] >= 0:
        p = opened(book, trial, q - 1)
        if p < 0:
            return False
        if trial.length[p] == 0:
            trial.sleep[p], trial.wake[k], trial.stale[p] = -1, -1, True
    if trial.sleep[k] >= 0:
        p = opened(book, trial, q + 1)
        if p < 0:
            return False
        if trial.length[p] == 0:
            trial.wake[p], trial.sleep[k], trial.stale[p] = -1, -1, True
    return True


@lean
def settle(net: Net, terms: Terms, book: Book, trial: Trial, c: int, limit: float) -> bool:
    """Walk every changed route; seats other than ``c`` lose their place until all are legal.

    False where that cannot be or what is lost costs more than ``limit``.
    """
    for _ in range(4 * PLACES):
        k = 0
        while k < trial.size[0] and not trial.stale[k]:
            k += 1
        if k == trial.size[0]:
            return True
        if not settle_one(net, terms, book, trial, k, c) or trial.price[0] > limit:
            return False
    return False


@lean
def settle_one(net: Net, terms: Terms, book: Book, trial: Trial, k: int, c: int) -> bool:
    """Make one route legal; where ``c`` is, the days beside make room for its rest."""
    while True:
        ok, cost, leaves, returns = walked(net, terms, trial, k)
        if ok:
            trial.cost[k], trial.leaves[k], trial.returns[k] = cost, leaves, returns
            before, after = rested(net, book, trial, k)
            if before and after:
                trial.stale[k] = False
                return True
            if trial.slot[k] == terms.slot[c]:
                trial.stale[k] = False
                return disturb(book, trial, k, before, after)
        worst = cheapest_of(net, terms, book, trial, k, c)
        if worst < 0 or not lose(net, terms, book, trial, worst):
            return False


@lean
def disturb(book: Book, trial: Trial, k: int, before: bool, after: bool) -> bool:
    """Have the days beside looked at again where there is not rest enough."""
    q, fine = trial.slot[k], True
    for step, rest in ((-1, before), (1, after)):
        if not rest:
            p = opened(book, trial, q + step)
            fine = fine and p >= 0
            if p >= 0:
                trial.stale[p] = True
    return fine


@lean
def walked(net: Net, terms: Terms, trial: Trial, k: int) -> Walk:
    """The route as it would be, within one of its windows."""
    q, n = trial.slot[k], trial.length[k]
    if n == 0 and trial.wake[k] < 0 and trial.sleep[k] < 0:
        return True, 0, 0, 0
    if n == 0:
        ok, cost, leaves, returns = free_walk(net, q, trial.wake[k], trial.sleep[k])
    else:
        route = trial.seats[k, :n]
        ok, cost, leaves, returns = walk(net, q, route, trial.wake[k], trial.sleep[k])
    inside = False
    for z in range(terms.window_ptr[q], terms.window_ptr[q + 1]):
        inside |= terms.window_from[z] <= leaves and returns <= terms.window_until[z]
    return ok and inside, cost, leaves, returns


@lean
def rested(net: Net, book: Book, trial: Trial, k: int) -> tuple[bool, bool]:
    """Whether there is rest before and after the route."""
    q, days, rest = trial.slot[k], net.days, net.limits.rest
    if not away(trial.length[k], trial.wake[k], trial.sleep[k]):
        return True, True
    before, after = True, True
    if q % days > 0:
        out, _, returns = times(book, trial, q - 1)
        before = not out or trial.leaves[k] - returns >= rest
    if q % days < days - 1:
        out, leaves, _ = times(book, trial, q + 1)
        after = not out or leaves - trial.returns[k] >= rest
    return before, after


@lean
def away(length: int, wake: int, sleep: int) -> bool:
    """Whether there is a route at all."""
    return bool(length > 0 or wake >= 0 or sleep >= 0)


@lean
def times(book: Book, trial: Trial, q: int) -> tuple[bool, int, int]:
    """Whether slot ``q`` has a route, when it leaves and when it returns."""
    for k in range(trial.size[0]):
        if trial.slot[k] == q:
            out = away(trial.length[k], trial.wake[k], trial.sleep[k])
            return out, trial.leaves[k], trial.returns[k]
    return away(book.length[q], book.wake[q], book.sleep[q]), book.leaves[q], book.returns[q]


@lean
def cheapest_of(net: Net, terms: Terms, book: Book, trial: Trial, k: int, c: int) -> int:
    """The candidate of the route with the lowest price, other than ``c``; -1: there is none."""
    best, found = np.inf, -1
    for i in range(trial.length[k]):
        other = trial.seats[k, i]
        if other != c and price_of(net, terms, book, other) < best:
            best, found = price_of(net, terms, book, other), other
    return found


@lean
def price_of(net: Net, terms: Terms, book: Book, c: int) -> float:
    """The price of a candidate's place, and of who sits beside it."""
    seat = net.seat[net.node[c]]
    other = terms.companion[seat]
    beside = other >= 0 and book.owner[other] >= 0
    return float(book.price[seat] + (book.price[other] if beside else 0.0))


@lean
def accept(net: Net, terms: Terms, book: Book, trial: Trial, c: int) -> None:
    """Let the trial become the standing; candidate ``c`` is what it was made for."""
    for i in range(trial.size[1]):
        give_up(net, terms, book, trial.lost[i])
    for k in range(trial.size[0]):
        q = trial.slot[k]
        work(terms, book, q, trial.length[k])
        for i in range(trial.length[k]):
            book.seats[q, i] = trial.seats[k, i]
        book.wake[q], book.sleep[q], book.cost[q] = trial.wake[k], trial.sleep[k], trial.cost[k]
        book.leaves[q], book.returns[q] = trial.leaves[k], trial.returns[k]
    serve(net, terms, book, c)
