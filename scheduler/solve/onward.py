"""The cheapest rest of the day after each candidate of a slot, found from its end backwards.

Times, ways, lunch and the minutes of the day are looked at as in ``reach``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import FAR
from scheduler.solve.jit import Floats, Ints, jit, lean
from scheduler.solve.spots import EAT, SAME, Spots


class Onward(NamedTuple):
    """What follows each candidate, ``[candidate, 0 or 1]``."""

    cost: Floats
    minutes: Ints


@lean
def eaten_by(x: Spots, until: int, lead: int, here: bool) -> int:
    """Begin of the first seat before which there is lunch after ``until``."""
    lunch, opens, closes = x.lunch
    from_ = max(until, opens)
    if lunch == 0 or closes - from_ < lunch:
        return FAR
    return int(max(from_ + lunch, until + lead + (0 if here else lunch)))


@jit
def onward(x: Spots, price: float) -> Onward:
    """The cheapest rest of the day after each candidate."""
    n, m = len(x.spot), len(x.place)
    out = Onward(np.empty((n, 2)), np.zeros((n, 2), np.int64))
    least, load = np.full((m, m, 3), np.inf), np.zeros((m, m, 3), np.int64)
    at = np.empty((m, m, 2), np.int64)
    for r in range(m):
        at[:, r] = x.first[r + 1]
    for i in range(n - 1, -1, -1):
        a = x.order[i]
        q, until = x.spot[a], x.until[a]
        early = until + x.soon[q] < x.lunch[2]
        out.cost[a, 0], out.cost[a, 1] = x.end[q] if early else np.inf, x.end[q]
        for r in range(m):
            lead, way = x.lead[q, r], x.way[q, r]
            if lead < 0:
                continue
            follow(x, out, price, least[q, r], load[q, r], at[q, r], q == r, r, until + lead)
            lower(out, a, 0, way + least[q, r, 0], load[q, r, 0])
            lower(out, a, 1, way + least[q, r, 1], load[q, r, 1])
            eat = eaten_by(x, until, lead, way == 0.0)
            if eat < FAR:
                take_in(x, out, price, least[q, r], load[q, r], at[q, r], q == r, r, eat)
                lower(out, a, 0, way + least[q, r, 2], load[q, r, 2])
    return out


@lean
def lower(out: Onward, a: int, fed: int, cost: float, minutes: int) -> None:
    """Keep the cheaper rest of the day."""
    if cost < out.cost[a, fed]:
        out.cost[a, fed], out.minutes[a, fed] = cost, minutes


@lean
def follow(
    x: Spots,
    out: Onward,
    price: float,
    least: Floats,
    load: Ints,
    at: Ints,
    here: bool,
    r: int,
    ready: int,
) -> None:
    """Take in the candidates at ``r`` that begin at ``ready`` or later, for both kinds of day."""
    k = at[SAME]
    while k > x.first[r] and x.begin[x.by_begin[k - 1]] >= ready:
        k -= 1
        b = x.by_begin[k]
        if x.in_place[b] and not here:
            continue
        gain = x.gain[b] + price * x.length[b]
        for fed in range(2):
            then = 1 if x.meal[b] else fed
            if gain + out.cost[b, then] < least[fed]:
                least[fed] = gain + out.cost[b, then]
                load[fed] = x.length[b] + out.minutes[b, then]
    at[SAME] = k


@lean
def take_in(
    x: Spots,
    out: Onward,
    price: float,
    least: Floats,
    load: Ints,
    at: Ints,
    here: bool,
    r: int,
    ready: int,
) -> None:
    """Take in those before which lunch is eaten."""
    k = at[EAT]
    while k > x.first[r] and x.begin[x.by_begin[k - 1]] >= ready:
        k -= 1
        b = x.by_begin[k]
        cost = x.gain[b] + price * x.length[b] + out.cost[b, 1]
        if cost < least[2] and (here or not x.in_place[b]):
            least[2], load[2] = cost, x.length[b] + out.minutes[b, 1]
    at[EAT] = k
