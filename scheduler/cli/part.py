"""``part``: one part of a large week, with what its seats are worth."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from scheduler.cli.files import problem_at
from scheduler.cli.searching import Searching
from scheduler.cli.solve import limits, written
from scheduler.spread.answers import Solved, solved_to_json
from scheduler.stop import Stop


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("part", help="solve a part of a large problem")
    limits(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Solve, tell progress on standard error, write the best plan and the prices."""
    problem = problem_at(options.problem)

    def search(stop: Stop) -> Iterator[Solved]:
        from scheduler.spread.solving import improve_part

        return improve_part(problem, stop, options.seed)

    stop = Stop(options.seconds, options.steps)
    best = Searching(search, stop, lambda solved: solved.plan).best()
    return 1 if best is None else written(solved_to_json(best))
