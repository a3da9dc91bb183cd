"""``tiers``: each tier of a plan by itself, with a bound that nothing below it can soften."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from scheduler.cli.files import legal_plan_at, problem_at
from scheduler.cli.solve import limits
from scheduler.stop import Stop


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("tiers", help="look at each tier of a plan by itself")
    limits(parser, "for each tier that has weights")
    parser.add_argument("plan")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Search tier by tier and write what was found; 1 if a tier was traded for one below it."""
    from scheduler.tierwise import tierwise

    problem = problem_at(options.problem)
    plan = legal_plan_at(options.plan, problem)
    found = tierwise(problem, plan, Stop(options.seconds, options.steps), options.seed)
    json.dump([asdict(tier) for tier in found], sys.stdout, indent=1)
    print()
    return int(any(tier.traded for tier in found))
