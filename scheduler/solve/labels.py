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
MINUTES, ROW, HEAVY, LEAVE, LUNCH, MET, PARENT = range(7)
"""Columns of ``Labels.data``. ``PARENT`` is ``candidate * width + label`` of the label before,
``-1`` for a start from home, ``-2 - stay`` for a start from a lodging."""


class Labels(NamedTuple):
    """``[candidate, label]``; ``used[candidate]`` labels are in use."""

    cost: Floats
    data: Ints
    used: Ints


class Day(NamedTuple):
    """What the labels of one slot need to know."""

    member: int
    number: int
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


class Local(NamedTuple):
    """The candidates of one slot side by side, so that inner loops read little."""

    place: Ints
    busy_from: Ints
    busy_until: Ints
    length: Ints
    row: Ints
    """Minutes if remote minutes in a row are limited and the seat is remote, else 0."""
    start: Ints
    end: Ints
    heavy: Ints
    meal: Bools
    in_place: Bools
    bits: Ints
    gain: Floats


@jit
def make_labels(m: int, width: int) -> Labels:
    """Empty labels for ``m`` candidates."""
    return Labels(np.empty((m, width)), np.empty((m, width, 7), np.int64), np.zeros(m, np.int64))


@jit
def local_of(net: Net, duals: Duals, day: Day, use: Ints) -> Local:
    """The candidates ``use`` side by side."""
    n = len(use)
    place, begin, until = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    length, row, start = np.empty(n, np.int64), np.zeros(n, np.int64), np.empty(n, np.int64)
    end, heavy, meal = np.empty(n, np.int64), np.zeros(n, np.int64), np.empty(n, np.bool_)
    in_place, gain = np.empty(n, np.bool_), np.empty(n)
    for a in range(n):
        c = use[a]
        k = net.node[c]
        place[a], begin[a], until[a] = net.place[c], net.busy_from[k], net.busy_until[k]
        start[a], end[a], meal[a], in_place[a] = (
            net.start[k],
            net.end[k],
            net.meal[k],
            net.in_place[c],
        )
        minutes = net.end[k] - net.start[k]
        length[a] = minutes if day.minutes_cap < FAR else 0
        if net.remote[k] and net.limits.remote_row < FAR:
            row[a] = minutes
        if net.trauma[k] and day.heavy_cap < FAR:
            heavy[a] = 1
        gain[a] = duals.reduced[c]
    return Local(
        place, begin, until, length, row, start, end, heavy, meal, in_place, bits_of(net, use), gain
    )


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
def push(cost: Floats, data: Ints, count: Ints, b: int, value: float, new: Ints) -> bool:
    """Add a label unless it is dominated; drop those it dominates. False: no room left."""
    n, w = count[b], 0
    for z in range(n):
        old = data[b, z]
        if (
            cost[b, z] <= value
            and old[MINUTES] <= new[MINUTES]
            and old[ROW] <= new[ROW]
            and old[HEAVY] <= new[HEAVY]
            and old[LEAVE] >= new[LEAVE]
            and old[LUNCH] >= new[LUNCH]
            and (old[MET] & ~new[MET]) == 0
        ):
            return True
    for z in range(n):
        old = data[b, z]
        if not (
            value <= cost[b, z]
            and new[MINUTES] <= old[MINUTES]
            and new[ROW] <= old[ROW]
            and new[HEAVY] <= old[HEAVY]
            and new[LEAVE] >= old[LEAVE]
            and new[LUNCH] >= old[LUNCH]
            and (new[MET] & ~old[MET]) == 0
        ):
            if w != z:
                cost[b, w] = cost[b, z]
                data[b, w] = data[b, z]
            w += 1
    if w == cost.shape[1]:
        count[b] = w
        return False
    cost[b, w] = value
    data[b, w] = new
    count[b] = w + 1
    return True


