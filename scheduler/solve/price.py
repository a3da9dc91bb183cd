"""Pricing: the routes of lowest reduced cost in each slot, and what no route can beat."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arcs import arcs_of, rest_of_day
from scheduler.solve.arrays import FAR, Net
from scheduler.solve.day import Day, day_of
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.ends import Ends, ends_of
from scheduler.solve.idle import idle_day
from scheduler.solve.jit import Floats, Ints, jit, lean
from scheduler.solve.labels import LEAVE, LUNCH, Aim, Labels, make_labels, set_labels
from scheduler.solve.nights import with_seats, without_seats
from scheduler.solve.reach import Reach, reach_of
from scheduler.solve.routes import Routes, trace
from scheduler.solve.spots import spots_of
from scheduler.solve.stage import stage_of

WIDTH = 24
"""Labels at one candidate to begin with; doubled where that is not enough."""
ENOUGH = -1e-6
FIRST_REACH, WIDER = 1e-3, 2.5
"""How far above the bound routes are looked for first, as a share of it, and then."""
FAR_ENOUGH = 0.01
"""How far one route is enough, even if more are asked for."""
ROUNDING = 1e-9


@jit
def chosen(net: Net, duals: Duals, slot: int, exact: bool) -> tuple[Ints, Ints]:
    """Candidates to look at, all of them or only those with a negative reduced cost; and their
    numbers in the order in which they end."""
    lo, hi = net.first[slot], net.first[slot + 1]
    wanted = np.ones(hi - lo, np.bool_) if exact else duals.reduced[lo:hi] < 0
    order = net.by_until[lo:hi]
    number = np.cumsum(wanted) - 1
    return lo + np.flatnonzero(wanted), number[order[wanted[order]]]


@lean
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


class Ended(NamedTuple):
    """The best routes below a limit that end with each of some candidates."""

    use: Ints
    lab: Labels
    total: Floats
    label: Ints
    sleep: Ints


@jit
def ended(net: Net, duals: Duals, day: Day, use: Ints, reach: Reach, limit: float) -> Ended:
    """Routes over those of the candidates ``use`` that may be in one below ``limit``."""
    worth = np.flatnonzero(reach.through < limit + ROUNDING * abs(limit))
    later, use = reach.later[worth], use[worth]
    n, width = len(use), WIDTH
    x = stage_of(net, duals, day, use)
    ends, arcs = ends_of(net, duals, day, x), arcs_of(net, day, x)
    least = rest_of_day(x, arcs, ends.least)
    limit += ROUNDING * abs(limit)
    aim = Aim(least, later, reach.price, limit, ends.latest - net.limits.span)
    lab = make_labels(n, width)
    while not set_labels(net, duals, day, x, arcs, aim, lab):
        width *= 2
        lab = make_labels(n, width)
    total, label, sleep = np.full(n, np.inf), np.full(n, -1), np.full(n, -1)
    for b in range(n):
        if lab.used[b] > 0:
            total[b], label[b], sleep[b] = best_end(net, day, ends, lab, b)
    return Ended(use, lab, total, label, sleep)


@jit
def price_task(
    net: Net,
    duals: Duals,
    tasks: Tasks,
    t: int,
    per: int,
    exact: bool,
    out: Routes,
    away: Floats,
) -> float:
    """Write up to ``per`` routes of task ``t`` with negative reduced cost; return the least.

    The least is 0 where no route has a negative one. Routes are looked for between the bound and
    a limit a little above it, then a higher one, until enough are found. ``away`` tells by stay
    what a day costs at least in which one wakes or sleeps there.
    """
    use, order = chosen(net, duals, tasks.slot[t], exact)
    best = idle_day(net, duals, tasks, t)
    day = day_of(net, tasks, t)
    without_seats(net, duals, day, away)
    if len(use) == 0:
        return best
    charge = duals.use[day.slot] + duals.work[day.slot]
    spots = spots_of(net, duals, day, use, order)
    reach = reach_of(spots, day.minutes_cap, tasks.minute_price[t])
    tasks.minute_price[t] = reach.price
    lowest, last = reach.through.min(), ENOUGH - charge
    with_seats(net, duals, day, spots, reach, charge, away)
    above = FIRST_REACH * abs(lowest) + 1.0
    while lowest < last + ROUNDING * abs(lowest):
        limit = min(last, lowest + above)
        found = ended(net, duals, day, use, reach, limit)
        known = (found.total < limit).sum()
        if limit >= last or known >= (per if above < FAR_ENOUGH * abs(lowest) else 1):
            write(found, charge, t * per, per, out)
            return min(best, found.total.min() + charge) if len(found.total) else best
        above *= WIDER
        if known == 0 and per == 1 and len(found.total):
            above = min(above, found.total.min() - lowest + 1.0)
    return best


@jit
def write(found: Ended, charge: float, row: int, per: int, out: Routes) -> None:
    """Write the best routes from ``row`` on."""
    for i, b in enumerate(np.argsort(found.total)[:per]):
        cost = found.total[b] + charge
        if cost >= ENOUGH:
            break
        trace(found.lab, found.use, b, found.label[b], row + i, out)
        out.cost[row + i], out.sleep[row + i] = cost, found.sleep[b]


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
    regret: Floats,
) -> None:
    """Price the tasks ``which``; ``best[t]`` receives the least reduced cost, at most 0, and
    ``regret[t]`` how much more it costs at least to wake or sleep at each stay."""
    for t in which:
        best[t] = price_task(net, duals, tasks, t, per, exact, out, regret[t])
        regret[t] -= best[t]
