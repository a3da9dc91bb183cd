"""Bounds from below of the routes of one slot through each candidate.

Only times, ways, lunch and the minutes of the day are looked at; the minutes by a price, the one
that makes the bound highest. So few candidates are left to set labels on. Where there are two
entries, 0 is for a day in which lunch is still needed and 1 for one in which it is not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import FAR
from scheduler.solve.jit import Floats, Ints, jit
from scheduler.solve.spots import Spots

TRIALS = 5
"""Prices of a minute tried at most."""
NEAR = 1e-3
CONTENT = 60
"""Minutes left or exceeded up to which a price is kept."""
SAME, EAT = 0, 1
"""Kinds of ways: without lunch between, and with it."""


class Onward(NamedTuple):
    """What follows each candidate, ``[candidate, 0 or 1]``."""

    cost: Floats
    minutes: Ints


@jit
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
    for q in range(m):
        for r in range(m):
            at[q, r] = x.first[r + 1]
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


@jit
def lower(out: Onward, a: int, fed: int, cost: float, minutes: int) -> None:
    """Keep the cheaper rest of the day."""
    if cost < out.cost[a, fed]:
        out.cost[a, fed], out.minutes[a, fed] = cost, minutes


@jit
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


@jit
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


@jit
def ahead(x: Spots, price: float) -> Floats:
    """What comes before each candidate costs at least."""
    n, m = len(x.spot), len(x.place)
    head = x.start.copy()
    least = np.full((m, m, 3), np.inf)
    at = np.empty((m, m, 2), np.int64)
    for r in range(m):
        for q in range(m):
            at[r, q] = x.first[q]
    for b in range(n):
        r, begin = x.spot[b], x.begin[b]
        eat = min(begin, x.lunch[2]) - x.lunch[0]
        for q in range(m):
            lead, way = x.lead[q, r], x.way[q, r]
            if lead < 0 or (x.in_place[b] and q != r):
                continue
            before(x, head, price, least[r, q], at[r, q], q, begin - lead)
            fed = 1 if x.meal[b] else 0
            head[b, fed] = min(head[b, fed], way + least[r, q, 0])
            head[b, 1] = min(head[b, 1], way + least[r, q, 1])
            if x.lunch[0] > 0 and eat >= x.lunch[1]:
                free = begin - lead - (0 if way == 0.0 else x.lunch[0])
                after_lunch(x, head, price, least[r, q], at[r, q], q, min(eat, free))
                head[b, 1] = min(head[b, 1], way + least[r, q, 2])
    return head


@jit
def before(
    x: Spots, head: Floats, price: float, least: Floats, at: Ints, q: int, free: int
) -> None:
    """Take in the candidates at ``q`` that end by ``free``, for both kinds of day."""
    k = at[SAME]
    while k < x.first[q + 1] and x.until[x.by_until[k]] <= free:
        a = x.by_until[k]
        gain = x.gain[a] + price * x.length[a]
        least[0], least[1] = min(least[0], head[a, 0] + gain), min(least[1], head[a, 1] + gain)
        k += 1
    at[SAME] = k


@jit
def after_lunch(
    x: Spots, head: Floats, price: float, least: Floats, at: Ints, q: int, free: int
) -> None:
    """Take in those after which lunch is eaten."""
    k = at[EAT]
    while k < x.first[q + 1] and x.until[x.by_until[k]] <= free:
        a = x.by_until[k]
        least[2] = min(least[2], head[a, 0] + x.gain[a] + price * x.length[a])
        k += 1
    at[EAT] = k


@jit
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
