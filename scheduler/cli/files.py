"""Problems and plans named on the command line."""

from __future__ import annotations

import sys

from scheduler.check import check
from scheduler.codec.fault import Fault
from scheduler.plan import Plan, PlanError, read_plan
from scheduler.problem import Problem, problem_from_bytes, read_problem


def problem_at(path: str) -> Problem:
    """The problem in a file, or on standard input for ``-``."""
    return problem_from_bytes(sys.stdin.buffer.read()) if path == "-" else read_problem(path)


def plan_at(path: str) -> Plan:
    """The plan in a file."""
    return read_plan(path)


def legal_plan_at(path: str, problem: Problem) -> Plan:
    """The plan in a file; refused where the referee rejects it."""
    plan = plan_at(path)
    report = check(problem, plan)
    if not report.legal:
        raise PlanError([Fault(v.rule, v.message) for v in report.violations])
    return plan
