"""A night at the place of an open seat, for a member who need not sleep away by the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scheduler.check import checked
from scheduler.check.view import View
from scheduler.excerpt import joined, totalled
from scheduler.explain.model import Relaxation
from scheduler.plan import Plan
from scheduler.plan.tiers import below_coverage, change
from scheduler.problem import Problem
from scheduler.repair.greedy import Workbench
from scheduler.repair.who import Who
from scheduler.solve.pool import Route, route_of

Night = tuple[int, int, list[Route]]
"""Cost, number of the candidate, the day before and the day itself."""
TRIED = 3


def lodging(view: View, seat: str) -> tuple[Relaxation, Problem, Plan] | None:
    """The cheapest night; the referee is asked about this member with the rule relaxed."""
    bench = _bench(view, seat)
    if bench is None:
        return None
    for _, c, routes in sorted(_nights(bench), key=lambda x: x[:2])[:TRIED]:
        relaxed = _relaxed(view, bench, c)
        draft = joined(view.plan, _slots(bench, routes), bench.compiled, routes)
        draft = replace(draft, bound=0, uncovered=(), problem_digest="")
        report = checked(View(relaxed, draft), claims=False)
        plan = totalled(draft, report)
        given = next(a for a in plan.assignments if a.seat == seat)
        if not any(given.member in v.members or seat in v.seats for v in report.violations):
            return _told(view, plan, seat), relaxed, plan
    return None


def _bench(view: View, seat: str) -> Workbench | None:
    """Members without work on the day and the day before, where every way needs a night."""
    day = view.day_of(view.sessions[view.seats[seat].session].start)
    if day < 1 or view.problem.travel is None or view.seats[seat].chain:
        return None
    who, busy = Who(view), {(d.member, d.day) for d in view.plan.duties}
    names = [
        m
        for m in who.names(who.may(seat))
        if busy.isdisjoint({(m, day - 1), (m, day), (m, day + 1)})
    ]
    slots = {(m, d) for m in names for d in (day - 1, day)}
    problem = _any_night(view.problem, 0)
    return Workbench(View(problem, view.plan), slots, {seat}, {}) if slots else None


def _any_night(problem: Problem, limit: int) -> Problem:
    return replace(
        problem,
        policy=replace(problem.policy, max_one_way=limit),
        days=tuple(replace(d, lodging_by=None) for d in problem.days),
    )


def _nights(bench: Workbench) -> Iterator[Night]:
    """The way on the day before, and the seat on the day itself."""
    compiled, board = bench.compiled, bench.board()
    net = compiled.net
    for c in compiled.of_seat.tolist():
        slot, place = int(compiled.candidates.slot[c]), net.place[c]
        member = slot // net.days
        stays = range(net.stay_ptr[member], net.stay_ptr[member + 1])
        stay = next((k for k in stays if net.stay_place[k] == place), None)
        if stay is None or not board.fits(c):
            continue
        there = route_of(compiled, slot - 1, (), -1, stay)
        work = route_of(compiled, slot, (c,), stay, -1)
        if there is not None and work is not None:
            yield there.cost + work.cost, c, [there, work]


def _relaxed(view: View, bench: Workbench, c: int) -> Problem:
    """Nights are allowed from the length of this way on."""
    net = bench.compiled.net
    home = net.home[bench.compiled.candidates.member[c]]
    way = int(net.roads.minutes[home, net.place[c]])
    limit = view.problem.policy.max_one_way
    return _any_night(view.problem, way - 1 if limit is None else min(limit, way - 1))


def _slots(bench: Workbench, routes: list[Route]) -> set[tuple[str, int]]:
    members, days = bench.compiled.problem.members, bench.compiled.net.days
    return {(members[r.slot // days].id, r.slot % days) for r in routes}


def _told(view: View, plan: Plan, seat: str) -> Relaxation:
    tiers = change(view.plan, plan)
    given = next(a for a in plan.assignments if a.seat == seat)
    price = below_coverage(tiers)
    return Relaxation("lodging", given.member, given.start, given.modality, price, tiers)
