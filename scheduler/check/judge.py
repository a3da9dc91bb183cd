"""The report on a plan: of all of it, or of what sets it apart from a plan judged before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from scheduler.check import claims as figures
from scheduler.check.broken import broken_rules, of_members, of_rooms, of_sessions, off_day
from scheduler.check.report import Report, Violation
from scheduler.check.sums import Sums, sums
from scheduler.check.touched import touched
from scheduler.check.view import View
from scheduler.plan import Plan


def checked(view: View, *, claims: bool = True) -> Report:
    """Every broken rule and wrong figure of a plan whose ids are known."""
    broken = tuple(broken_rules(view))
    nowhere = tuple(off_day(view))
    if nowhere:
        return Report((*nowhere, *broken), 0, (), (), 0, 0)
    found = sums(view, view).report(view.problem.goals.balance, broken)
    wrong = [*figures.duty_figures(view), *figures.assignment_figures(view)]
    if claims:
        wrong += figures.uncovered(view)
        wrong += figures.totals(view.problem, view.plan, found)
    return replace(found, violations=(*broken, *wrong))


class Judged:
    """A plan that was judged whole, so that of others only what is different is looked at.

    Each rule and each figure is about one member, one session or one room; only the balance
    between countries is not, and it is reckoned from their sums. So if the plan is legal, whatever
    is broken in another one is about members, sessions and rooms of which the two say different
    things.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def legal(self) -> bool:
        """Whether there is anything to build on."""
        return checked(self.view, claims=False).legal

    @cached_property
    def sums(self) -> Sums:
        """The figures of the plan."""
        return sums(self.view, self.view)

    def again(self, now: View) -> Report:
        """The report on another plan, or on one for a problem that is a little different.

        The claims of the plan's totals are not looked at.
        """
        return self.by_difference(now) or checked(now, claims=False)

    def by_difference(self, now: View) -> Report | None:
        """The report, found without a look at the rest; ``None`` where all must be looked at."""
        changed = touched(self.view, now) if _orderly(now.plan) else None
        if changed is None or not self.legal:
            return None
        members, sessions = changed.of_members(now), changed.of_sessions(now)
        if any(off_day(members)):
            return None
        broken = tuple(_broken(members, sessions, changed.of_rooms(now)))
        before = sums(changed.of_sessions(self.view), changed.of_members(self.view))
        found = self.sums.with_part(before, sums(sessions, members))
        return found.report(now.problem.goals.balance, broken)


def _orderly(plan: Plan) -> bool:
    """No seat is given out twice, and no day of a member is told twice."""
    seats, slots = {a.seat for a in plan.assignments}, {(d.member, d.day) for d in plan.duties}
    return len(seats) == len(plan.assignments) and len(slots) == len(plan.duties)


def _broken(members: View, sessions: View, rooms: View) -> Iterator[Violation]:
    yield from of_members(members)
    yield from of_sessions(sessions)
    yield from of_rooms(rooms)
    yield from figures.duty_figures(members)
    yield from figures.assignment_figures(members)
