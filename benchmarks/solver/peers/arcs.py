"""What may follow what within each member's day, and what the way between costs."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from benchmarks.solver.peers.case import Case
from scheduler.solve.arrays import FAR, Net
from scheduler.solve.jit import Bools, Ints, jit
from scheduler.solve.walk import arrival, departure
from scheduler.solve.ways import moves, way_after, way_cost


class Ends(NamedTuple):
    """Columns over candidates: who begins or ends a day with it. Nights away are left out."""

    first: Ints
    """What the way from home and the day's fee cost; -1: no day begins with it."""
    last: Ints
    """What the way home costs; -1: no day ends with it."""
    leaves: Ints
    returns: Ints


class Arcs(NamedTuple):
    """Columns over arcs, from a candidate to a later one of the same day."""

    tail: Ints
    head: Ints
    cost: Ints
    """Of the way between."""
    fed: Bools
    """Time for lunch is left on it."""


class Reduction(NamedTuple):
    """What a model is built of; the greedy plan is always in it."""

    candidates: int
    """The cheapest of each seat at each start, with the ways from home and back."""
    near: int
    """An arc is kept where its head is among so many soonest ones, or its tail among the latest."""
    arcs: int
    """Before that; what is larger is refused."""


class TooLargeError(Exception):
    """More arcs than a model can be built of in any time that is given here."""


def kept_candidates(case: Case, ends: Ends, most: int) -> Bools:
    """The cheapest of each node, and those of the greedy plan."""
    net = case.compiled.net
    price = net.cost + np.maximum(ends.first, 0) + np.maximum(ends.last, 0)
    price[case.seats_of(case.greedy)] = -1
    return _rank(net.node, price) < most


def arcs_of(case: Case, candidates: Bools, reduction: Reduction) -> Arcs:
    """The near arcs between candidates that are kept, refused where there are too many."""
    net = case.compiled.net
    number = int(counted(net, candidates))
    if number > reduction.arcs:
        raise TooLargeError(f"{number:,} arcs")
    arcs = Arcs(*linked(net, candidates, number))
    wait = net.busy_from[net.node[arcs.head]] - net.busy_until[net.node[arcs.tail]]
    n, pairs = len(net.node), [p for r in case.greedy for p in pairwise(r.seats)]
    taken = np.isin(arcs.tail * n + arcs.head, [a * n + b for a, b in pairs])
    near = (_rank(arcs.tail, wait) < reduction.near) | (_rank(arcs.head, wait) < reduction.near)
    kept = near | taken
    return Arcs(arcs.tail[kept], arcs.head[kept], arcs.cost[kept], arcs.fed[kept])


def _rank(group: Ints, key: Ints) -> Ints:
    """The place of each entry within its group, by key."""
    order = np.lexsort((key, group))
    sorted_ = group[order]
    rank = np.empty(len(group), np.int64)
    rank[order] = np.arange(len(group)) - np.searchsorted(sorted_, sorted_)
    return rank


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
def counted(net: Net, kept: Bools) -> int:
    """How many arcs there are."""
    number = 0
    for q in range(len(net.first) - 1):
        for a in range(net.first[q], net.first[q + 1]):
            for b in range(a + 1, net.first[q + 1]):
                if kept[a] and kept[b] and link(net, q // net.days, a, b) >= 0:
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
def linked(net: Net, kept: Bools, number: int) -> tuple[Ints, Ints, Ints, Bools]:
    """Tail, head and cost of each arc, and whether it feeds."""
    tail, head = np.empty(number, np.int64), np.empty(number, np.int64)
    cost, fed = np.empty(number, np.int64), np.empty(number, np.bool_)
    z = 0
    for q in range(len(net.first) - 1):
        for a in range(net.first[q], net.first[q + 1]):
            for b in range(a + 1, net.first[q + 1]):
                found = link(net, q // net.days, a, b) if kept[a] and kept[b] else -1
                if found >= 0:
                    tail[z], head[z], cost[z] = a, b, found
                    fed[z] = feeds(net, q % net.days, a, b)
                    z += 1
    return tail, head, cost, fed


@jit
def found_ends(net: Net) -> tuple[Ints, Ints, Ints, Ints]:
    """Costs of beginning and of ending a day with each candidate, leaving and returning."""
    n = len(net.node)
    first, last = np.full(n, -1), np.full(n, -1)
    leaves, returns = np.full(n, -FAR), np.full(n, FAR)
    for q in range(len(net.first) - 1):
        member, day = q // net.days, q % net.days
        for c in range(net.first[q], net.first[q + 1]):
            leaves[c], cost = departure(net, member, c, -1)
            returns[c], home = arrival(net, member, c, -1, day)
            if leaves[c] > -FAR:
                first[c] = cost + net.day_fee[member]
            if returns[c] < FAR:
                last[c] = home
    return first, last, leaves, returns
