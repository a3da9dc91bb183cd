"""Bounds from below of the routes of one slot through each candidate.

Only times, ways, lunch and the minutes of the day are looked at; the minutes by a price, the one
that makes the bound highest. So few candidates are left to set labels on. Where there are two
entries, 0 is for a day in which lunch is still needed and 1 for one in which it is not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.ahead import ahead
from scheduler.solve.jit import Floats, jit, lean
from scheduler.solve.onward import Onward, onward
from scheduler.solve.spots import Spots

TRIALS = 5
"""Prices of a minute tried at most."""
NEAR = 1e-3
CONTENT = 60
"""Minutes left or exceeded up to which a price is kept."""


@lean
def lowest(x: Spots, price: float, rest: Onward) -> tuple[float, int]:
    """Cost of the cheapest route, minutes not charged for, and its minutes; 0 is no route."""
    best, minutes = 0.0, 0
    for a in range(len(x.gain)):
        gain = x.gain[a] + price * x.length[a]
        for fed in range(2):
            cost = x.start[a, fed] + gain + rest.cost[a, fed]
            if cost < best:
                best, minutes = cost, x.length[a] + rest.minutes[a, fed]
    return best - price * minutes, minutes


class Reach(NamedTuple):
    """Bounds of the routes that keep the minutes of the day."""

    through: Floats
    """Of those with each candidate."""
    later: Floats
    """``[candidate, 0 or 1]``: of what follows it, each minute charged for."""
    head: Floats
    """The same of what comes before it."""
    price: float
    """Of a minute."""


@jit
def reach_of(x: Spots, cap: int, first: float) -> Reach:
    """The bounds; a price of the minute is looked for from ``first`` on."""
    price, rest = minute_price(x, cap, first)
    head, out = ahead(x, price), x.gain.copy()
    for a in range(len(out)):
        out[a] += min(head[a, 0] + rest.cost[a, 0], head[a, 1] + rest.cost[a, 1])
        if price > 0:
            out[a] += price * (x.length[a] - cap)
    return Reach(out, rest.cost, head, price)


@jit
def minute_price(x: Spots, cap: int, first: float) -> tuple[float, Onward]:
    """A price of a minute that makes the bound high, and what follows each candidate under it."""
    rest = onward(x, first)
    cost, minutes = lowest(x, first, rest)
    if minutes <= cap and first == 0:
        return first, rest
    if first > 0:
        if abs(cap - minutes) <= CONTENT:
            return first, rest
        rest = onward(x, 0.0)
        cost, minutes = lowest(x, 0.0, rest)
        if minutes <= cap:
            return 0.0, rest
    return highest(x, cap, rest, cost, minutes)


@jit
def highest(x: Spots, cap: int, rest: Onward, cost: float, minutes: int) -> tuple[float, Onward]:
    """The price that makes the bound highest, nearly. ``cost`` and ``minutes`` are those of the
    cheapest route of all, which is too long."""
    over, over_minutes, under, under_minutes = cost, minutes, 0.0, 0
    best, chosen, kept = -np.inf, 0.0, rest
    for _ in range(TRIALS):
        price = (under - over) / (over_minutes - under_minutes)
        rest = onward(x, price)
        cost, minutes = lowest(x, price, rest)
        value = cost + price * (minutes - cap)
        if value > best:
            best, chosen, kept = value, price, rest
        meeting = over + price * (over_minutes - cap)
        if value >= meeting - NEAR * abs(meeting):
            break
        if minutes > cap:
            over, over_minutes = cost, minutes
        else:
            under, under_minutes = cost, minutes
    return chosen, kept
