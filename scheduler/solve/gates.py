"""First way of a day for each candidate: it depends on no price, so it is found once."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.jit import Ints, jit
from scheduler.solve.ways import moves, way_before, way_cost


def with_gates(net: Net, slots: Ints) -> Net:
    """The arrays with first ways, the order of ends and the cost of ways to lodgings filled in."""
    leave, leave_cost = first_ways(net, slots // net.days)
    there, back = ways_to_lodgings(net)
    return net._replace(
        leave=leave, leave_cost=leave_cost, by_until=ends_in_order(net), there=there, back=back
    )


@jit
def ways_to_lodgings(net: Net) -> tuple[Ints, Ints]:
    """For each stay the way there and the way home, without a wait at the border."""
    there, back = np.empty(len(net.stay_place), np.int64), np.empty(len(net.stay_place), np.int64)
    for i in range(len(net.home)):
        for stay in range(net.stay_ptr[i], net.stay_ptr[i + 1]):
            a, b = net.home[i], net.stay_place[stay]
            there[stay] = way_cost(net, i, a, b, net.roads.minutes[a, b])
            back[stay] = way_cost(net, i, b, a, max(0, net.roads.minutes[b, a]))
    return there, back


@jit
def ends_in_order(net: Net) -> Ints:
    """The candidates of each slot, numbered within it, in the order in which they end."""
    out = np.empty(len(net.node), np.int64)
    for q in range(len(net.first) - 1):
        lo, hi = net.first[q], net.first[q + 1]
        out[lo:hi] = np.argsort(net.busy_until[net.node[lo:hi]], kind="mergesort")
    return out


@jit
def first_ways(net: Net, member: Ints) -> tuple[Ints, Ints]:
    """Departure from home and its cost for each candidate."""
    leave, cost = np.full(len(member), -FAR), np.zeros(len(member), np.int64)
    for c in range(len(member)):
        i, place = member[c], net.place[c]
        home = net.home[i]
        buffer = net.limits.buffer if moves(home, place) else 0
        at, minutes = way_before(net.roads, home, place, net.busy_from[net.node[c]] - buffer)
        if at > -FAR and minutes <= net.limits.one_way and not net.in_place[c]:
            leave[c], cost[c] = at, way_cost(net, i, home, place, minutes)
    return leave, cost
