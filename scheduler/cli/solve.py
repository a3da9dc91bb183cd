"""``solve``: the best plan within a time; SIGTERM ends the search, not the plan."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scheduler.certificate import Certified, certificate_to_json
from scheduler.cli.files import problem_at
from scheduler.cli.searching import Searching
from scheduler.plan import plan_to_json
from scheduler.stop import Stop


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("solve", help="solve a problem")
    limits(parser)
    parser.add_argument("--certificate", help="a file for what proves the bound of the last plan")
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
    if options.certificate is not None:
        _refuse_unwritable(Path(options.certificate))

    def search(stop: Stop) -> Iterator[Certified]:
        from scheduler.refereed import certified

        return certified(problem, stop, options.seed)

    stop = Stop(options.seconds, options.steps)
    best = Searching(search, stop, lambda found: found.plan).best()
    if best is None:
        return 1
    if options.certificate is not None:
        _certify(best, Path(options.certificate))
    return written(plan_to_json(best.plan))


def _refuse_unwritable(path: Path) -> None:
    """A file that cannot be written is refused before the search, not after it."""
    is_new = not path.exists()
    with path.open("a"):
        pass
    if is_new:
        path.unlink()


def _certify(best: Certified, path: Path) -> None:
    """Write the certificate; say so where there is none."""
    certificate = best.certificate()
    if certificate is None:
        message = "the bound of a thinned week has no certificate: the file is as it was"
        print(json.dumps({"path": str(path), "message": message}), file=sys.stderr)
    else:
        path.write_text(json.dumps(certificate_to_json(certificate), separators=(",", ":")))


def written(data: Any) -> int:
    """Write it and end at once, whatever the search is still in the middle of."""
    json.dump(data, sys.stdout, separators=(",", ":"))
    print(flush=True)
    sys.stderr.flush()
    os._exit(0)
