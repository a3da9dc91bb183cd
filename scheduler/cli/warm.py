"""``warm``: compile the inner loops now, so that the first plan need not wait for it."""

from __future__ import annotations

import argparse
from typing import Any


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("warm", help="compile the inner loops into the cache on disk")
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Solve something small, reckon its bound again, mend it and thin it: all that is compiled is
    compiled on the way."""
    from scheduler.events import Decline
    from scheduler.generate import made_up
    from scheduler.refereed import certified
    from scheduler.repair import best_replacements, repair
    from scheduler.reprice import reprice
    from scheduler.solve import forget_others
    from scheduler.solve.compile import compile_problem
    from scheduler.solve.proof import alone
    from scheduler.stop import Stop

    forget_others()
    problem = made_up(12, 60, 6, seed=1)
    *_, best = certified(problem, Stop(seconds=60))
    plan, certificate = best.plan, best.certificate()
    if certificate is not None:
        reprice(problem, certificate)
    taken = plan.assignments[0]
    repair(problem, plan, [Decline(taken.seat, taken.member)])
    best_replacements(problem, plan, taken.seat)
    compiled = compile_problem(problem)
    compiled.raw.near()
    alone(compiled.net, compiled.candidates.slot)
    return 0
