"""The referee: recomputes feasibility and every tier from the raw problem.

It shares nothing with the solver but the problem and plan types.
"""

from __future__ import annotations

from scheduler.check import claims as figures
from scheduler.check.judge import Judged, checked
from scheduler.check.report import Report, Violation
from scheduler.check.view import View
from scheduler.plan import Plan
from scheduler.problem import Problem

__all__ = ["Judged", "Report", "Violation", "check", "checked"]


def check(problem: Problem, plan: Plan, *, claims: bool = True) -> Report:
    """Every broken rule and, with ``claims``, every wrong figure of a plan."""
    unknown = tuple(figures.unknown_ids(problem, plan))
    if unknown:
        return Report(unknown, 0, (), (), 0, 0)
    return checked(View(problem, plan), claims=claims)
