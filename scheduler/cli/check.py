"""``check``: the referee's report on a plan."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from scheduler.check import check
from scheduler.cli.files import plan_at, problem_at


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="check a plan against its problem")
    parser.add_argument("problem")
    parser.add_argument("plan")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the report; 1 on any violation or wrong claim."""
    report = check(problem_at(options.problem), plan_at(options.plan))
    json.dump({"legal": report.legal, **asdict(report)}, sys.stdout, indent=1)
    print()
    return 0 if report.legal else 1
