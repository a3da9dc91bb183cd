"""Who serves what, and for which price each seat holds its member's time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.jit import Floats, Ints, lean

SEATS = 16
"""Seats in one day for which there is room; more where routes have more at first."""


class Terms(NamedTuple):
    """What does not change in an auction."""

    # candidates
    slot: Ints
    room: Ints
    """Room class, or -1."""
    stay: Ints
    """Where the member could lodge at the candidate's place, or -1."""
    row_ptr: Ints
    """Candidate ``c`` weighs on the capped rows ``row[row_ptr[c]:row_ptr[c + 1]]``."""
    row: Ints
    factor: Floats
    # seats
    first: Ints
    """Candidates of seat ``s``: ``mine[first[s]:first[s + 1]]``."""
    mine: Ints
    weight: Floats
    """What it costs to leave the seat open, in cents; 0: it does not bid."""
    beside: Ints
    """The seat without which this one makes no sense, or -1."""
    companion_ptr: Ints
    """Who sits beside seat ``s``: ``companion[companion_ptr[s]:companion_ptr[s + 1]]``."""
    companion: Ints
    mate_ptr: Ints
    """Seats that must start when seat ``s`` does: ``mate[mate_ptr[s]:mate_ptr[s + 1]]``."""
    mate: Ints
    # rows
    high: Floats
    # slots
    streak_ptr: Ints
    """Rows of days in a row of slot ``q``: ``streak[streak_ptr[q]:streak_ptr[q + 1]]``."""
    streak: Ints
    window_ptr: Ints
    """The work of slot ``q`` lies in one of the windows ``window_ptr[q]:window_ptr[q + 1]``."""
    window_from: Ints
    window_until: Ints
    # room classes
    capacity: Ints


class Book(NamedTuple):
    """The standing of an auction."""

    # slots
    seats: Ints
    """``[slot, position]``: candidates in order of time."""
    length: Ints
    wake: Ints
    """Stay, or -1 for home."""
    sleep: Ints
    cost: Ints
    leaves: Ints
    returns: Ints
    # seats
    owner: Ints
    """The candidate that serves it, or -1."""
    price: Floats
    """What another seat must pay to take its place, in cents."""
    # rows
    load: Floats
    # room classes
    guests: Ints
    """``[class, number]``: candidates that use it."""
    guest_count: Ints
    # candidates, in the order of ``Terms.mine``
    known: Floats
    """What was asked for it last, at first what it costs on a day of its own, without the way home:
    prices rise, so it is hardly to be had for less."""


def empty_book(terms: Terms, width: int) -> Book:
    """Nobody serves anything."""
    slots, seats, rooms = len(terms.streak_ptr) - 1, len(terms.weight), len(terms.capacity)
    most = np.bincount(terms.room[terms.room >= 0], minlength=1).max()
    return Book(
        seats=np.zeros((slots, width), np.int64),
        length=np.zeros(slots, np.int64),
        wake=np.full(slots, -1),
        sleep=np.full(slots, -1),
        cost=np.zeros(slots, np.int64),
        leaves=np.zeros(slots, np.int64),
        returns=np.zeros(slots, np.int64),
        owner=np.full(seats, -1),
        price=np.zeros(seats),
        load=np.zeros(len(terms.high)),
        guests=np.zeros((rooms, min(most, seats)), np.int64),
        guest_count=np.zeros(rooms, np.int64),
        known=np.zeros(len(terms.mine)),
    )


@lean
def serve(net: Net, terms: Terms, book: Book, c: int) -> None:
    """Enter candidate ``c`` in all but the routes."""
    book.owner[net.seat[net.node[c]]] = c
    for z in range(terms.row_ptr[c], terms.row_ptr[c + 1]):
        book.load[terms.row[z]] += terms.factor[z]
    room = terms.room[c]
    if room >= 0:
        book.guests[room, book.guest_count[room]] = c
        book.guest_count[room] += 1


@lean
def give_up(net: Net, terms: Terms, book: Book, c: int) -> None:
    """Take candidate ``c`` out of all but the routes."""
    book.owner[net.seat[net.node[c]]] = -1
    for z in range(terms.row_ptr[c], terms.row_ptr[c + 1]):
        book.load[terms.row[z]] -= terms.factor[z]
    room = terms.room[c]
    if room >= 0:
        last = book.guest_count[room] - 1
        for i in range(last + 1):
            if book.guests[room, i] == c:
                book.guests[room, i] = book.guests[room, last]
                break
        book.guest_count[room] = last


@lean
def work(terms: Terms, book: Book, q: int, length: int) -> None:
    """Let slot ``q`` have so many seats, for the rows of days in a row."""
    step = min(length, 1) - min(book.length[q], 1)
    for z in range(terms.streak_ptr[q], terms.streak_ptr[q + 1]):
        book.load[terms.streak[z]] += step
    book.length[q] = length
