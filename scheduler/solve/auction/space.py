"""Space for a candidate where others have it: in caps and in host rooms."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.auction.book import Book, Terms
from scheduler.solve.auction.trial import Trial, is_lost, lose, price_of
from scheduler.solve.jit import lean


@lean
def keep_caps(net: Net, terms: Terms, book: Book, trial: Trial, c: int) -> bool:
    """Let seats of the member lose until minutes, heavy seats and meetings keep their caps."""
    for z in range(terms.row_ptr[c], terms.row_ptr[c + 1]):
        row = terms.row[z]
        over = book.load[row] + terms.factor[z] - terms.high[row]
        for i in range(trial.size[1]):
            over -= factor_of(terms, trial.lost[i], row)
        while over > 0:
            other = cheapest_in(net, terms, book, trial, terms.slot[c], row, over)
            if other < 0 or not lose(net, terms, book, trial, other):
                return False
            over -= factor_of(terms, other, row)
    return True


@lean
def factor_of(terms: Terms, c: int, row: int) -> float:
    """How much a candidate weighs on a row."""
    for z in range(terms.row_ptr[c], terms.row_ptr[c + 1]):
        if terms.row[z] == row:
            return float(terms.factor[z])
    return 0.0


@lean
def cheapest_in(
    net: Net, terms: Terms, book: Book, trial: Trial, slot: int, row: int, over: float
) -> int:
    """Who of the member's candidates relieves the row for the least; -1: nobody."""
    days, best, found = net.days, np.inf, -1
    for q in range(slot // days * days, slot // days * days + days):
        for i in range(book.length[q]):
            other = book.seats[q, i]
            relief = min(over, factor_of(terms, other, row))
            if relief <= 0 or is_lost(trial, other):
                continue
            price = price_of(net, terms, book, other) / relief
            if price < best:
                best, found = price, other
    return found


@lean
def find_room(net: Net, terms: Terms, book: Book, trial: Trial, c: int) -> bool:
    """Let other guests of the host rooms lose until one is free for ``c``."""
    room = terms.room[c]
    if room < 0 or together(net, terms, book, trial, c) < terms.capacity[room]:
        return True
    begins, until = net.busy_from[net.node[c]], net.busy_until[net.node[c]]
    if not free_room(net, terms, book, trial, room, begins):
        return False
    for i in range(book.guest_count[room]):
        at = net.busy_from[net.node[book.guests[room, i]]]
        if begins < at < until and not free_room(net, terms, book, trial, room, at):
            return False
    return True


@lean
def free_room(net: Net, terms: Terms, book: Book, trial: Trial, room: int, at: int) -> bool:
    """Let the cheapest guests lose until there is a room at a time."""
    guests, cheapest = guests_at(net, terms, book, trial, room, at)
    while guests >= terms.capacity[room]:
        if cheapest < 0 or not lose(net, terms, book, trial, cheapest):
            return False
        guests, cheapest = guests_at(net, terms, book, trial, room, at)
    return True


@lean
def together(net: Net, terms: Terms, book: Book, trial: Trial, c: int) -> int:
    """How many guests use rooms of the class at some time while ``c`` does."""
    room, guests = terms.room[c], 0
    begins, until = net.busy_from[net.node[c]], net.busy_until[net.node[c]]
    for i in range(book.guest_count[room]):
        node = net.node[book.guests[room, i]]
        if net.busy_from[node] < until and begins < net.busy_until[node]:
            guests += not is_lost(trial, book.guests[room, i])
    return guests


@lean
def guests_at(
    net: Net, terms: Terms, book: Book, trial: Trial, room: int, at: int
) -> tuple[int, int]:
    """How many candidates use rooms of a class at a time, and the one with the lowest price."""
    guests, best, found = 0, np.inf, -1
    for i in range(book.guest_count[room]):
        c = book.guests[room, i]
        here = net.busy_from[net.node[c]] <= at < net.busy_until[net.node[c]]
        if here and not is_lost(trial, c):
            guests += 1
            if price_of(net, terms, book, c) < best:
                best, found = price_of(net, terms, book, c), c
    return guests, found
