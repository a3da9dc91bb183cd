"""Routes of a trial made legal: who cannot stay in them loses the place."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.auction.book import Book, Terms
from scheduler.solve.auction.trial import PLACES, Trial, lose, opened, price_of
from scheduler.solve.jit import lean
from scheduler.solve.walk import Walk, free_walk, walk


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
