"""Days that nights away tie together, and another way to spend them when they cannot stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scheduler.check.view import View
from scheduler.excerpt import Slot, joined
from scheduler.plan import Duty, Plan
from scheduler.problem import Confirmed
from scheduler.repair.damage import Damage
from scheduler.repair.exact import best_routes
from scheduler.repair.greedy import Workbench

Journey = Sequence[Duty]
ROUNDS = 8
"""Times that routes are priced in for one journey at most."""


def journeys(view: View, duties: Sequence[Duty]) -> Iterator[Journey]:
    """The duties, those of one journey together; days at home without seats are left out."""
    found: list[Duty] = []
    for duty in sorted(duties, key=lambda d: (d.member, d.day)):
        home = view.members[duty.member].home
        if found and duty.starts_at == home:
            yield found
            found = []
        if duty.seats or {duty.starts_at, duty.sleeps_at} != {home}:
            found = [*found, duty]
    if found:
        yield found


def other_journey(hurt: Damage, journey: Journey, promised: Mapping[str, Confirmed]) -> Damage:
    """The damage with the days of a journey as they lose the fewest of its seats."""
    slots = {_slot(d) for d in journey}
    bench = Workbench(hurt.view, slots, {x for d in journey for x in d.seats}, promised)
    routes = best_routes(bench, ROUNDS) or []
    return _instead(hurt, slots, joined(hurt.view.plan, slots, bench.compiled, routes))


def _instead(hurt: Damage, slots: set[Slot], plan: Plan) -> Damage:
    """The damage with some touched days as a plan has them."""
    had = {x for d in hurt.touched if _slot(d) in slots for x in d.seats}
    days = tuple(d for d in plan.duties if _slot(d) in slots)
    gone = had.difference(*(d.seats for d in days))
    touched = (*(d for d in hurt.touched if _slot(d) not in slots), *days)
    told = {a.seat: a for a in plan.assignments if a.seat in had}
    before = replace(
        hurt.before.plan,
        assignments=tuple(
            told.get(a.seat, a) for a in hurt.before.plan.assignments if a.seat not in gone
        ),
        duties=(*hurt.view.plan.duties, *touched),
    )
    return Damage(hurt.view, hurt.lost | gone, hurt.loose - gone, touched, hurt.view.of(before))


def _slot(duty: Duty) -> Slot:
    return duty.member, duty.day
