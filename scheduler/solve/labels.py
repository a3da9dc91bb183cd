"""Cheapest routes of one slot: labels set forward in time over its candidates.

A label is a partial route that ends at a candidate. It carries its reduced cost and what limits
the rest of the day: minutes worked, remote minutes in a row, trauma-heavy seats, departure,
lunch taken, elastic sessions met. A label is dropped when another at the same candidate is at
least as good in all of them, or when no rest of the day could bring it below the limit asked
for; so the cheapest route is found exactly.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arcs import Arcs
from scheduler.solve.arrays import FAR, Net
from scheduler.solve.day import Day
from scheduler.solve.duals import Duals
from scheduler.solve.ends import set_out
from scheduler.solve.jit import Floats, Ints, jit, lean
from scheduler.solve.stage import Stage

MINUTES, ROW, HEAVY, LEAVE, LUNCH, MET, PARENT = range(7)
"""Columns of ``Labels.data``. ``PARENT`` is ``candidate * width + label`` of the label before,
``-1`` for a start from home, ``-2 - stay`` for a start from a lodging."""


class Labels(NamedTuple):
    """``[candidate, label]``; ``used[candidate]`` labels are in use."""

    cost: Floats
    data: Ints
    used: Ints


class Aim(NamedTuple):
    """Which labels are worth keeping."""

    rest: Floats
    """By candidate: what the rest of the day costs at least."""
    later: Floats
    """``[candidate, lunch]``: the same where each minute costs ``price``."""
    price: float
    limit: float
    """Routes that do not cost less are of no use."""
    safe_leave: int
    """Whoever leaves then or later cannot exceed the span."""


@jit
def make_labels(m: int, width: int) -> Labels:
    """Empty labels for ``m`` candidates."""
    return Labels(np.empty((m, width)), np.empty((m, width, 7), np.int64), np.zeros(m, np.int64))


@lean
def enter(label: Ints, new: Ints) -> None:
    """Let a label be a new one."""
    for k in range(len(new)):
        label[k] = new[k]


@lean
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
                enter(data[b, w], old)
            w += 1
    if w == cost.shape[1]:
        count[b] = w
        return False
    cost[b, w] = value
    enter(data[b, w], new)
    count[b] = w + 1
    return True


@lean
def start_labels(
    net: Net, duals: Duals, day: Day, x: Stage, aim: Aim, b: int, lab: Labels, new: Ints
) -> None:
    """Labels of going to candidate number ``b`` first, from home and from each lodging."""
    for stay in range(day.first_stay - 1, day.last_stay):
        number = -1 if stay < day.first_stay else stay
        if number >= 0 and net.stay_place[number] != x.place[b]:
            continue
        cost, leave = set_out(net, duals, day, x, b, number)
        if leave == -FAR or cost + x.gain[b] + aim.rest[b] >= aim.limit:
            continue
        new[MINUTES] = max(x.length[b], x.minutes_floor[b])
        new[HEAVY] = max(x.heavy[b], x.heavy_floor[b])
        new[ROW] = x.row[b] if x.linked[b] else 0
        new[LEAVE] = min(leave, aim.safe_leave)
        new[LUNCH] = 1 if day.lunch == 0 or x.meal[b] or leave > day.lunch_from else 0
        new[MET], new[PARENT] = x.bits[b] & x.alive[b], -1 if number < 0 else -2 - number
        spare = aim.price * (day.minutes_cap - new[MINUTES])
        if cost + x.gain[b] + aim.later[b, new[LUNCH]] - spare >= aim.limit:
            continue
        push(lab.cost, lab.data, lab.used, b, cost + x.gain[b], new)


@jit
def set_labels(
    net: Net, duals: Duals, day: Day, x: Stage, arcs: Arcs, aim: Aim, lab: Labels
) -> bool:
    """Fill ``lab``. False: more labels are needed than there is room."""
    cost, data, count = lab.cost, lab.data, lab.used
    width, reset, longest = cost.shape[1], net.limits.remote_reset, net.limits.remote_row
    new = np.empty(7, np.int64)
    for b in range(len(x.place)):
        if x.length[b] > day.minutes_cap or x.heavy[b] > day.heavy_cap:
            continue
        if not x.in_place[b]:
            start_labels(net, duals, day, x, aim, b, lab, new)
        worst = aim.limit - aim.rest[b] - x.gain[b]
        for a in range(b):
            way = arcs.way[b, a]
            if way < 0 or count[a] == 0:
                continue
            runs_on = x.row[a] > 0 and x.row[b] > 0 and x.start[b] - x.end[a] < reset
            fed = 1 if arcs.eat[b, a] or x.meal[b] else 0
            for z in range(count[a]):
                if cost[a, z] + way >= worst:
                    continue
                old = data[a, z]
                minutes, heavy = old[MINUTES] + x.length[b], old[HEAVY] + x.heavy[b]
                lunch = max(old[LUNCH], fed)
                spare = aim.price * (day.minutes_cap - max(minutes, x.minutes_floor[b]))
                row = x.row[b] + (old[ROW] if runs_on else 0)
                if (
                    minutes > day.minutes_cap
                    or heavy > day.heavy_cap
                    or (runs_on and row > longest)
                    or (old[MET] & x.bits[b]) != 0
                    or cost[a, z] + way + x.gain[b] + aim.later[b, lunch] - spare >= aim.limit
                ):
                    continue
                new[MINUTES] = max(minutes, x.minutes_floor[b])
                new[HEAVY] = max(heavy, x.heavy_floor[b])
                new[ROW] = row if x.linked[b] else 0
                new[LEAVE], new[LUNCH] = old[LEAVE], lunch
                new[MET] = (old[MET] | x.bits[b]) & x.alive[b]
                new[PARENT] = a * width + z
                if not push(cost, data, count, b, cost[a, z] + way + x.gain[b], new):
                    return False
    return True
