"""What a plan says about itself: ids, figures, value and bound."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.check.joint_rules import covered
from scheduler.check.pay import duty_cost, seat_pay, way_cost
from scheduler.check.report import Report, Violation
from scheduler.check.view import View
from scheduler.plan import TIERS, Plan
from scheduler.problem import MODALITIES, Problem, digest

Found = Iterator[Violation]
CLOSE = 1e-6


def unknown_ids(problem: Problem, plan: Plan) -> Found:
    """Every id and modality in the plan exists in the problem."""
    seats, members = {s.id for s in problem.seats}, {m.id for m in problem.members}
    rooms = {r.id for s in problem.sites for r in s.rooms} | {""}
    sites = {s.id for s in problem.sites} | {""}
    days = range(max(1, len(problem.days)))
    for a in plan.assignments:
        if not (
            a.seat in seats and a.member in members and a.room in rooms and a.modality in MODALITIES
        ):
            yield Violation(
                "unknown",
                f"assignment of {a.seat!r} to {a.member!r} names something unknown",
                (a.seat,),
                (a.member,),
            )
    for d in plan.duties:
        known = d.member in members and {d.starts_at, d.sleeps_at} <= sites and d.day in days
        if not (known and set(d.seats) <= seats):
            yield Violation(
                "unknown", f"duty of {d.member!r} names something unknown", d.seats, (d.member,)
            )


def duties_match(view: View) -> Found:
    """Each assignment lies in exactly one duty, and the duties say nothing else."""
    stated = [((d.member, d.day), list(d.seats)) for d in view.plan.duties]
    found = {key: [s.seat.id for s in served] for key, served in view.by_day.items()}
    if len({key for key, _ in stated}) < len(stated):
        yield Violation("duties", "a member has two duties on one day")
    for key, seats in stated:
        if sorted(found.pop(key, [])) != sorted(seats):
            yield Violation(
                "duties",
                f"the duty of {key[0]} on day {key[1]} does not list the seats assigned",
                tuple(seats),
                (key[0],),
            )
    for (member, day), seats in found.items():
        yield Violation(
            "duties", f"{member} has seats on day {day} and no duty", tuple(seats), (member,)
        )


def duty_figures(view: View) -> Found:
    """Times, minutes, kilometres and cost of each duty."""
    stated = {(d.member, d.day): d for d in view.plan.duties}
    for shift in view.shifts:
        d = stated[shift.member.id, shift.day]
        claimed = (d.leaves, d.returns, d.travel_minutes, d.kilometres, d.cost)
        true = (
            shift.leaves,
            shift.returns,
            shift.travel_minutes,
            shift.kilometres,
            duty_cost(shift),
        )
        if claimed != true:
            yield Violation(
                "duty_figures",
                f"duty of {d.member} on day {d.day} claims {claimed}, found {true}",
                d.seats,
                (d.member,),
            )


def assignment_figures(view: View) -> Found:
    """Place, way and cost of each assignment."""
    for shift in view.shifts:
        for s, origin, way in shift.arrivals:
            if way is None:
                continue
            a = s.assignment
            cost = seat_pay(s) + way_cost(s.member, way)
            true = (s.place, origin, way.minutes, way.kilometres, cost)
            claimed = (a.site, a.origin, a.travel_minutes, a.kilometres, a.cost)
            if claimed != true:
                yield Violation(
                    "assignment_figures",
                    f"assignment of {a.seat} claims {claimed}, found {true}",
                    (a.seat,),
                    (a.member,),
                )


def uncovered(view: View) -> Found:
    """A seat that is told to be uncovered is one of the problem's, and nobody serves it."""
    for told in view.plan.uncovered:
        if told.seat not in view.seats or covered(view, told.seat):
            yield Violation("uncovered", f"{told.seat} is not uncovered", (told.seat,))


def totals(problem: Problem, plan: Plan, found: Report) -> Found:
    """Digest, seats, tiers, value, bound and gap."""
    if plan.problem_digest and plan.problem_digest != digest(problem):
        yield Violation("digest", "the plan was made for another problem")
    for name in ("value", "seats", "seats_covered"):
        claimed, true = getattr(plan, name), getattr(found, name)
        if claimed != true:
            yield Violation(name, f"the plan claims {name} {claimed}, found {true}")
    if tuple(t.name for t in plan.tiers) != TIERS:
        yield Violation("tiers", f"the plan must list the tiers {', '.join(TIERS)}")
    for claimed, true in zip(plan.tiers, found.tiers, strict=False):
        if claimed.value != true.value:
            yield Violation("tiers", f"{claimed.name}: claims {claimed.value}, found {true.value}")
        if claimed.bound > true.value:
            yield Violation("bound", f"{claimed.name}: bound {claimed.bound} is above the value")
    yield from _bounds(plan, found)


def _bounds(plan: Plan, found: Report) -> Found:
    if plan.bound > found.value:
        yield Violation("bound", f"bound {plan.bound} is above the value {found.value}")
    gap = (found.value - plan.bound) / found.value if found.value else 0.0
    if not abs(gap - plan.gap) <= CLOSE:  # what is not a number is not close either
        yield Violation("gap", f"the plan claims gap {plan.gap}, found {gap}")
    true = {c.priority: c for c in found.coverage}
    for c in plan.coverage:
        t = true.get(c.priority)
        if (
            t is None
            or (c.seats, c.covered) != (t.seats, t.covered)
            or not (c.covered <= c.at_most <= c.seats)
        ):
            yield Violation("coverage", f"coverage of priority {c.priority} is wrong")
