"""Pricing: the routes of lowest reduced cost in each slot, and what no route can beat."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.jit import Bools, Floats, Ints, jit
from scheduler.solve.labels import (
    LEAVE,
    LUNCH,
    PARENT,
    Day,
    Labels,
    come_back,
    make_labels,
    rest_price,
    set_labels,
)
from scheduler.solve.ways import way_after, way_before, way_cost

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
def day_of(net: Net, tasks: Tasks, t: int, use: Ints) -> Day:
    """The facts of one task; limits that cannot bind are set to ``FAR``."""
    slot = tasks.slot[t]
    member, index = slot // net.days, slot % net.days
    total, heavy = 0, 0
    first, last = FAR, -FAR
    for c in use:
        k = net.node[c]
        total += net.end[k] - net.start[k]
        heavy += 1 if net.trauma[k] else 0
        place, home = net.place[c], net.home[member]
        first = min(first, way_before(net.roads, home, place, net.busy_from[k])[0])
        last = max(last, way_after(net.roads, place, home, net.busy_until[k])[0])
    stays = net.stay_ptr[member + 1] > net.stay_ptr[member]
    minutes_cap, heavy_cap = net.minutes_cap[slot], net.trauma_cap[slot]
    lunch = net.limits.lunch if net.lunch_until[index] < FAR else 0
    slack = net.limits.buffer
    by_span = net.limits.span < FAR and (stays or last - first + slack > net.limits.span)
    return Day(
        member,
        index,
        slot,
        tasks.leave_from[t],
        tasks.return_by[t],
        lunch,
        net.lunch_from[index],
        net.lunch_until[index],
        FAR if total <= minutes_cap else minutes_cap,
        FAR if heavy <= heavy_cap else heavy_cap,
        by_span,
    )


@jit
def best_end(
    net: Net,
    duals: Duals,
    day: Day,
    c: int,
    lab: Labels,
    b: int,
    ends_cost: Floats,
    ends_at: Ints,
) -> tuple[float, int, int]:
    """Cheapest label and place of sleep after candidate number ``b``: cost, label, stay."""
    first_stay, last_stay = net.stay_ptr[day.member], net.stay_ptr[day.member + 1]
    for e in range(first_stay - 1, last_stay):
        number = -1 if e < first_stay else e
        ends_cost[e - first_stay + 1], ends_at[e - first_stay + 1] = come_back(
            net, duals, day, c, number
        )
    best, label, stay = np.inf, -1, -1
    for z in range(lab.used[b]):
        for e in range(last_stay - first_stay + 1):
            arrival = ends_at[e]
            if arrival >= FAR or lab.cost[b, z] + ends_cost[e] >= best:
                continue
            late = lab.data[b, z, LUNCH] == 0 and arrival >= day.lunch_until
            if late or (day.by_span and arrival - lab.data[b, z, LEAVE] > net.limits.span):
                continue
            best, label, stay = lab.cost[b, z] + ends_cost[e], z, e - 1 + first_stay
            if e == 0:
                stay = -1
    return best, label, stay


@jit
def free_day(net: Net, duals: Duals, tasks: Tasks, t: int) -> float:
    """Least reduced cost of a way without seats: going out, coming back or staying away."""
    slot = tasks.slot[t]
    member, index = slot // net.days, slot % net.days
    home, noon = net.home[member], net.noon[index]
    first, last = net.stay_ptr[member], net.stay_ptr[member + 1]
    best = 0.0
    for s in range(first - 1, last):
        for e in range(first - 1, last):
            if (s < first and e < first) or (s >= first and e >= first and s != e):
                continue
            a = home if s < first else net.stay_place[s]
            b = home if e < first else net.stay_place[e]
            arrival, minutes = way_after(net.roads, a, b, noon)
            by = tasks.return_by[t] if e < first else min(tasks.return_by[t], net.lodging_by[index])
            if noon < tasks.leave_from[t] or arrival > by or arrival > noon + 720:
                continue
            cost = duals.use[slot] + way_cost(net, member, a, b, minutes)
            cost += rest_price(duals, slot, noon, 0) + rest_price(duals, slot, arrival, 1)
            if s >= first:
                cost += duals.wake[s * net.days + index]
            if e >= first:
                cost += duals.sleep[e * net.days + index]
            best = min(best, cost)
    return best


@jit
def chosen(net: Net, duals: Duals, slot: int, exact: bool) -> Ints:
    """Candidates worth a label: all of them, or only those with a negative reduced cost."""
    lo, hi = net.first[slot], net.first[slot + 1]
    if exact:
        return np.arange(lo, hi)
    n = 0
    for c in range(lo, hi):
        n += 1 if duals.reduced[c] < 0 else 0
    use = np.empty(n, np.int64)
    n = 0
    for c in range(lo, hi):
        if duals.reduced[c] < 0:
            use[n] = c
            n += 1
    return use


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
    net: Net,
    duals: Duals,
    tasks: Tasks,
    t: int,
    per: int,
    exact: bool,
    out: Routes,
) -> float:
    """Write up to ``per`` routes of task ``t`` with negative reduced cost; return the least."""
    slot = tasks.slot[t]
    use = chosen(net, duals, slot, exact)
    best = free_day(net, duals, tasks, t)
    if len(use) == 0:
        return best
    day = day_of(net, tasks, t, use)
    width = WIDTH
    lab = make_labels(len(use), width)
    while not set_labels(net, duals, day, use, lab):
        width *= 2
        lab = make_labels(len(use), width)
    stays = net.stay_ptr[day.member + 1] - net.stay_ptr[day.member] + 1
    ends_cost, ends_at = np.empty(stays), np.empty(stays, np.int64)
    total, label, sleep = (
        np.full(len(use), np.inf),
        np.empty(len(use), np.int64),
        np.empty(len(use), np.int64),
    )
    charge = duals.use[slot] + duals.work[slot]
    for b in range(len(use)):
        if lab.used[b] > 0:
            cost, label[b], sleep[b] = best_end(net, duals, day, use[b], lab, b, ends_cost, ends_at)
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
    lo: int,
    hi: int,
    per: int,
    exact: bool,
    out: Routes,
    best: Floats,
    skip: Bools,
) -> None:
    """Price tasks ``lo`` to ``hi``; ``best[t]`` receives the least reduced cost."""
    for t in range(lo, hi):
        if not skip[t]:
            best[t] = price_task(net, duals, tasks, t, per, exact, out)
