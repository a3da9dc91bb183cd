"""What a choice of assignments and routes is charged for fairness."""

from __future__ import annotations

import itertools
from collections import defaultdict

from scheduler.solve.compile import Compiled
from scheduler.solve.pool import Route
from scheduler.solve.screen import Demand

Hours = list[tuple[int, Demand, int]]
"""Member, seat and start of each assignment."""


def overload(compiled: Compiled, hours: Hours) -> int:
    """Minutes above the fair share of a week."""
    p = compiled.problem
    minutes: dict[tuple[int, str], int] = defaultdict(int)
    for i, d, start in hours:
        minutes[i, _week(compiled, start)] += d.duration
    fixed: dict[tuple[int, str], int] = defaultdict(int)
    for c in p.commitments:
        fixed[compiled.crew.index[c.member], c.week] += c.minutes
    over = 0
    for (i, week), n in minutes.items():
        fair = p.members[i].fair_minutes
        if fair is not None:
            over += max(0, n - max(0, fair - fixed[i, week]))
    return over * p.goals.overload


def _week(compiled: Compiled, start: int) -> str:
    return next(d.week for d in reversed(compiled.days) if d.start <= start)


def balance(compiled: Compiled, hours: Hours) -> int:
    """Minutes by which the lending of each two countries differs."""
    p = compiled.problem
    lent: dict[tuple[str, str], int] = defaultdict(int)
    for x in p.lent:
        lent[x.lender, x.borrower] += x.minutes
    for i, d, _ in hours:
        lent[p.members[i].country, d.session.country] += d.duration
    pairs = {(min(k), max(k)) for k in lent if all(k) and k[0] != k[1]}
    return p.goals.balance * sum(abs(lent[a, b] - lent[b, a]) for a, b in pairs)


def burdens(compiled: Compiled, hours: Hours) -> int:
    """Unsocial hours and trauma-heavy seats."""
    goals, total = compiled.problem.goals, 0
    for i, d, start in hours:
        m = compiled.problem.members[i]
        outside = _outside(compiled, start, d.duration)
        total += (outside * goals.unsocial * m.unsocial_load + 3000) // 6000
        total += (goals.trauma * m.trauma_load + 50) // 100 if d.session.trauma else 0
    return total


def _outside(compiled: Compiled, start: int, duration: int) -> int:
    """Minutes outside social hours."""
    social = next(d.social for d in reversed(compiled.days) if d.start <= start)
    if social is None:
        return 0
    return duration - max(0, min(start + duration, social[1]) - max(start, social[0]))


def trips(compiled: Compiled, routes: list[Route]) -> int:
    """Borders crossed."""
    return sum(
        int(compiled.net.trip_cost[r.slot // compiled.net.days]) * _crossings(compiled, r)
        for r in routes
    )


def _crossings(compiled: Compiled, r: Route) -> int:
    """How many ways of a route lead across a border."""
    net = compiled.net
    home = int(net.home[r.slot // net.days])
    ends = [home if s < 0 else int(net.stay_place[s]) for s in (r.wake, r.sleep)]
    stops = [ends[0], *(int(net.place[c]) for c in r.seats), ends[1]]
    ways = itertools.pairwise(stops)
    return sum(bool(a != b and a and b and net.roads.border[a, b] >= 0) for a, b in ways)
