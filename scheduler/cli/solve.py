"""``solve``: the best plan within a time; SIGTERM ends the search, not the plan."""

from __future__ import annotations

import argparse
import json
import os
import queue
import signal
import sys
import threading
import time
from typing import Any

from scheduler.cli.files import problem_at
from scheduler.plan import Plan, plan_to_json
from scheduler.problem import Problem
from scheduler.stop import Stop

GRACE = 2.0
"""Seconds after the end of the time in which the search may still hand in its last plan."""
TICK = 0.05


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("solve", help="solve a problem")
    parser.add_argument("problem", help="a JSON file, may be gzip; - for standard input")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument(
        "--steps", type=int, default=None, help="stop by count: the same plan on every machine"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Solve, tell progress on standard error, write the best plan.

    The search runs in a thread of its own, so that a signal or the end of the time is answered
    at once with the best plan so far, whatever the search is in the middle of.
    """
    problem = problem_at(options.problem)
    stop = Stop(options.seconds, options.steps)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.event.set())
    found: queue.SimpleQueue[Plan | BaseException | None] = queue.SimpleQueue()
    threading.Thread(target=_search, args=(problem, stop, options.seed, found), daemon=True).start()
    best = _await(found, stop, time.monotonic() + options.seconds + GRACE)
    if best is None:
        return 1
    json.dump(plan_to_json(best), sys.stdout, separators=(",", ":"))
    print(flush=True)
    sys.stderr.flush()
    os._exit(0)


def _search(
    problem: Problem, stop: Stop, seed: int, found: queue.SimpleQueue[Plan | BaseException | None]
) -> None:
    from scheduler.refereed import improve

    try:
        for plan in improve(problem, stop, seed):
            found.put(plan)
        found.put(None)
    except BaseException as error:  # noqa: BLE001  handed to the main thread
        found.put(error)


def _await(
    found: queue.SimpleQueue[Plan | BaseException | None], stop: Stop, deadline: float
) -> Plan | None:
    best: Plan | None = None
    while best is None or not (stop.event.is_set() or time.monotonic() > deadline):
        try:
            item = found.get(timeout=TICK)
        except queue.Empty:
            continue
        if isinstance(item, BaseException):
            if best is None:
                raise item
            # A legal plan is worth more than the news that the search for a better one failed.
            print(f"the search ended early: {item!r}", file=sys.stderr)
            return best
        if item is None:
            return best
        best = item
        print(json.dumps(progress(best)), file=sys.stderr, flush=True)
    return best


def progress(plan: Plan) -> dict[str, float]:
    """One line of progress."""
    return {
        "seconds": plan.seconds,
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "seats": plan.seats,
        "seats_covered": plan.seats_covered,
    }
