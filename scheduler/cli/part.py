"""``part``: one part of a large week, with what its seats are worth."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
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


SHARE = 0.8
"""Of the time, what the search is told that it has: the end of it is a step it cannot break off,
and a part without a bound leaves the whole without one."""


def _inner(stop: Stop) -> Stop:
    seconds = None if stop.seconds is None else SHARE * stop.seconds
    return replace(stop, seconds=seconds)


def run(options: argparse.Namespace) -> int:
    """Solve, tell progress on standard error, write the best plan and the prices."""
    problem = problem_at(options.problem)

    def search(stop: Stop) -> Iterator[Solved]:
        from scheduler.spread.solving import improve_part

        return improve_part(problem, _inner(stop), options.seed)

    stop = Stop(options.seconds, options.steps)
    best = Searching(search, stop, lambda solved: solved.plan).best()
    return 1 if best is None else written(solved_to_json(best))
