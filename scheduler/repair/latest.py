"""The plan that was mended last, with what was reckoned of it: the next event is often about it."""

from __future__ import annotations

from scheduler.check.view import View
from scheduler.plan import Plan
from scheduler.problem import Problem

_latest: list[View] = []


def known_view(problem: Problem, plan: Plan) -> View:
    """The view that is remembered, or a new one."""
    for view in _latest:
        if view.problem is problem and view.plan is plan:
            return view
    return View(problem, plan)


def remember(base: View, now: View) -> None:
    """Keep what was found after an event as far as it holds without it."""
    found = now.memory.kept(now.problem, base.problem)
    found = found.of(base.plan.assignments, base.plan.duties)
    if len(found.served) >= len(base.memory.served):
        base.memory = found
    _latest[:] = [base]
