"""The solver as everybody uses it: the referee agrees with every plan that is shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from scheduler import solve as solver
from scheduler.certificate import Certified
from scheduler.check import check
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.refusal import IllegalPlanError
from scheduler.solve import Params
from scheduler.stop import Stop

SHOWN = 5


def improve(
    problem: Problem, stop: Stop | None = None, seed: int = 0, params: Params | None = None
) -> Iterator[Plan]:
    """Plans, each better than the one before or better proven; the first one comes at once.

    Raises IllegalPlanError when the referee rejects all of them.
    """
    return (found.plan for found in certified(problem, stop, seed, params))


def certified(
    problem: Problem, stop: Stop | None = None, seed: int = 0, params: Params | None = None
) -> Iterator[Certified]:
    """The same, each with the certificate of its bound."""
    rejected, is_shown = "", False
    for candidate in solver.certified(problem, stop, seed, params):
        found = check(problem, candidate.plan)
        if found.violations:
            rejected = "; ".join(v.message for v in found.violations[:SHOWN])
            continue
        is_shown = True
        yield candidate
    if rejected and not is_shown:
        raise IllegalPlanError(rejected)


def solve(
    problem: Problem, stop: Stop | None = None, seed: int = 0, params: Params | None = None
) -> Plan:
    """The best plan found before the stop, with its bound and the reasons for what is open."""
    plans = deque(improve(problem, stop, seed, params), maxlen=1)
    if not plans:
        raise RuntimeError("no plan was made")
    return plans[0]
