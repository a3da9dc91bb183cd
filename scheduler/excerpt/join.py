"""From routes of a small problem back to a plan of the large one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from operator import attrgetter

from scheduler.check import Report
from scheduler.excerpt.people import Slot
from scheduler.plan import Plan, Tier, gap_of
from scheduler.solve.build import duty_of, rooms_of
from scheduler.solve.compile import Compiled
from scheduler.solve.pool import Route


def joined(
    plan: Plan, slots: Collection[Slot], compiled: Compiled, routes: Iterable[Route]
) -> Plan:
    """The plan with these days replaced; its totals are stale."""
    chosen = sorted(routes, key=lambda r: r.slot)
    rooms = rooms_of(compiled, chosen)
    told = [duty_of(compiled, r, rooms) for r in chosen]
    duties = [d for d in plan.duties if (d.member, d.day) not in slots]
    gone = {x for d in plan.duties if (d.member, d.day) in slots for x in d.seats}
    assignments = [a for a in plan.assignments if a.seat not in gone]
    return replace(
        plan,
        duties=tuple(sorted([*duties, *(d for d, _ in told)], key=attrgetter("member", "day"))),
        assignments=tuple(
            sorted([*assignments, *(a for _, new in told for a in new)], key=attrgetter("seat"))
        ),
    )


def totalled(plan: Plan, found: Report) -> Plan:
    """The plan with the totals of the referee's report, and a bound that nobody can doubt."""
    bound = min(plan.bound, found.value)
    most = {c.priority: c.at_most for c in plan.coverage}
    return replace(
        plan,
        value=found.value,
        bound=bound,
        gap=gap_of(found.value, bound),
        seats=found.seats,
        seats_covered=found.seats_covered,
        tiers=tuple(
            Tier(t.name, t.value, max(0, min(t.value, bound - (found.value - t.value))))
            for t in found.tiers
        ),
        coverage=tuple(
            replace(c, at_most=max(c.covered, min(c.seats, most.get(c.priority, c.seats))))
            for c in found.coverage
        ),
    )
