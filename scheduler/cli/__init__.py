"""Commands. Data on standard output, progress and faults as JSON lines on standard error."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from scheduler.cli import advise, bench, check, explain, generate, part, resolve, solve, tiers, warm
from scheduler.codec.fault import FaultyError
from scheduler.refusal import IllegalPlanError

REFUSED, NO_PLAN = 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    0: done, 1: the plan is not what it claims, 2: the input is refused, 3: no plan is legal.
    """
    parser = argparse.ArgumentParser(
        prog="python -m scheduler", description="Assign interpreters and mediators to seats."
    )
    commands = parser.add_subparsers(required=True, dest="command")
    for module in (generate, solve, part, check, tiers, resolve, explain, advise, bench, warm):
        module.register(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except FaultyError as error:
        for fault in error.faults:
            print(json.dumps({"path": fault.path, "message": fault.message}), file=sys.stderr)
        return REFUSED
    except IllegalPlanError as error:
        message = f"No plan keeps all that is promised: {error}"
        print(json.dumps({"path": "pins", "message": message}), file=sys.stderr)
        return NO_PLAN
    except OSError as error:
        print(json.dumps({"path": str(error.filename), "message": error.strerror}), file=sys.stderr)
        return REFUSED
