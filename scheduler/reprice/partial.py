"""Partial days: what a member has done from leaving up to one candidate.

They are compared only with those that end at the same candidate. One is left out where another is
as good in everything.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.jit import Floats, Ints, jit, lean

MINUTES, ROW, HEAVY, LEAVE, FED, MET = range(6)
FEW = 4_096


class Figures(NamedTuple):
    """All that matters of a partial day for what follows."""

    cost: float
    minutes: int
    """Of interpreting."""
    row: int
    """Remote minutes in a row."""
    heavy: int
    """Trauma-heavy seats."""
    leave: int
    """When the member left."""
    fed: int
    """1: lunch was had."""
    met: int
    """Bits of the sessions met."""


class Partials(NamedTuple):
    """Partial days of one slot, candidate by candidate."""

    cost: Floats
    data: Ints
    """``[partial day, MINUTES, ...]``."""


@jit
def none() -> Partials:
    """Room for some."""
    return Partials(np.empty(FEW), np.empty((FEW, 6), np.int64))


@jit
def with_room(days: Partials, used: int, more: int) -> Partials:
    """The same with room for so many more."""
    if used + more <= len(days.cost):
        return days
    size = 2 * (used + more)
    cost, data = np.empty(size), np.empty((size, 6), np.int64)
    for z in range(used):
        cost[z] = days.cost[z]
        for k in range(data.shape[1]):
            data[z, k] = days.data[z, k]
    return Partials(cost, data)


@lean
def keep(days: Partials, lo: int, used: int, new: Figures) -> int:
    """Add a partial day unless one of ``lo:used`` is as good in everything; those that it is as
    good as give way."""
    z = lo
    while z < used:
        old = figures(days, z)
        if _as_good(old, new):
            return used
        if _as_good(new, old):
            used -= 1
            _put(days, z, figures(days, used))
        else:
            z += 1
    _put(days, used, new)
    return used + 1


@lean
def _as_good(a: Figures, b: Figures) -> bool:
    less = a.cost <= b.cost and a.minutes <= b.minutes and a.row <= b.row and a.heavy <= b.heavy
    return less and a.leave >= b.leave and a.fed >= b.fed and a.met & ~b.met == 0


@lean
def figures(days: Partials, z: int) -> Figures:
    data = days.data
    return Figures(
        days.cost[z],
        data[z, MINUTES],
        data[z, ROW],
        data[z, HEAVY],
        data[z, LEAVE],
        data[z, FED],
        data[z, MET],
    )


@lean
def _put(days: Partials, z: int, new: Figures) -> None:
    data = days.data
    days.cost[z] = new.cost
    data[z, MINUTES], data[z, ROW], data[z, HEAVY] = new.minutes, new.row, new.heavy
    data[z, LEAVE], data[z, FED], data[z, MET] = new.leave, new.fed, new.met
