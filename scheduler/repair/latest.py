"""The plan that was mended last, with what was found out: the next event is often about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scheduler.check import Judged
from scheduler.check.view import View
from scheduler.plan import Assignment, Plan
from scheduler.problem import Confirmed, Problem
from scheduler.repair.who import Who


@dataclass(frozen=True)
class Known:
    """A plan, and what is known of it and of who may serve its seats."""

    view: View
    who: Who

    @cached_property
    def given(self) -> dict[str, Assignment]:
        """By seat."""
        return {a.seat: a for a in self.view.plan.assignments}

    @cached_property
    def promised(self) -> dict[str, Confirmed]:
        """As if every seat were confirmed as it stands."""
        return {x: Confirmed(x, a.member, a.start, a.modality) for x, a in self.given.items()}

    @cached_property
    def judged(self) -> Judged:
        """Other plans are judged by how they differ."""
        return Judged(self.view)

    def day(self, now: View, seat: str) -> int:
        """The day on which a seat is served, or in a view of another problem may begin."""
        if seat in self.given:
            return now.day_of(self.given[seat].start)
        return now.day_of(now.sessions[now.seats[seat].session].start)

    def changed(self, problem: Problem) -> Known:
        """As far as it holds in another problem."""
        view = self.view.changed(problem)
        return Known(view, self.who.changed(view))


_latest: list[Known] = []


def known(problem: Problem, plan: Plan) -> Known:
    """What is remembered of the plan."""
    for found in _latest:
        if found.view.problem is problem and found.view.plan is plan:
            return found
    view = View(problem, plan)
    return Known(view, Who(view))


def remember(found: Known) -> None:
    """Until another plan is mended."""
    _latest[:] = [found]
