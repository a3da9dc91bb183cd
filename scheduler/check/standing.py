"""A plan made of assignments that stand already: its days and figures as the referee reckons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduler.check import check
from scheduler.check.pay import duty_cost, seat_pay, way_cost
from scheduler.check.roads import Way
from scheduler.check.served import Served
from scheduler.check.shift import Shift
from scheduler.check.view import View
from scheduler.plan import Assignment, Coverage, Duty, Plan, Tier
from scheduler.problem import Problem

Slot = tuple[str, int]
NAME = "tarjuman-standing 1"


def standing_plan(
    problem: Problem, assignments: Sequence[Assignment], duties: Sequence[Duty] = ()
) -> Plan:
    """The plan that these assignments make; nothing is proven of it.

    ``duties`` are those of an earlier plan of the same days: from them come the nights away.
    """
    bare = Plan(0, 0, 0.0, 0, 0, 0.0, tuple(sorted(assignments, key=lambda a: a.seat)), (), ())
    told = replace(bare, duties=tuple(_duties(problem, bare, duties)), solver=NAME)
    return _totalled(problem, _figured(View(problem, told)))


def _duties(problem: Problem, plan: Plan, before: Sequence[Duty]) -> list[Duty]:
    view, seats = View(problem, plan), defaultdict[Slot, list[str]](list)
    for s in view.served.values():
        seats[s.member.id, s.day].append(s.seat.id)
    old = {(d.member, d.day): d for d in before if d.member in view.members}
    kept = _runs(old, seats, view)
    return [
        replace(old[slot], seats=tuple(seats[slot]))
        if slot in kept
        else _at_home(view, slot, seats[slot])
        for slot in sorted({*seats, *kept})
    ]


def _at_home(view: View, slot: Slot, seats: Sequence[str]) -> Duty:
    home = view.members[slot[0]].home
    return Duty(*slot, tuple(seats), 0, 0, home, home)


def _runs(old: Mapping[Slot, Duty], seats: Mapping[Slot, object], view: View) -> set[Slot]:
    """Days of journeys with nights away on which the member still has a seat."""
    kept: set[Slot] = set()
    for slot, duty in old.items():
        home = view.members[slot[0]].home
        if duty.starts_at != home or (slot not in seats and duty.sleeps_at == home):
            continue
        run = [slot]
        while old[run[-1]].sleeps_at != home and (slot[0], run[-1][1] + 1) in old:
            run.append((slot[0], run[-1][1] + 1))
        if any(one in seats for one in run):
            kept |= set(run)
    return kept


def _figured(view: View) -> Plan:
    """Times, ways and costs of every day and assignment."""
    told = {(d.member, d.day): d for d in view.plan.duties}
    duties = [as_it_is(told[shift.member.id, shift.day], shift) for shift in view.shifts]
    rows = [given for shift in view.shifts for given in assignments_of(shift)]
    assignments = tuple(sorted(rows, key=lambda a: a.seat))
    return replace(view.plan, duties=tuple(duties), assignments=assignments)


def as_it_is(duty: Duty, shift: Shift) -> Duty:
    """The duty with the figures that the shift has."""
    return replace(
        duty,
        seats=tuple(s.seat.id for s in shift.served),
        leaves=shift.leaves,
        returns=shift.returns,
        travel_minutes=shift.travel_minutes,
        kilometres=shift.kilometres,
        cost=duty_cost(shift),
    )


def assignments_of(shift: Shift) -> list[Assignment]:
    """With the figures that the shift has."""
    return [_assignment(*arrival) for arrival in shift.arrivals]


def _assignment(s: Served, origin: str, way: Way | None) -> Assignment:
    return replace(
        s.assignment,
        site=s.place,
        origin=origin,
        travel_minutes=way.minutes if way is not None else 0,
        kilometres=way.kilometres if way is not None else 0,
        cost=seat_pay(s) + way_cost(s.member, way),
    )


def _totalled(problem: Problem, plan: Plan) -> Plan:
    found = check(problem, plan, claims=False)
    return replace(
        plan,
        value=found.value,
        gap=1.0 if found.value else 0.0,
        seats=found.seats,
        seats_covered=found.seats_covered,
        tiers=tuple(Tier(t.name, t.value) for t in found.tiers),
        coverage=tuple(Coverage(c.priority, c.seats, c.covered, c.seats) for c in found.coverage),
    )
