"""The solver: better and better plans, each legal, with a bound that no plan can beat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.plan import Plan
from scheduler.problem import Problem, digest
from scheduler.solve.ascent import ascend, first_prices
from scheduler.solve.build import Proof, plan_of
from scheduler.solve.compile import compile_problem
from scheduler.solve.greedy import first_routes
from scheduler.solve.master import build_master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.reasons import with_reasons
from scheduler.solve.relax import relax, relaxation, take
from scheduler.solve.separate import add_nights
from scheduler.solve.whole import choose
from scheduler.stop import Clock, Stop

PASSES = 40


@dataclass(frozen=True, slots=True)
class Params:
    """Settings of the search."""

    reasons: bool = True
    """Say why a seat is uncovered."""


def improve(
    problem: Problem, stop: Stop | None = None, seed: int = 0, params: Params | None = None
) -> Iterator[Plan]:
    """Plans, each better than the one before or better proven; the first one comes at once."""
    clock, params = Clock(stop or Stop()), params or Params()
    compiled = compile_problem(problem)
    master, name = build_master(compiled), digest(problem)

    def told(routes: list[Route], bound: float) -> Plan:
        proof = Proof(max(0, math_ceil(bound)), clock.seconds, seed, name)
        plan = plan_of(compiled, routes, proof)
        return with_reasons(compiled, plan) if params.reasons else plan

    routes = first_routes(master)
    plan = told(routes, 0.0)
    yield plan
    pool = Pool(compiled)
    for r in routes:
        pool.add(r.slot, r.seats, r.wake, r.sleep)
    share = 0.7 * (clock.stop.seconds or 1e6)

    def enough() -> bool:
        clock.step()
        return clock.over() or clock.seconds > share

    prices, bound, best = ascend(master, pool, first_prices(master, routes), PASSES, seed, enough)
    add_nights(master, pool, 0)
    relaxed = relaxation(master, pool)
    relaxed.prices, relaxed.bound, relaxed.best = prices, bound, best
    take(relaxed, list(range(len(pool.routes))))
    if not enough():
        relax(relaxed, enough)
    choice = choose(master, pool, relaxed.live, max(1.0, clock.left))
    if choice is not None and choice.value < plan.value:
        routes = choice.routes
    yield told(routes, relaxed.bound)


def math_ceil(bound: float) -> int:
    """The least whole number of cents that is not below ``bound``, rounding errors allowed for."""
    import math

    return math.ceil(max(bound, 0.0) - 0.5)
