"""Routes changed on trial, and the seats that lose their place by it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.auction.book import Book, Terms, give_up, serve, work
from scheduler.solve.jit import Bools, Floats, Ints, lean

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
    seat = net.seat[net.node[c]]
    fine = lose_one(net, terms, book, trial, c)
    for z in range(terms.companion_ptr[seat], terms.companion_ptr[seat + 1]):
        beside = book.owner[terms.companion[z]]
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
def price_of(net: Net, terms: Terms, book: Book, c: int) -> float:
    """The price of a candidate's place, and of who sits beside it."""
    seat = net.seat[net.node[c]]
    price = book.price[seat]
    for z in range(terms.companion_ptr[seat], terms.companion_ptr[seat + 1]):
        if book.owner[terms.companion[z]] >= 0:
            price += book.price[terms.companion[z]]
    return float(price)


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
