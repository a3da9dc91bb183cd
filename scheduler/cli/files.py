"""Problems and plans named on the command line."""

from __future__ import annotations

import json
import sys

from scheduler.codec import Fault
from scheduler.plan import Plan, read_plan
from scheduler.problem import Problem, ProblemError, problem_from_json, read_problem


def problem_at(path: str) -> Problem:
    """The problem in a file, or on standard input for ``-``."""
    if path != "-":
        return read_problem(path)
    try:
        return problem_from_json(json.load(sys.stdin))
    except json.JSONDecodeError as error:
        raise ProblemError([Fault("$", f"is not JSON: {error}")]) from None


def plan_at(path: str) -> Plan:
    """The plan in a file."""
    return read_plan(path)
