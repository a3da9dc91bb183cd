"""What may follow what within each member's day, and what the way between costs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.jit import Bools, Ints, jit
from scheduler.solve.walk import arrival, departure
from scheduler.solve.ways import moves, way_after, way_cost


class Arcs(NamedTuple):
    """Columns over arcs from a candidate to a later one of the same day, and over candidates."""

    tail: Ints
    head: Ints
    cost: Ints
    """Of the way between."""
    fed: Bools
    """Time for lunch is left on it."""
    first: Ints
    """By candidate: what the way from home and the day's fee cost; -1: no day begins with it."""
    last: Ints
    """By candidate: what the way home costs; -1: no day ends with it."""
    early: Bools
    """By candidate: who begins with it leaves before lunch."""
    late: Bools
    """By candidate: who ends with it is back after lunch."""


class TooLargeError(Exception):
    """More arcs than a model can be built of in any time that is given here."""


def arcs_of(net: Net, most: int) -> Arcs:
    """All arcs; nights away are left out. Refused where there are more than ``most``."""
    number = int(counted(net))
    if number > most:
        raise TooLargeError(f"{number:,} arcs")
    return Arcs(*linked(net, number), *ends(net))


@jit
def link(net: Net, i: int, a: int, b: int) -> int:
    """What member ``i``'s way from ``a`` to ``b`` costs; -1 where ``b`` cannot follow."""
    ka, kb = net.node[a], net.node[b]
    here, there, free, begin = net.place[a], net.place[b], net.busy_until[ka], net.busy_from[kb]
    if begin < free + net.limits.pause or (net.in_place[b] and here != there):
        return -1
    if net.seat[ka] == net.seat[kb]:
        return -1
    buffer = net.limits.buffer if moves(here, there) else 0
    at, minutes = way_after(net.roads, here, there, free)
    if at + buffer > begin or minutes > net.limits.one_way:
        return -1
    return int(way_cost(net, i, here, there, minutes))


@jit
def counted(net: Net) -> int:
    """How many arcs there are."""
    number = 0
    for q in range(len(net.first) - 1):
        for a in range(net.first[q], net.first[q + 1]):
            for b in range(a + 1, net.first[q + 1]):
                if link(net, q // net.days, a, b) >= 0:
                    number += 1
    return number


@jit
def feeds(net: Net, day: int, a: int, b: int) -> bool:
    """Whether there is time for lunch between two candidates, as the referee of routes says."""
    here, there, begin = net.place[a], net.place[b], net.busy_from[net.node[b]]
    free = net.busy_until[net.node[a]]
    buffer = net.limits.buffer if moves(here, there) else 0
    at, _ = way_after(net.roads, here, there, free)
    inside = min(begin, net.lunch_until[day]) - max(free, net.lunch_from[day])
    return bool(min(inside, begin - buffer - at) >= net.limits.lunch)


@jit
def linked(net: Net, number: int) -> tuple[Ints, Ints, Ints, Bools]:
    """Tail, head and cost of each arc, and whether it feeds."""
    tail, head = np.empty(number, np.int64), np.empty(number, np.int64)
    cost, fed = np.empty(number, np.int64), np.empty(number, np.bool_)
    z = 0
    for q in range(len(net.first) - 1):
        for a in range(net.first[q], net.first[q + 1]):
            for b in range(a + 1, net.first[q + 1]):
                found = link(net, q // net.days, a, b)
                if found >= 0:
                    tail[z], head[z], cost[z] = a, b, found
                    fed[z] = feeds(net, q % net.days, a, b)
                    z += 1
    return tail, head, cost, fed


@jit
def ends(net: Net) -> tuple[Ints, Ints, Bools, Bools]:
    """Costs of beginning and of ending a day with each candidate, and the side of lunch."""
    n = len(net.node)
    first, last = np.full(n, -1), np.full(n, -1)
    early, late = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    for q in range(len(net.first) - 1):
        member, day = q // net.days, q % net.days
        for c in range(net.first[q], net.first[q + 1]):
            leave, cost = departure(net, member, c, -1)
            back, home = arrival(net, member, c, -1, day)
            early[c], late[c] = leave <= net.lunch_from[day], back >= net.lunch_until[day]
            if leave > -FAR:
                first[c] = cost + net.day_fee[member]
            if back < FAR:
                last[c] = home
    return first, last, early, late
