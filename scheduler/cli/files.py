"""Problems and plans named on the command line."""

from __future__ import annotations

import sys

from scheduler.plan import Plan, read_plan
from scheduler.problem import Problem, problem_from_bytes, read_problem


def problem_at(path: str) -> Problem:
    """The problem in a file, or on standard input for ``-``."""
    return problem_from_bytes(sys.stdin.buffer.read()) if path == "-" else read_problem(path)


def plan_at(path: str) -> Plan:
    """The plan in a file."""
    return read_plan(path)
