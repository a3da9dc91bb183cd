"""The referee: recomputes feasibility and every tier from the raw problem.

It shares nothing with the solver but the problem and plan types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.check import claims as figures
from scheduler.check import goals
from scheduler.check.day_rules import DAY_RULES
from scheduler.check.joint_rules import JOINT_RULES
from scheduler.check.report import Report, Violation
from scheduler.check.room_rules import host_room
from scheduler.check.seat_rules import SEAT_RULES, SeatRule
from scheduler.check.served import Served
from scheduler.check.shift import Shift
from scheduler.check.view import View
from scheduler.check.week_rules import WEEK_RULES
from scheduler.plan import Plan, Tier
from scheduler.problem import Problem

__all__ = ["Report", "Violation", "check", "checked"]
BESIDE = {host_room.__name__: host_room}
ALONE = {name: rule for name, rule in SEAT_RULES.items() if name not in BESIDE}
"""Rules about one seat that look at what its member does before it, and those that do not."""


def check(problem: Problem, plan: Plan, *, claims: bool = True) -> Report:
    """Every broken rule and, with ``claims``, every wrong figure of a plan."""
    unknown = tuple(figures.unknown_ids(problem, plan))
    if unknown:
        return Report(unknown, 0, (), (), 0, 0)
    return checked(View(problem, plan), claims=claims)


def checked(view: View, *, claims: bool = True) -> Report:
    """The same where a view is at hand and all ids are known."""
    broken = tuple(broken_rules(view))
    off_day = tuple(_off_day(view))
    if off_day:
        return Report((*off_day, *broken), 0, (), (), 0, 0)
    found = _figures(view, broken)
    wrong = [*figures.duty_figures(view), *figures.assignment_figures(view)]
    if claims:
        wrong += figures.uncovered(view)
        wrong += figures.totals(view.problem, view.plan, found)
    return Report(
        (*broken, *wrong),
        found.value,
        found.tiers,
        found.coverage,
        found.seats,
        found.seats_covered,
    )


def broken_rules(view: View) -> Iterator[Violation]:
    """Violations of all hard rules."""
    for s in view.served.values():
        if s.seat.id not in view.pins:
            yield from view.once(_of_seat, s)
            yield from _said(view, s, BESIDE)
    for joint_rule in (*JOINT_RULES, *WEEK_RULES, figures.duties_match):
        yield from joint_rule(view)
    for shift in view.shifts:
        yield from view.once(_of_day, shift)


def _of_seat(view: View, s: Served) -> tuple[Violation, ...]:
    """What the rules about one seat and its member say that look at nothing else in the plan."""
    return tuple(_said(view, s, ALONE))


def _said(view: View, s: Served, rules: Mapping[str, SeatRule]) -> Iterator[Violation]:
    for name, rule in rules.items():
        message = rule(view, s)
        if message:
            yield Violation(
                name, f"{s.seat.id}: {s.member.id} {message}", (s.seat.id,), (s.member.id,)
            )


def _of_day(view: View, shift: Shift) -> tuple[Violation, ...]:
    """What the rules about one member's day say."""
    return tuple(violation for rule in DAY_RULES for violation in rule(view, shift))


def _off_day(view: View) -> Iterator[Violation]:
    for s in view.served.values():
        if s.day < 0:
            yield Violation(
                "start_window",
                f"{s.seat.id} starts on none of the days",
                (s.seat.id,),
                (s.member.id,),
            )


def _figures(view: View, broken: tuple[Violation, ...]) -> Report:
    tiers = tuple(Tier(name, tier(view)) for name, tier in goals.TIER_VALUES.items())
    table = goals.coverage_table(view)
    return Report(
        broken,
        sum(t.value for t in tiers),
        tiers,
        table,
        sum(c.seats for c in table),
        sum(c.covered for c in table),
    )
