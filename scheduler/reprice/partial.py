"""Partial days: what a member has done from leaving up to one candidate.

They are compared only with those that end at the same candidate. One is left out where another is
as good in everything.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.jit import Floats, Ints, jit, lean

MINUTES, ROW, HEAVY, LEAVE, FED, MET = range(6)
"""Minutes of interpreting; remote ones in a row; trauma-heavy seats; when the member left; whether
lunch was had; sessions met, as bits."""
FEW = 4_096


class Partials(NamedTuple):
    """Partial days of one slot, candidate by candidate."""

    cost: Floats
    data: Ints
    """``[partial day, MINUTES, ...]``."""


class Step(NamedTuple):
    """What one candidate adds to a partial day, coming from the one before."""

    cost: float
    length: int
    remote: int
    goes_on: int
    """1: the remote minutes in a row go on."""
    heavy: int
    ate: int
    bit: int


class Caps(NamedTuple):
    """How much of each one day may hold."""

    minutes: int
    remote_row: int
    heavy: int


class End(NamedTuple):
    """How a day ends."""

    at: int
    lunch_from: int
    lunch_until: int
    span: int


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
def begun(days: Partials, lo: int, used: int, step: Step, leave: int, caps: Caps) -> int:
    """A day that begins with a candidate, whose partial days are ``lo:used``; how many there are
    then."""
    if step.length > caps.minutes or step.heavy > caps.heavy:
        return used
    row = step.length if step.remote else 0
    return keep(
        days, lo, used, (step.cost, step.length, row, step.heavy, leave, step.ate, step.bit)
    )


@lean
def gone_on(
    days: Partials, before: tuple[int, int], lo: int, used: int, step: Step, caps: Caps
) -> int:
    """The partial days ``before`` go on to a candidate, whose own are ``lo:used``."""
    for z in range(before[0], before[1]):
        total = days.data[z, MINUTES] + step.length
        heavy = days.data[z, HEAVY] + step.heavy
        row = 0
        if step.remote:
            row = step.length + (days.data[z, ROW] if step.goes_on else 0)
        if total > caps.minutes or heavy > caps.heavy or days.data[z, MET] & step.bit:
            continue
        if step.goes_on and row > caps.remote_row:
            continue
        leave, fed = days.data[z, LEAVE], max(step.ate, days.data[z, FED])
        met = days.data[z, MET] | step.bit
        used = keep(days, lo, used, (days.cost[z] + step.cost, total, row, heavy, leave, fed, met))
    return used


@lean
def keep(
    days: Partials, lo: int, used: int, new: tuple[float, int, int, int, int, int, int]
) -> int:
    """Add a partial day unless one of ``lo:used`` is as good in everything."""
    cost, minutes, row, heavy, leave, fed, met = new
    data = days.data
    for z in range(lo, used):
        if (
            days.cost[z] <= cost
            and data[z, MINUTES] <= minutes
            and data[z, ROW] <= row
            and data[z, HEAVY] <= heavy
            and data[z, LEAVE] >= leave
            and data[z, FED] >= fed
            and data[z, MET] & ~met == 0
        ):
            return used
    days.cost[used] = cost
    data[used, MINUTES], data[used, ROW], data[used, HEAVY] = minutes, row, heavy
    data[used, LEAVE], data[used, FED], data[used, MET] = leave, fed, met
    return used + 1


@lean
def ended(days: Partials, lo: int, used: int, end: End) -> float:
    """The cheapest of some partial days that may end so; infinite without any."""
    best = np.inf
    for z in range(lo, used):
        leave, fed = days.data[z, LEAVE], days.data[z, FED]
        hungry = leave <= end.lunch_from and end.at >= end.lunch_until and fed == 0
        if not hungry and end.at - leave <= end.span:
            best = min(best, days.cost[z])
    return best
