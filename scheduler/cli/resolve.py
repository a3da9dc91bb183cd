"""``resolve``: the plan after events."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scheduler.cli.files import legal_plan_at, problem_at
from scheduler.events import read_events
from scheduler.plan import plan_to_json
from scheduler.problem import problem_to_json


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("resolve", help="mend a plan after events")
    parser.add_argument("problem", help="a JSON file, may be gzip; - for standard input")
    parser.add_argument("plan")
    parser.add_argument("events")
    parser.add_argument("--problem-out", help="where to write the problem after the events")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the plan; what changed goes to standard error."""
    from scheduler.repair import repair

    problem = problem_at(options.problem)
    plan = legal_plan_at(options.plan, problem)
    found = repair(problem, plan, read_events(options.events))
    if options.problem_out:
        text = json.dumps(problem_to_json(found.problem), separators=(",", ":"))
        Path(options.problem_out).write_text(text + "\n")
    json.dump(plan_to_json(found.plan), sys.stdout, separators=(",", ":"))
    print()
    told = {"changed": found.changed, "lifted": [asdict(p) for p in found.lifted]}
    print(json.dumps({**told, "seconds": found.plan.seconds}), file=sys.stderr)
    return 0
