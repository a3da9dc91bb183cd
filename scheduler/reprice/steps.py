"""How partial days begin, go on and end, as far as what was done before decides about it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.reprice.partial import FED, LEAVE, Figures, Partials, figures, keep
from scheduler.solve.jit import lean


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


@lean
def begun(days: Partials, lo: int, used: int, step: Step, leave: int, caps: Caps) -> int:
    """A day that begins with a candidate, whose partial days are ``lo:used``; how many there are
    then."""
    if step.length > caps.minutes or step.heavy > caps.heavy:
        return used
    row = step.length if step.remote else 0
    new = Figures(step.cost, step.length, row, step.heavy, leave, step.ate, step.bit)
    return keep(days, lo, used, new)


@lean
def gone_on(
    days: Partials, before: tuple[int, int], lo: int, used: int, step: Step, caps: Caps
) -> int:
    """The partial days ``before`` go on to a candidate, whose own are ``lo:used``."""
    for z in range(before[0], before[1]):
        old = figures(days, z)
        total, heavy, row = old.minutes + step.length, old.heavy + step.heavy, 0
        if step.remote:
            row = step.length + (old.row if step.goes_on else 0)
        if total > caps.minutes or heavy > caps.heavy or old.met & step.bit:
            continue
        if step.goes_on and row > caps.remote_row:
            continue
        fed, met = max(step.ate, old.fed), old.met | step.bit
        new = Figures(old.cost + step.cost, total, row, heavy, old.leave, fed, met)
        used = keep(days, lo, used, new)
    return used


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
