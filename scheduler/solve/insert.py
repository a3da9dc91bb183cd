"""Many candidates tried at once, each in the route that its member has on the day."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.jit import Bools, Floats, Ints, jit, lean
from scheduler.solve.walk import walk
from scheduler.solve.ways import moves


@jit
def fitting(
    net: Net,
    mine: Ints,
    ptr: Ints,
    row: Ints,
    factor: Floats,
    load: Floats,
    high: Floats,
    start: int,
) -> Bools:
    """Which candidates the caps leave space for, at this start of the session (``FAR``: any)."""
    out = np.ones(len(mine), np.bool_)
    for i, c in enumerate(mine):
        out[i] = start in (FAR, net.start[net.node[c]])
        for z in range(ptr[c], ptr[c + 1]):
            if load[row[z]] + factor[z] > high[row[z]]:
                out[i] = False
    return out


@jit
def insertions(
    net: Net, slots: Ints, mine: Ints, ptr: Ints, held: Ints, wake: Ints, sleep: Ints
) -> Ints:
    """``[candidate, (legal, cost, leaves, returns)]`` of the routes with the candidates in them.

    ``held[ptr[i]:ptr[i + 1]]`` is in the route already.
    """
    out = np.zeros((len(mine), 4), np.int64)
    begin, until, minutes = net.busy_from, net.busy_until, net.roads.minutes
    pause, buffer, one_way = net.limits.pause, net.limits.buffer, net.limits.one_way
    for i, c in enumerate(mine):
        seats = held[ptr[i] : ptr[i + 1]]
        k = position(begin, net.node, seats, c)
        if k == 0 and wake[i] < 0 and net.leave[c] == -FAR:
            continue
        possible = True
        for j in range(max(0, k - 1), min(len(seats), k + 1)):
            a, b = (seats[j], c) if j < k else (c, seats[j])
            free, at = until[net.node[a]], begin[net.node[b]]
            here, there = net.place[a], net.place[b]
            way = minutes[here, there] if moves(here, there) else 0
            lead = max(pause, way + buffer) if moves(here, there) else pause
            if way < 0 or way > one_way or free + lead > at:
                possible = False
        if possible:
            new = with_one(seats, k, c)
            ok, cost, leaves, returns = walk(net, slots[i], new, wake[i], sleep[i])
            out[i, 0], out[i, 1], out[i, 2], out[i, 3] = ok, cost, leaves, returns
    return out


@lean
def position(begin: Ints, node: Ints, held: Ints, c: int) -> int:
    """Where a candidate stands in order of time among others."""
    at, k = begin[node[c]], 0
    while k < len(held):
        other = begin[node[held[k]]]
        if other > at or (other == at and held[k] > c):
            break
        k += 1
    return k


@jit
def with_one(held: Ints, k: int, c: int) -> Ints:
    """The candidates with one more at position ``k``."""
    out = np.empty(len(held) + 1, np.int64)
    out[:k], out[k], out[k + 1 :] = held[:k], c, held[k:]
    return out