@jit
def set_out(net: Net, duals: Duals, day: Day, c: int, stay: int) -> tuple[float, int]:
    """Cost and departure of going to candidate ``c`` first; departure ``-FAR``: impossible.

    ``stay`` is -1 for home, else the number of the lodging where the member wakes.
    """
    k, place = net.node[c], net.place[c]
    if stay >= 0:
        leave = net.busy_from[k]
        if net.stay_place[stay] != place or leave < day.leave_from:
            return 0.0, -FAR
        price = duals.wake[stay * net.days + day.number]
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
    cost = way_cost(net, day.member, place, goal, minutes) + rest_price(duals, day.slot, arrival, 1)
    if stay >= 0:
        if arrival > net.lodging_by[day.number]:
            return 0.0, FAR
        cost += duals.sleep[stay * net.days + day.number]
    return cost, arrival


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
def arcs_into(net: Net, day: Day, x: Local, b: int, way: Ints, eat: Bools) -> None:
    """For each earlier candidate: cost of the way to ``b`` (-1: impossible) and lunch between."""
    minutes_of, kilometres, border = net.roads.minutes, net.roads.kilometres, net.roads.border
    travel_rate, km_rate = net.travel_rate[day.member], net.km_rate[day.member]
    pause, one_way, buffer_ = net.limits.pause, net.limits.one_way, net.limits.buffer
    there, begin = x.place[b], x.busy_from[b]
    for a in range(b):
        way[a] = -1
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
def start_labels(
    net: Net,
    duals: Duals,
    day: Day,
    c: int,
    x: Local,
    b: int,
    lab: Labels,
    new: Ints,
) -> None:
    """Labels of going to candidate number ``b`` first, from home and from each lodging."""
    first_stay, last_stay = net.stay_ptr[day.member], net.stay_ptr[day.member + 1]
    for stay in range(first_stay - 1, last_stay):
        number = -1 if stay < first_stay else stay
        if number >= 0 and net.stay_place[number] != x.place[b]:
            continue
        cost, leave = set_out(net, duals, day, c, number)
        if leave == -FAR:
            continue
        new[MINUTES], new[ROW], new[HEAVY] = x.length[b], x.row[b], x.heavy[b]
        new[LEAVE] = leave if day.by_span else 0
        new[LUNCH] = 1 if day.lunch == 0 or x.meal[b] or leave > day.lunch_from else 0
        new[MET], new[PARENT] = x.bits[b], -1 if number < 0 else -2 - number
        push(lab.cost, lab.data, lab.used, b, cost + x.gain[b], new)


@jit
def set_labels(net: Net, duals: Duals, day: Day, use: Ints, lab: Labels) -> bool:
    """Fill ``lab`` for the candidates ``use``. False: more labels are needed than there is room."""
    x = local_of(net, duals, day, use)
    cost, data, count = lab.cost, lab.data, lab.used
    width, reset, longest = cost.shape[1], net.limits.remote_reset, net.limits.remote_row
    way, eat, new = (
        np.empty(len(use), np.int64),
        np.empty(len(use), np.bool_),
        np.empty(7, np.int64),
    )
    for b in range(len(use)):
        if x.length[b] > day.minutes_cap or x.heavy[b] > day.heavy_cap:
            continue
        if not x.in_place[b]:
            start_labels(net, duals, day, use[b], x, b, lab, new)
        arcs_into(net, day, x, b, way, eat)
        for a in range(b):
            if way[a] < 0 or count[a] == 0:
                continue
            runs_on = x.row[a] > 0 and x.row[b] > 0 and x.start[b] - x.end[a] < reset
            fed = 1 if eat[a] or x.meal[b] else 0
            for z in range(count[a]):
                old = data[a, z]
                new[MINUTES], new[HEAVY] = old[MINUTES] + x.length[b], old[HEAVY] + x.heavy[b]
                new[ROW] = x.row[b] + (old[ROW] if runs_on else 0)
                if (
                    new[MINUTES] > day.minutes_cap
                    or new[HEAVY] > day.heavy_cap
                    or (runs_on and new[ROW] > longest)
                    or (old[MET] & x.bits[b]) != 0
                ):
                    continue
                new[LEAVE], new[LUNCH] = old[LEAVE], max(old[LUNCH], fed)
                new[MET], new[PARENT] = old[MET] | x.bits[b], a * width + z
                if not push(cost, data, count, b, cost[a, z] + way[a] + x.gain[b], new):
                    return False
    return True
