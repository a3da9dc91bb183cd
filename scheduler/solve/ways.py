"""Journeys in compiled code."""

from __future__ import annotations

from scheduler.solve.arrays import FAR, Net, Roads
from scheduler.solve.jit import lean


@lean
def wait_at(roads: Roads, border: int, at: int) -> int:
    """Minutes one waits at a border who sets out at ``at``."""
    wait = 0
    for k in range(roads.step_ptr[border], roads.step_ptr[border + 1]):
        if roads.step_at[k] > at:
            break
        wait = roads.step_wait[k]
    return wait


@lean
def way_after(roads: Roads, a: int, b: int, free: int) -> tuple[int, int]:
    """Arrival and minutes on the way for the first arrival leaving from ``free`` on.

    The last departure among those that arrive first; arrival ``FAR`` when there is no way.
    """
    if a == b or a == 0 or b == 0:
        return free, 0
    minutes = roads.minutes[a, b]
    if minutes < 0:
        return FAR, 0
    border = roads.border[a, b]
    if border < 0:
        return free + minutes, minutes
    best = minutes + wait_at(roads, border, free)
    arrival = free + best
    for k in range(roads.step_ptr[border], roads.step_ptr[border + 1]):
        at = roads.step_at[k]
        if at <= free:
            continue
        if at + minutes > arrival:
            break
        total = minutes + roads.step_wait[k]
        if at + total <= arrival:
            best, arrival = total, at + total
    return arrival, best


@lean
def way_before(roads: Roads, a: int, b: int, deadline: int) -> tuple[int, int]:
    """Departure and minutes on the way for the last departure that arrives by ``deadline``.

    Departure ``-FAR`` when there is no way.
    """
    if a == b or a == 0 or b == 0:
        return deadline, 0
    minutes = roads.minutes[a, b]
    if minutes < 0:
        return -FAR, 0
    border = roads.border[a, b]
    if border < 0:
        return deadline - minutes, minutes
    until = FAR
    for k in range(roads.step_ptr[border + 1] - 1, roads.step_ptr[border] - 1, -1):
        leave = min(deadline - minutes - roads.step_wait[k], until - 1)
        if leave >= roads.step_at[k]:
            return leave, minutes + roads.step_wait[k]
        until = roads.step_at[k]
    return min(deadline - minutes, until - 1), minutes


@lean
def moves(a: int, b: int) -> bool:
    """Whether going from ``a`` to ``b`` is a way at all."""
    return a != b and a != 0 and b != 0


@lean
def way_cost(net: Net, i: int, a: int, b: int, minutes: int) -> int:
    """What member ``i``'s way costs: time, kilometres and, across a border, fairness."""
    if not moves(a, b):
        return 0
    trip = net.trip_cost[i] if net.roads.border[a, b] >= 0 else 0
    length = net.roads.kilometres[a, b]
    return fare(minutes, net.travel_rate[i], length, net.km_rate[i]) + int(trip)


@lean
def fare(minutes: int, travel_rate: int, kilometres: int, km_rate: int) -> int:
    """What the time and the length of a way cost."""
    return int((minutes * travel_rate + 30) // 60 + kilometres * km_rate)
