"""A plan made of assignments that stand already: its days and figures as the referee reckons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduler.check import check
from scheduler.check.goals import duty_cost, hourly
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
    duties = [_duty(told[shift.member.id, shift.day], shift) for shift in view.shifts]
    rows = [a for shift in view.shifts for a in _assignments(shift)]
    assignments = tuple(sorted(rows, key=lambda a: a.seat))
    return replace(view.plan, duties=tuple(duties), assignments=assignments)


def _duty(duty: Duty, shift: Shift) -> Duty:
    ways = [w for w in shift.ways if w is not None]
    return replace(
        duty,
        seats=tuple(s.seat.id for s in shift.served),
        leaves=shift.leaves,
        returns=shift.returns,
        travel_minutes=sum(w.minutes for w in ways),
        kilometres=sum(w.kilometres for w in ways),
        cost=duty_cost(shift),
    )


def _assignments(shift: Shift) -> list[Assignment]:
    found, came_from = [], shift.starts_at
    for s, way in zip(shift.served, shift.ways, strict=False):
        minutes, kilometres = (way.minutes, way.kilometres) if way is not None else (0, 0)
        cost = hourly(s.minutes, s.member.hourly_rate) + hourly(minutes, s.member.travel_rate)
        found.append(
            replace(
                s.assignment,
                site=s.place,
                origin=came_from,
                travel_minutes=minutes,
                kilometres=kilometres,
                cost=cost + kilometres * s.member.km_rate,
            )
        )
        came_from = s.place
    return found


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
