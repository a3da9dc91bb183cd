"""Ways between the seats of one day, and what the rest of a day costs at least."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.day import Day
from scheduler.solve.jit import Bools, Floats, Ints, jit
from scheduler.solve.stage import Stage
from scheduler.solve.ways import way_after


class Arcs(NamedTuple):
    """``[to, from]``."""

    way: Ints
    """Cost of the way; -1: impossible."""
    eat: Bools
    """Whether there is time for lunch between."""


@jit
def arcs_of(net: Net, day: Day, x: Stage) -> Arcs:
    """All ways between the candidates."""
    n = len(x.place)
    arcs = Arcs(np.full((n, n), -1), np.zeros((n, n), np.bool_))
    for b in range(n):
        arcs_into(net, day, x, b, arcs.way[b], arcs.eat[b])
    return arcs


@jit
def arcs_into(net: Net, day: Day, x: Stage, b: int, way: Ints, eat: Bools) -> None:
    """The ways to ``b`` from each earlier candidate."""
    minutes_of, kilometres, border = net.roads.minutes, net.roads.kilometres, net.roads.border
    travel_rate, km_rate = net.travel_rate[day.member], net.km_rate[day.member]
    pause, one_way, buffer_ = net.limits.pause, net.limits.one_way, net.limits.buffer
    there, begin = x.place[b], x.busy_from[b]
    for a in range(b):
        here, free = x.place[a], x.busy_until[a]
        if begin < free + pause or (x.in_place[b] and here != there):
            continue
        if here == there or here == 0 or there == 0:
            way[a] = 0
            eat[a] = min(begin, day.lunch_until) - max(free, day.lunch_from) >= day.lunch
            continue
        minutes = minutes_of[here, there]
        if minutes < 0 or free + minutes + buffer_ > begin or minutes > one_way:
            continue
        arrival = free + minutes
        if border[here, there] >= 0:
            arrival, minutes = way_after(net.roads, here, there, free)
            if arrival + buffer_ > begin or minutes > one_way:
                continue
        way[a] = (minutes * travel_rate + 30) // 60 + kilometres[here, there] * km_rate
        if border[here, there] >= 0:
            way[a] += net.trip_cost[day.member]
        inside = min(begin, day.lunch_until) - max(free, day.lunch_from)
        eat[a] = min(inside, begin - buffer_ - arrival) >= day.lunch


@jit
def rest_of_day(x: Stage, arcs: Arcs, least: Floats) -> Floats:
    """For each candidate what follows it costs at least, the end of the day included.

    ``least`` is the cheapest end after each. Limits of the day are left aside.
    """
    rest = least.copy()
    for b in range(len(rest) - 1, -1, -1):
        onward = x.gain[b] + rest[b]
        for a in range(b):
            if arcs.way[b, a] >= 0:
                rest[a] = min(rest[a], arcs.way[b, a] + onward)
    return rest
