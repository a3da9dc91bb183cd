"""``solve``: the best plan within a time; SIGTERM ends the search, not the plan."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from scheduler.cli.files import problem_at
from scheduler.cli.searching import Searching
from scheduler.plan import Plan, plan_to_json
from scheduler.stop import Stop


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("solve", help="solve a problem")
    limits(parser)
    parser.set_defaults(run=run)


def limits(parser: argparse.ArgumentParser, what: str = "of the search") -> None:
    """What every search is told."""
    parser.add_argument("problem", help="a JSON file, may be gzip; - for standard input")
    parser.add_argument("--seconds", type=float, default=60.0, help=what)
    parser.add_argument(
        "--steps", type=int, default=None, help="stop by count: the same plan on every machine"
    )
    parser.add_argument("--seed", type=int, default=0)


def run(options: argparse.Namespace) -> int:
    """Solve, tell progress on standard error, write the best plan."""
    problem = problem_at(options.problem)

    def search(stop: Stop) -> Iterator[Plan]:
        from scheduler.refereed import improve

        return improve(problem, stop, options.seed)

    stop = Stop(options.seconds, options.steps)
    best = Searching(search, stop, lambda plan: plan).best()
    return 1 if best is None else written(plan_to_json(best))


def written(data: Any) -> int:
    """Write it and end at once, whatever the search is still in the middle of."""
    json.dump(data, sys.stdout, separators=(",", ":"))
    print(flush=True)
    sys.stderr.flush()
    os._exit(0)
