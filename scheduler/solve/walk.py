"""One route walked step by step: whether it is legal, what it costs, when it leaves and returns."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.jit import Ints, jit, lean
from scheduler.solve.ways import moves, way_after, way_before, way_cost

Walk = tuple[bool, int, int, int]
"""Legal, cost in cents (call-out fee and lodging included), leaves, returns."""
NO = (False, 0, 0, 0)


@lean
def departure(net: Net, member: int, c: int, wake: int) -> tuple[int, int]:
    """When the member leaves for candidate ``c`` and what the way costs; ``-FAR``: impossible."""
    k, place = net.node[c], net.place[c]
    if net.in_place[c]:
        return -FAR, 0
    if wake >= 0:
        return (net.busy_from[k], 0) if net.stay_place[wake] == place else (-FAR, 0)
    home = net.home[member]
    buffer = net.limits.buffer if moves(home, place) else 0
    leave, minutes = way_before(net.roads, home, place, net.busy_from[k] - buffer)
    if leave == -FAR or minutes > net.limits.one_way:
        return -FAR, 0
    return leave, way_cost(net, member, home, place, minutes)


@lean
def arrival(net: Net, member: int, c: int, sleep: int, day: int) -> tuple[int, int]:
    """When the member is home or at the lodging after ``c``, and the cost; ``FAR``: impossible."""
    place = net.place[c]
    goal = net.home[member] if sleep < 0 else net.stay_place[sleep]
    at, minutes = way_after(net.roads, place, goal, net.busy_until[net.node[c]])
    if at >= FAR or (sleep >= 0 and at > net.lodging_by[day]):
        return FAR, 0
    return at, way_cost(net, member, place, goal, minutes)


@lean
def loads(net: Net, slot: int, seats: Ints) -> bool:
    """Minutes of the day, trauma-heavy seats and remote minutes in a row keep their limits."""
    minutes, heavy, row, run = 0, 0, 0, 0
    for i, c in enumerate(seats):
        k = net.node[c]
        length = net.end[k] - net.start[k]
        minutes += length
        heavy += 1 if net.trauma[k] else 0
        if not net.remote[k]:
            row, run = 0, 0
            continue
        gap = FAR if i == 0 else net.start[k] - net.end[net.node[seats[i - 1]]]
        if run > 0 and gap < net.limits.remote_reset:
            row, run = row + length, run + 1
        else:
            row, run = length, 1
        if run > 1 and row > net.limits.remote_row:
            return False
    return bool(minutes <= net.minutes_cap[slot] and heavy <= net.trauma_cap[slot])


@lean
def walk(net: Net, slot: int, seats: Ints, wake: int, sleep: int) -> Walk:
    """The route of ``seats`` (candidates in order of time); commitments are not looked at."""
    member, day = slot // net.days, slot % net.days
    if not loads(net, slot, seats):
        return NO
    leave, cost = departure(net, member, seats[0], wake)
    if leave == -FAR:
        return NO
    fed = net.limits.lunch == 0 or net.meal[net.node[seats[0]]]
    for i in range(1, len(seats)):
        a, b = seats[i - 1], seats[i]
        ka, kb = net.node[a], net.node[b]
        here, there, free, begin = net.place[a], net.place[b], net.busy_until[ka], net.busy_from[kb]
        buffer = net.limits.buffer if moves(here, there) else 0
        at, minutes = way_after(net.roads, here, there, free)
        if (
            begin < free + net.limits.pause
            or at + buffer > begin
            or minutes > net.limits.one_way
            or (net.in_place[b] and here != there)
        ):
            return NO
        if net.elastic[ka] >= 0 and met_before(net, seats, i):
            return NO
        inside = min(begin, net.lunch_until[day]) - max(free, net.lunch_from[day])
        fed = fed or net.meal[kb] or min(inside, begin - buffer - at) >= net.limits.lunch
        cost += way_cost(net, member, here, there, minutes)
    back, last = arrival(net, member, seats[-1], sleep, day)
    covers = leave <= net.lunch_from[day] and back >= net.lunch_until[day]
    if back >= FAR or back - leave > net.limits.span or (covers and not fed):
        return NO
    for c in seats:
        cost += net.cost[c]
    lodging = net.lodging[member] if sleep >= 0 else 0
    return True, cost + last + lodging + net.day_fee[member], leave, back


@lean
def free_walk(net: Net, slot: int, wake: int, sleep: int) -> Walk:
    """A way on a day without seats, from noon on; not from one lodging to another."""
    member, day = slot // net.days, slot % net.days
    home, noon = net.home[member], net.noon[day]
    if wake >= 0 and sleep >= 0 and wake != sleep:
        return NO
    a = home if wake < 0 else net.stay_place[wake]
    b = home if sleep < 0 else net.stay_place[sleep]
    returns, minutes = way_after(net.roads, a, b, noon)
    if (sleep >= 0 and returns > net.lodging_by[day]) or returns > noon + 720:
        return NO
    lodging = net.lodging[member] if sleep >= 0 else 0
    return True, way_cost(net, member, a, b, minutes) + lodging, noon, returns


@lean
def met_before(net: Net, seats: Ints, i: int) -> bool:
    """Whether the session of position ``i`` is already met earlier in the route."""
    session = net.elastic[net.node[seats[i]]]
    met = False
    for j in range(i):
        met |= session >= 0 and net.elastic[net.node[seats[j]]] == session
    return met


@jit
def walk_all(net: Net, slots: Ints, ptr: Ints, seats: Ints, wake: Ints, sleep: Ints) -> Ints:
    """``[route, (legal, cost, leaves, returns)]`` of many routes with seats."""
    out = np.zeros((len(slots), 4), np.int64)
    for r in range(len(slots)):
        ok, cost, leaves, returns = walk(
            net, slots[r], seats[ptr[r] : ptr[r + 1]], wake[r], sleep[r]
        )
        out[r, 0], out[r, 1], out[r, 2], out[r, 3] = ok, cost, leaves, returns
    return out
