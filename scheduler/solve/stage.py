"""The candidates of one slot side by side, so that inner loops read little."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.day import Day
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Bools, Floats, Ints, jit

BITS = 62


class Stage(NamedTuple):
    """Columns over the candidates in use, in order of time."""

    candidate: Ints
    place: Ints
    busy_from: Ints
    busy_until: Ints
    length: Ints
    row: Ints
    """Minutes of a remote seat, else 0."""
    start: Ints
    end: Ints
    heavy: Ints
    meal: Bools
    in_place: Bools
    gain: Floats
    """Reduced cost of the seat alone."""
    bits: Ints
    """A bit for each elastic session, 0 for the others."""
    alive: Ints
    """Bits of the elastic sessions that may still follow."""
    minutes_floor: Ints
    """Fewer minutes worked up to here cannot matter any more."""
    heavy_floor: Ints
    linked: Bools
    """Whether a remote seat may follow so soon that the row goes on."""


@jit
def stage_of(net: Net, duals: Duals, day: Day, use: Ints) -> Stage:
    """The candidates ``use`` side by side."""
    n, node = len(use), net.node[use]
    begin, until = net.busy_from[node], net.busy_until[node]
    start, end = net.start[node], net.end[node]
    length, heavy, row = end - start, np.zeros(n, np.int64), np.zeros(n, np.int64)
    for a in range(n):
        heavy[a] = 1 if net.trauma[node[a]] else 0
        row[a] = length[a] if net.remote[node[a]] else 0
    after = np.searchsorted(begin, until + net.limits.pause)
    bits = bits_of(net, use)
    return Stage(
        use,
        net.place[use],
        begin,
        until,
        length,
        row,
        start,
        end,
        heavy,
        net.meal[node],
        net.in_place[use],
        duals.reduced[use],
        bits,
        alive_after(bits, after),
        day.minutes_cap - most_after(length, after),
        day.heavy_cap - most_after(heavy, after),
        linked(net, row, start, end, after),
    )


@jit
def bits_of(net: Net, use: Ints) -> Ints:
    """A bit for each elastic session among the candidates, 0 for the others."""
    bits = np.zeros(len(use), np.int64)
    known = np.empty(BITS, np.int64)
    n = 0
    for a in range(len(use)):
        session = net.elastic[net.node[use[a]]]
        if session < 0:
            continue
        z = 0
        while z < n and known[z] != session:
            z += 1
        if z == n and n < BITS:
            known[n] = session
            n += 1
        if z < n:
            bits[a] = np.int64(1) << z
    return bits


@jit
def alive_after(bits: Ints, after: Ints) -> Ints:
    """For each candidate the bits of those that may follow it; ``after`` is the first of them."""
    n = len(bits)
    tail = np.zeros(n + 1, np.int64)
    for a in range(n - 1, -1, -1):
        tail[a] = tail[a + 1] | bits[a]
    return tail[after]


@jit
def most_after(amount: Ints, after: Ints) -> Ints:
    """For each candidate the most that those after it can add up to, ways left aside."""
    n = len(amount)
    tail = np.zeros(n + 1, np.int64)
    for a in range(n - 1, -1, -1):
        tail[a] = max(tail[a + 1], amount[a] + tail[after[a]])
    return tail[after]


@jit
def linked(net: Net, row: Ints, start: Ints, end: Ints, after: Ints) -> Bools:
    """For each remote candidate whether another may follow within the reset."""
    out = np.zeros(len(row), np.bool_)
    reset = net.limits.remote_reset
    for a in range(len(row)):
        if row[a] == 0:
            continue
        for b in range(after[a], len(row)):
            if row[b] > 0 and start[b] - end[a] < reset:
                out[a] = True
                break
    return out
