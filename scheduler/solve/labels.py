"""Cheapest routes of one slot: labels set forward in time over its candidates.

A label is a partial route that ends at a candidate. It carries its reduced cost and what limits
the rest of the day: minutes worked, remote minutes in a row, trauma-heavy seats, departure,
lunch taken, elastic sessions met. A label is dropped when another at the same candidate is at
least as good in all of them, so the cheapest route is found exactly.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Bools, Floats, Ints, jit
from scheduler.solve.ways import moves, way_after, way_before, way_cost

BITS = 62


class Labels(NamedTuple):
    """``[candidate, label]``; ``count[candidate]`` labels are in use."""

    cost: Floats
    minutes: Ints
    row: Ints
    heavy: Ints
    leave: Ints
    lunch: Bools
    met: Ints
    parent: Ints
    """``candidate * width + label`` of the label before, or ``-1 - stay`` (0: from home)."""
    count: Ints


class Day(NamedTuple):
    """What the labels of one slot need to know."""

    member: int
    index: int
    slot: int
    leave_from: int
    return_by: int
    lunch: int
    """Minutes of lunch needed; 0: no rule."""
    lunch_from: int
    lunch_until: int
    minutes_cap: int
    heavy_cap: int
    by_span: bool
    """Whether the span can bind at all."""


@jit
def make_labels(m: int, width: int) -> Labels:
    """Empty labels for ``m`` candidates."""
    shape = (m, width)
    return Labels(np.empty(shape), np.empty(shape, np.int64), np.empty(shape, np.int64),
                  np.empty(shape, np.int64), np.empty(shape, np.int64), np.empty(shape, np.bool_),
                  np.empty(shape, np.int64), np.empty(shape, np.int64), np.zeros(m, np.int64))


@jit
def rest_price(duals: Duals, slot: int, at: int, late: int) -> float:
    """Price of leaving (``late`` 0) or returning (1) at a time."""
    price = 0.0
    for k in range(duals.rest_ptr[slot], duals.rest_ptr[slot + 1]):
        if duals.rest_late[k] == late:
            hit = at >= duals.rest_at[k] if late == 1 else at < duals.rest_at[k]
            if hit:
                price += duals.rest_price[k]
    return price


@jit
def push(lab: Labels, b: int, cost: float, minutes: int, row: int, heavy: int, leave: int,  # noqa: PLR0913
         lunch: bool, met: int, parent: int, by_span: bool) -> bool:  # noqa: FBT001
    """Add a label unless it is dominated; drop those it dominates. False: no room left."""
    n = lab.count[b]
    for z in range(n):
        if (lab.cost[b, z] <= cost and lab.minutes[b, z] <= minutes and lab.row[b, z] <= row
                and lab.heavy[b, z] <= heavy and (not by_span or lab.leave[b, z] >= leave)
                and (lab.lunch[b, z] or not lunch) and (lab.met[b, z] & ~met) == 0):
            return True
    w = 0
    for z in range(n):
        worse = (cost <= lab.cost[b, z] and minutes <= lab.minutes[b, z] and row <= lab.row[b, z]
                 and heavy <= lab.heavy[b, z] and (not by_span or leave >= lab.leave[b, z])
                 and (lunch or not lab.lunch[b, z]) and (met & ~lab.met[b, z]) == 0)
        if not worse:
            if w != z:
                lab.cost[b, w], lab.minutes[b, w] = lab.cost[b, z], lab.minutes[b, z]
                lab.row[b, w], lab.heavy[b, w] = lab.row[b, z], lab.heavy[b, z]
                lab.leave[b, w], lab.lunch[b, w] = lab.leave[b, z], lab.lunch[b, z]
                lab.met[b, w], lab.parent[b, w] = lab.met[b, z], lab.parent[b, z]
            w += 1
    lab.count[b] = w
    if w == lab.cost.shape[1]:
        return False
    lab.cost[b, w], lab.minutes[b, w], lab.row[b, w], lab.heavy[b, w] = cost, minutes, row, heavy
    lab.leave[b, w], lab.lunch[b, w], lab.met[b, w], lab.parent[b, w] = leave, lunch, met, parent
    lab.count[b] = w + 1
    return True


@jit
def set_out(net: Net, duals: Duals, day: Day, c: int, stay: int) -> tuple[float, int]:
    """Cost and departure of going to candidate ``c`` first; departure ``-FAR``: impossible.

    ``stay`` is -1 for home, else the number of the lodging where the member wakes.
    """
    k, place = net.node[c], net.place[c]
    if stay >= 0:
        if net.stay_place[stay] != place:
            return 0.0, -FAR
        leave = net.busy_from[k]
        if leave < day.leave_from:
            return 0.0, -FAR
        price = duals.wake[stay * net.days + day.index]
        return price + rest_price(duals, day.slot, leave, 0), leave
    home = net.home[day.member]
    buffer = net.limits.buffer if moves(home, place) else 0
    leave, minutes = way_before(net.roads, home, place, net.busy_from[k] - buffer)
    if leave < day.leave_from or minutes > net.limits.one_way:
        return 0.0, -FAR
    cost = way_cost(net, day.member, home, place, minutes)
    return cost + rest_price(duals, day.slot, leave, 0), leave


@jit
def come_back(net: Net, duals: Duals, day: Day, c: int, stay: int) -> tuple[float, int]:
    """Cost and arrival of ending the day after candidate ``c``; arrival ``FAR``: impossible."""
    k, place = net.node[c], net.place[c]
    goal = net.home[day.member] if stay < 0 else net.stay_place[stay]
    arrival, minutes = way_after(net.roads, place, goal, net.busy_until[k])
    if arrival > day.return_by or arrival >= FAR:
        return 0.0, FAR
    cost = way_cost(net, day.member, place, goal, minutes) + rest_price(
        duals, day.slot, arrival, 1)
    if stay >= 0:
        if arrival > net.lodging_by[day.index]:
            return 0.0, FAR
        cost += duals.sleep[stay * net.days + day.index]
    return cost, arrival


@jit
def go_on(net: Net, day: Day, a: int, b: int) -> tuple[bool, int, bool]:
    """Whether candidate ``b`` can follow ``a``, what the way costs, whether lunch fits between."""
    ka, kb, here, there = net.node[a], net.node[b], net.place[a], net.place[b]
    free, begin = net.busy_until[ka], net.busy_from[kb]
    if begin < free + net.limits.pause or (net.in_place[b] and here != there):
        return False, 0, False
    buffer = net.limits.buffer if moves(here, there) else 0
    arrival, minutes = way_after(net.roads, here, there, free)
    if arrival + buffer > begin or minutes > net.limits.one_way:
        return False, 0, False
    inside = min(begin, day.lunch_until) - max(free, day.lunch_from)
    lunch = day.lunch > 0 and min(inside, begin - buffer - arrival) >= day.lunch
    return True, way_cost(net, day.member, here, there, minutes), lunch


@jit
def bits_of(net: Net, use: Ints) -> Ints:
    """A bit for each elastic session among the candidates, 0 for the others."""
    bits = np.zeros(len(use), np.int64)
    known = np.empty(BITS, np.int64)
    n = 0
    for a in range(len(use)):
        session = net.elastic[net.node[use[a]]]
        if session < 0:
            continue
        z = 0
        while z < n and known[z] != session:
            z += 1
        if z == n and n < BITS:
            known[n] = session
            n += 1
        if z < n:
            bits[a] = np.int64(1) << z
    return bits


@jit
def set_labels(net: Net, duals: Duals, day: Day, use: Ints, bits: Ints, lab: Labels) -> bool:
    """Fill ``lab`` for the candidates ``use``. False: more labels are needed than there is room."""
    width = lab.cost.shape[1]
    first_stay, last_stay = net.stay_ptr[day.member], net.stay_ptr[day.member + 1]
    for b in range(len(use)):
        c = use[b]
        k = net.node[c]
        length, gain = net.end[k] - net.start[k], duals.reduced[c]
        heavy = 1 if net.trauma[k] and day.heavy_cap < FAR else 0
        counted = length if day.minutes_cap < FAR else 0
        if counted > day.minutes_cap or heavy > day.heavy_cap:
            continue
        row = length if net.remote[k] and net.limits.remote_row < FAR else 0
        if not net.in_place[c]:
            for stay in range(first_stay - 1, last_stay):
                number = -1 if stay < first_stay else stay
                cost, leave = set_out(net, duals, day, c, number)
                if leave == -FAR:
                    continue
                lunch = day.lunch == 0 or net.meal[k] or leave > day.lunch_from
                if not push(lab, b, cost + gain, counted, row, heavy, leave, lunch, bits[b],
                            -1 if number < 0 else -2 - number, day.by_span):
                    return False
        for a in range(b):
            if lab.count[a] == 0 or net.busy_until[net.node[use[a]]] > net.busy_from[k]:
                continue
            ok, way, eat = go_on(net, day, use[a], c)
            if not ok:
                continue
            ka = net.node[use[a]]
            runs_on = (net.remote[k] and net.remote[ka]
                       and net.start[k] - net.end[ka] < net.limits.remote_reset)
            for z in range(lab.count[a]):
                minutes = lab.minutes[a, z] + counted
                in_row = row + (lab.row[a, z] if runs_on and row > 0 else 0)
                load = lab.heavy[a, z] + heavy
                if (minutes > day.minutes_cap or load > day.heavy_cap
                        or (runs_on and in_row > net.limits.remote_row)
                        or (lab.met[a, z] & bits[b]) != 0):
                    continue
                lunch = lab.lunch[a, z] or eat or net.meal[k]
                if not push(lab, b, lab.cost[a, z] + way + gain, minutes, in_row, load,
                            lab.leave[a, z], lunch, lab.met[a, z] | bits[b], a * width + z,
                            day.by_span):
                    return False
    return True
