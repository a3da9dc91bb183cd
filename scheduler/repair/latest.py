"""The plan that was mended last, with what was found out: the next event is often about it."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.check.view import View
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.repair.who import Who


@dataclass(slots=True)
class Known:
    """A plan, and what is known of it and of who may serve its seats."""

    view: View
    who: Who

    def changed(self, problem: Problem) -> Known:
        """As far as it holds in another problem."""
        return Known(self.view.changed(problem), self.who.changed(problem))

    def learn(self, other: Known) -> None:
        """Keep what was found out in another problem as far as it holds in this one."""
        found = other.view.memory.kept(other.view.problem, self.view.problem)
        found = found.of(self.view.plan.assignments, self.view.plan.duties)
        if len(found.served) >= len(self.view.memory.served):
            self.view.memory = found
        self.who.learn(other.who)


_latest: list[Known] = []


def known(problem: Problem, plan: Plan) -> Known:
    """What is remembered of the plan."""
    for found in _latest:
        if found.view.problem is problem and found.view.plan is plan:
            return found
    return Known(View(problem, plan), Who(problem))


def remember(found: Known) -> None:
    """Until another plan is mended."""
    _latest[:] = [found]
