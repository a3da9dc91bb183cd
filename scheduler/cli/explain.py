"""``explain``: why a seat is served as it is, or by nobody."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from scheduler.check.joint_rules import covered
from scheduler.check.view import View
from scheduler.cli.files import legal_plan_at, problem_at
from scheduler.plan import Plan
from scheduler.problem import Problem


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("explain", help="explain a seat, or all open seats")
    parser.add_argument("problem", help="a JSON file, may be gzip; - for standard input")
    parser.add_argument("plan")
    parser.add_argument("seat", nargs="?", help="without one: every open seat")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the explanation of one seat, or a list of those of all open seats."""
    from scheduler.explain import explain

    problem = problem_at(options.problem)
    plan = legal_plan_at(options.plan, problem)
    if options.seat is None:
        found: Any = [explain(problem, plan, seat).to_json() for seat in _open(problem, plan)]
    elif options.seat in {s.id for s in problem.seats}:
        found = explain(problem, plan, options.seat).to_json()
    else:
        fault = {"path": "seat", "message": f"{options.seat!r} is unknown"}
        print(json.dumps(fault), file=sys.stderr)
        return 2
    json.dump(found, sys.stdout, indent=1, ensure_ascii=False)
    print()
    return 0


def _open(problem: Problem, plan: Plan) -> list[str]:
    view = View(problem, plan)
    return [s.id for s in problem.seats if not s.instead_of and not covered(view, s.id)]
