"""``generate``: a made-up problem."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from scheduler.generate import SIZES, generate
from scheduler.problem import problem_to_json


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("generate", help="write a made-up problem")
    parser.add_argument("size", choices=sorted(SIZES))
    parser.add_argument("--seed", type=int, default=1)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the problem."""
    json.dump(
        problem_to_json(generate(options.size, options.seed)), sys.stdout, separators=(",", ":")
    )
    print()
    return 0
