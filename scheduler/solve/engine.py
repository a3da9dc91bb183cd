"""The solver: better and better plans, each legal, with a bound that no plan can beat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from scheduler.certificate import Certificate, Certified
from scheduler.problem import Problem
from scheduler.solve.reasons import Reasons
from scheduler.solve.scarcity import with_scarcity
from scheduler.solve.search import Search
from scheduler.solve.urgent import first_plan
from scheduler.stop import Clock, Stop


@dataclass(frozen=True, slots=True)
class Params:
    """Settings of the search."""

    reasons: bool = True
    """Say why a seat is uncovered."""


def certified(
    problem: Problem, stop: Stop | None = None, seed: int = 0, params: Params | None = None
) -> Iterator[Certified]:
    """Plans, each better than the one before or better proven, with the certificates of their
    bounds; the first one comes at once and proves nothing."""
    clock = Clock(stop or Stop())
    first = first_plan(problem, clock, seed)
    if first is not None:
        yield Certified(first, partial(Certificate, first.problem_digest, first.bound))
    search = Search(problem, clock, seed)
    reasons = Reasons(search.compiled)
    for plan in search.plans():
        if first is not None and plan.value > first.value:
            continue
        told, certificate = with_scarcity(search, plan), search.certificate()
        told = reasons.told(told) if params is None or params.reasons else told
        yield Certified(told, certificate)
