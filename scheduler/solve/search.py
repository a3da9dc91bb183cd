"""One search: a first plan, prices, routes priced in, whole routes chosen, and again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

import numpy as np

from scheduler.plan import Plan
from scheduler.problem import Problem, digest
from scheduler.solve.ascent import ascend, first_prices
from scheduler.solve.build import Proof, plan_of
from scheduler.solve.compile import compile_problem
from scheduler.solve.generation import generate_routes
from scheduler.solve.greedy import first_routes
from scheduler.solve.master import build_master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.relax import Relaxation, reduced_costs, relaxation
from scheduler.solve.separate import add_nights
from scheduler.solve.whole import choose
from scheduler.stop import Clock

PASSES = 40
TOLERANCES = (1e-3, 1e-5, 1e-8)
"""How near the bound comes to the relaxation before whole routes are chosen, one after another."""
MOST = 6_000
"""Routes offered to one choice."""
SHARE = 0.6
"""Of the time left, what the relaxation may take before the first choice."""


class Search:
    """What is known of one problem so far."""

    def __init__(self, problem: Problem, clock: Clock, seed: int) -> None:
        self.clock, self.seed, self.digest = clock, seed, digest(problem)
        self.compiled = compile_problem(problem)
        self.master, self.pool = build_master(self.compiled), Pool(self.compiled)
        self.routes: list[Route] = []
        self.bound = 0.0
        self.value = 0

    def plans(self) -> Iterator[Plan]:
        """Plans, each better than the one before or better proven."""
        self.routes = first_routes(self.master)
        yield self.plan()
        relaxed = self._priced()
        for tolerance in TOLERANCES:
            if self._over(1.0):
                break
            over = partial(self._over, (1 - SHARE) * self.clock.left)
            generate_routes(relaxed, tolerance * relaxed.bound, over)
            self._choose(relaxed)
            yield self.plan()

    def plan(self) -> Plan:
        """The best plan so far."""
        proof = Proof(
            max(0, math.ceil(self.bound - 0.5)), self.clock.seconds, self.seed, self.digest
        )
        plan = plan_of(self.compiled, self.routes, proof)
        self.value = plan.value
        return plan

    def _over(self, left: float) -> bool:
        self.clock.step()
        return self.clock.over() or self.clock.left < left

    def _priced(self) -> Relaxation:
        """The relaxation over the first routes, with good prices."""
        for r in self.routes:
            self.pool.add(r.slot, r.seats, r.wake, r.sleep)
        first = first_prices(self.master, self.routes)
        prices, bound, _ = ascend(
            self.master, self.pool, first, PASSES, self.seed, lambda: self._over(1.0)
        )
        add_nights(self.master, self.pool, 0)
        self.bound = max(self.bound, bound)
        return relaxation(self.master, self.pool, prices, bound)

    def _choose(self, relaxed: Relaxation) -> None:
        """Take the best choice among the routes that may be in a better plan."""
        self.bound = max(self.bound, relaxed.bound)
        reduced = reduced_costs(self.master, self.pool.routes, relaxed.prices)
        numbers = np.argsort(reduced, kind="stable")[:MOST]
        numbers = numbers[reduced[numbers] <= self.value - relaxed.bound]
        mine = [self.pool.known[r.key] for r in self.routes]
        offered = sorted({*numbers.tolist(), *mine})
        choice = choose(self.master, self.pool, offered, max(1.0, self.clock.left))
        if choice is not None and choice.value < self.value - 0.5:
            self.routes = choice.routes
