"""Pricing: the routes of lowest reduced cost in each slot, and what no route can beat."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arcs import arcs_of, rest_of_day
from scheduler.solve.arrays import FAR, Net
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.ends import Ends, ends_of
from scheduler.solve.idle import idle_day
from scheduler.solve.jit import Floats, Ints, jit
from scheduler.solve.labels import LEAVE, LUNCH, PARENT, Aim, Labels, make_labels, set_labels
from scheduler.solve.stage import Day, day_of, stage_of

LONGEST = 64
"""Seats in one route."""
WIDTH = 24
"""Labels at one candidate to begin with; doubled where that is not enough."""
ENOUGH = -1e-6


class Routes(NamedTuple):
    """Routes found, ``per`` rows for each task; rows with length 0 are unused."""

    cost: Floats
    """Reduced cost."""
    length: Ints
    seats: Ints
    """``[row, position]``: candidates in order of time."""
    wake: Ints
    """Stay, or -1 for home."""
    sleep: Ints


@jit
def make_routes(rows: int) -> Routes:
    """Room for routes."""
    return Routes(
        np.zeros(rows),
        np.zeros(rows, np.int64),
        np.zeros((rows, LONGEST), np.int64),
        np.full(rows, -1),
        np.full(rows, -1),
    )


@jit
def chosen(net: Net, duals: Duals, slot: int, exact: bool) -> Ints:
    """Candidates worth a label: all of them, or only those with a negative reduced cost."""
    lo, hi = net.first[slot], net.first[slot + 1]
    everyone = np.arange(lo, hi)
    return everyone if exact else everyone[duals.reduced[lo:hi] < 0]


@jit
def best_end(net: Net, day: Day, ends: Ends, lab: Labels, b: int) -> tuple[float, int, int]:
    """Cheapest label and place of sleep after candidate number ``b``: cost, label, stay."""
    best, label, stay = np.inf, -1, -1
    for z in range(lab.used[b]):
        for e in range(ends.at.shape[1]):
            arrival = ends.at[b, e]
            if arrival >= FAR or lab.cost[b, z] + ends.cost[b, e] >= best:
                continue
            late = lab.data[b, z, LUNCH] == 0 and arrival >= day.lunch_until
            if late or arrival - lab.data[b, z, LEAVE] > net.limits.span:
                continue
            best, label = lab.cost[b, z] + ends.cost[b, e], z
            stay = -1 if e == 0 else day.first_stay + e - 1
    return best, label, stay


@jit
def trace(lab: Labels, use: Ints, b: int, z: int, row: int, out: Routes) -> None:
    """Write the route that ends at label ``z`` of candidate number ``b``."""
    width = lab.cost.shape[1]
    n, at, label = 0, b, z
    while True:
        n += 1
        parent = lab.data[at, label, PARENT]
        if parent < 0:
            break
        at, label = parent // width, parent % width
    out.length[row] = n
    at, label = b, z
    for i in range(n - 1, -1, -1):
        out.seats[row, i] = use[at]
        parent = lab.data[at, label, PARENT]
        if parent < 0:
            out.wake[row] = -1 if parent == -1 else -2 - parent
        else:
            at, label = parent // width, parent % width


@jit
def price_task(
    net: Net, duals: Duals, tasks: Tasks, t: int, per: int, exact: bool, out: Routes
) -> float:
    """Write up to ``per`` routes of task ``t`` with negative reduced cost; return the least.

    The least is 0 where no route has a negative one.
    """
    use = chosen(net, duals, tasks.slot[t], exact)
    best = idle_day(net, duals, tasks, t)
    if len(use) == 0:
        return best
    day = day_of(net, tasks, t)
    x = stage_of(net, duals, day, use)
    ends, arcs = ends_of(net, duals, day, x), arcs_of(net, day, x)
    charge = duals.use[day.slot] + duals.work[day.slot]
    rest = rest_of_day(x, arcs, ends.least)
    aim = Aim(rest, ENOUGH - charge, ends.latest - net.limits.span)
    width = WIDTH
    lab = make_labels(len(use), width)
    while not set_labels(net, duals, day, x, arcs, aim, lab):
        width *= 2
        lab = make_labels(len(use), width)
    total, label, sleep = (
        np.full(len(use), np.inf),
        np.empty(len(use), np.int64),
        np.empty(len(use), np.int64),
    )
    for b in range(len(use)):
        if lab.used[b] > 0:
            cost, label[b], sleep[b] = best_end(net, day, ends, lab, b)
            total[b] = cost + charge
            best = min(best, total[b])
    for i, b in enumerate(np.argsort(total)[:per]):
        if total[b] >= ENOUGH:
            break
        row = t * per + i
        trace(lab, use, b, label[b], row, out)
        out.cost[row], out.sleep[row] = total[b], sleep[b]
    return best


@jit
def price_block(
    net: Net,
    duals: Duals,
    tasks: Tasks,
    which: Ints,
    per: int,
    exact: bool,
    out: Routes,
    best: Floats,
) -> None:
    """Price the tasks ``which``; ``best[t]`` receives the least reduced cost, at most 0."""
    for t in which:
        best[t] = price_task(net, duals, tasks, t, per, exact, out)
