"""``bench``: what the solver reaches on made-up problems, and when."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from scheduler.bench.measure import Run, measured
from scheduler.generate import SIZES


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("bench", help="measure the solver on made-up problems")
    parser.add_argument("sizes", nargs="*", metavar="size", help=", ".join(SIZES))
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103, 104, 105])
    parser.add_argument("--seconds", type=float, default=60.0, help="for each problem")
    parser.add_argument("--json", action="store_true", help="a line of JSON for each run")
    parser.add_argument("--reprice", action="store_true", help="reckon each bound again")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure each problem in a process of its own; progress on standard error."""
    from scheduler.bench import HEADS, in_own_process, rows_of, table

    sizes = options.sizes or ["pilot"]
    if unknown := sorted({*sizes} - {*SIZES}):
        fault = {"path": "sizes", "message": f"{unknown[0]!r} is none of {', '.join(SIZES)}"}
        print(json.dumps(fault), file=sys.stderr)
        return 2
    rows: list[list[str]] = []
    wrong = False
    for size in sizes:
        runs = []
        for seed in options.seeds:
            runs.append(
                in_own_process(measured, size, seed, options.seconds, again=options.reprice)
            )
            out = sys.stdout if options.json else sys.stderr
            print(json.dumps(asdict(runs[-1])), file=out, flush=True)
            wrong |= refuted(runs[-1])
        rows += rows_of(runs)
    if not options.json:
        print(table(HEADS, rows))
    return 1 if wrong else 0


def refuted(run: Run) -> bool:
    """Whether a bound does not hold; tells what is wrong with it."""
    for fault in run.faults:
        told = {"path": f"{run.size}:{run.seed}", "message": fault}
        print(json.dumps(told), file=sys.stderr, flush=True)
    return bool(run.faults)
