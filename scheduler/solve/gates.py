"""First and last way of a day for each candidate: they depend on no price, so are found once."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.jit import Ints, jit
from scheduler.solve.ways import moves, way_after, way_before, way_cost


def with_gates(net: Net, slots: Ints) -> Net:
    """The arrays with the first and last ways filled in."""
    member = slots // net.days
    ends = (net.stay_ptr[member + 1] - net.stay_ptr[member] + 1) if len(slots) else slots
    ptr = np.concatenate([[0], np.cumsum(ends)])
    leave, leave_cost = first_ways(net, member)
    back, back_cost = last_ways(net, member, slots % net.days, ptr)
    return net._replace(
        leave=leave, leave_cost=leave_cost, back_ptr=ptr, back=back, back_cost=back_cost
    )


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


@jit
def last_ways(net: Net, member: Ints, day: Ints, ptr: Ints) -> tuple[Ints, Ints]:
    """Arrival at home and at each lodging, and its cost, for each candidate."""
    back, cost = np.full(ptr[-1], FAR), np.zeros(ptr[-1], np.int64)
    for c in range(len(member)):
        i = member[c]
        for e in range(ptr[c + 1] - ptr[c]):
            goal = net.home[i] if e == 0 else net.stay_place[net.stay_ptr[i] + e - 1]
            at, minutes = way_after(net.roads, net.place[c], goal, net.busy_until[net.node[c]])
            if at < FAR and (e == 0 or at <= net.lodging_by[day[c]]):
                back[ptr[c] + e] = at
                cost[ptr[c] + e] = way_cost(net, i, net.place[c], goal, minutes)
    return back, cost
