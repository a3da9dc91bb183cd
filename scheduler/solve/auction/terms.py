"""The terms of an auction, from the master; and routes in and out of it."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.auction.book import SEATS, Book, Terms, empty_book, serve, work
from scheduler.solve.board import slack
from scheduler.solve.compile import Compiled
from scheduler.solve.cover import seat_weight
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route, served_by
from scheduler.solve.stays import stay_at


def terms_of(master: Master, routes: list[Route]) -> Terms:
    """The terms beside what routes hold that may not be changed: pins and relay chains."""
    compiled = master.compiled
    high = slack(master)
    high[list(master.frame.cover)] = np.inf
    beside = _beside(compiled)
    return Terms(
        compiled.candidates.slot,
        compiled.candidates.room,
        stay_at(compiled.net, compiled.candidates.member, compiled.candidates.place),
        *_capped(master, high),
        compiled.seat_ptr,
        compiled.of_seat,
        _weights(compiled, routes),
        beside,
        *_flat(_companions(beside)),
        *_mates(compiled),
        high,
        *_flat([master.streak_rows.get(q, []) for q in range(compiled.slots)]),
        np.searchsorted(compiled.tasks.slot, np.arange(compiled.slots + 1)),
        compiled.tasks.leave_from,
        compiled.tasks.return_by,
        np.array([len(r.rooms) for r in compiled.rooms], np.int64),
    )


def book_of(net: Net, terms: Terms, routes: list[Route]) -> Book:
    """The standing with these routes, without prices."""
    book = empty_book(terms, max([SEATS, *(len(r.seats) for r in routes)]))
    for r in routes:
        work(terms, book, r.slot, len(r.seats))
        book.seats[r.slot, : len(r.seats)] = r.seats
        book.wake[r.slot], book.sleep[r.slot], book.cost[r.slot] = r.wake, r.sleep, r.cost
        book.leaves[r.slot], book.returns[r.slot] = r.leaves, r.returns
        for c in r.seats:
            serve(net, terms, book, c)
    book.known[:] = (net.cost + net.leave_cost)[terms.mine]
    return book


def routes_of(pool: Pool, book: Book) -> list[Route]:
    """The routes of a standing."""
    out = (book.length > 0) | (book.wake >= 0) | (book.sleep >= 0)
    numbers = [
        pool.add(
            q,
            tuple(book.seats[q, : book.length[q]].tolist()),
            int(book.wake[q]),
            int(book.sleep[q]),
        )
        for q in np.flatnonzero(out).tolist()
    ]
    return [pool.routes[k] for k in numbers]


def _weights(compiled: Compiled, routes: list[Route]) -> Floats:
    """What open seats would pay; nothing for pins, legs and seats that a chain stands in for."""
    served = served_by(compiled, routes)
    legs = [d.seat for d in compiled.demands if d.seat.chain and d.index in served]
    replaced = {s.instead_of for s in legs}
    out = [seat_weight(compiled, d.index) for d in compiled.demands]
    for d in compiled.demands:
        if d.seat.chain or d.pin is not None or d.seat.id in replaced:
            out[d.index] = 0
    return np.array(out, np.float64)


def _beside(compiled: Compiled) -> Ints:
    number = {d.seat.id: d.index for d in compiled.demands}
    return np.array([number.get(d.seat.beside or "", -1) for d in compiled.demands], np.int64)


def _companions(beside: Ints) -> list[list[int]]:
    """By seat: who sits beside it."""
    out: list[list[int]] = [[] for _ in beside]
    for seat in np.flatnonzero(beside >= 0).tolist():
        out[beside[seat]].append(seat)
    return out


def _mates(compiled: Compiled) -> tuple[Ints, Ints]:
    """Other seats of sessions with several starts."""
    seats: dict[str, list[int]] = defaultdict(list)
    for d in compiled.demands:
        seats[d.session.id].append(d.index)
    return _flat(
        [
            [x for x in seats[d.session.id] if x != d.index and len(d.starts) > 1]
            for d in compiled.demands
        ]
    )


def _capped(master: Master, high: Floats) -> tuple[Ints, Ints, Floats]:
    """Rows of each candidate that have a cap: pointer, row, factor."""
    capped = np.isfinite(high[master.stake_row])
    kept = np.concatenate([[0], np.cumsum(capped)])
    return kept[master.stake_ptr], master.stake_row[capped], master.stake_factor[capped]


def _flat(groups: list[list[int]]) -> tuple[Ints, Ints]:
    """Pointer and items of lists."""
    ptr = np.cumsum([0, *(len(g) for g in groups)])
    return ptr, np.array([x for g in groups for x in g], np.int64)
