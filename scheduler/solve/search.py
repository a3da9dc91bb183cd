"""One search: a first plan, prices, routes priced in, whole routes chosen, and again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

from scheduler.plan import Plan
from scheduler.problem import Problem, digest
from scheduler.solve.ascent import ascend, first_prices
from scheduler.solve.build import Proof, plan_of
from scheduler.solve.compile import compile_problem
from scheduler.solve.generation import generate_routes
from scheduler.solve.greedy import first_routes
from scheduler.solve.master import build_master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.relax import Relaxation, relaxation
from scheduler.solve.rounding import LOOSE, Rounding
from scheduler.solve.separate import add_nights
from scheduler.solve.whole import Choice, Offer, choose
from scheduler.stop import Clock

PASSES = 20
TOLERANCES = (1e-4, 1e-6)
"""How near the bound comes to the relaxation before whole routes are chosen, one after another."""
SHARE = 0.6
"""Of the time left, what the relaxation may take before whole routes are chosen."""
SECONDS = 6.0
"""Time for one choice at most."""
LAST = 0.5
"""Seconds at the end in which nothing new begins."""
NEAR = 2e-4
"""Gap, as a share of the bound, at which days are no longer chosen one by one."""
MOST_AT_ONCE = 10_000
"""Routes offered when the whole week is chosen at once."""


class Search:
    """What is known of one problem so far."""

    def __init__(self, problem: Problem, clock: Clock, seed: int) -> None:
        self.clock, self.seed, self.digest = clock, seed, digest(problem)
        self.compiled = compile_problem(problem)
        self.master, self.pool = build_master(self.compiled), Pool(self.compiled)
        self.routes: list[Route] = []
        self.bound = 0.0
        self.value = 0
        self.relaxed: Relaxation | None = None

    def plans(self) -> Iterator[Plan]:
        """Plans, each better than the one before or better proven."""
        yield self.take(first_routes(self.master))
        relaxed = self.relaxed = self._priced()
        yield self.take(self.routes)
        for tolerance in TOLERANCES:
            over = partial(self._over, (1 - SHARE) * self.clock.left)
            generate_routes(relaxed, tolerance * relaxed.bound, over)
            self.bound = max(self.bound, relaxed.bound)
            yield from self._rounded(Rounding(relaxed, self._patience))
            yield self.take(self.routes)
            if self._over(LAST) or self._proven():
                return
        yield from self._at_once(Rounding(relaxed, self._patience))

    def take(self, routes: list[Route]) -> Plan:
        """The plan of these routes, which becomes the best one."""
        bound = max(0, math.ceil(self.bound - 0.5))
        plan = plan_of(
            self.compiled, routes, Proof(bound, self.clock.seconds, self.seed, self.digest)
        )
        self.routes, self.value = routes, plan.value
        return plan

    def _proven(self) -> bool:
        return self.value <= math.ceil(self.bound - 0.5)

    def _over(self, left: float) -> bool:
        self.clock.step()
        return self.clock.over() or self.clock.left < left

    def _patience(self) -> float:
        """Seconds for one choice; steps alone decide when they are given."""
        left = self.clock.left - LAST
        return left if self.clock.stop.steps is not None else min(SECONDS, left)

    def _priced(self) -> Relaxation:
        """The relaxation over the first routes, with good prices."""
        for r in self.routes:
            self.pool.add(r.slot, r.seats, r.wake, r.sleep)
        first = first_prices(self.master, self.routes)
        over = partial(self._over, LAST)
        prices, bound, _ = ascend(self.master, self.pool, first, PASSES, self.seed, over)
        add_nights(self.master, self.pool, 0)
        self.bound = max(self.bound, bound)
        return relaxation(self.master, self.pool, prices, bound)

    def _rounded(self, rounding: Rounding) -> Iterator[Plan]:
        """Better plans, day by day and by pairs of days."""
        for below in LOOSE:
            if self._over(LAST) or self.value - self.bound <= NEAR * self.bound:
                break
            yield from self._better(rounding.day_by_day(below))
        for days in rounding.pairs():
            if self._over(LAST):
                return
            choice = rounding.again(days, self.routes, self.value)
            yield from self._better(choice.routes if choice is not None else None)

    def _better(self, routes: list[Route] | None) -> Iterator[Plan]:
        """The plan of these routes if it is better than the best one."""
        if routes is None:
            return
        before, value = self.routes, self.value
        plan = self.take(routes)
        if plan.value < value:
            yield plan
        else:
            self.routes, self.value = before, value

    def _at_once(self, rounding: Rounding) -> Iterator[Plan]:
        """The whole week chosen again among all routes that may be in a better plan."""
        below = self.value - rounding.bound
        offered = {r.key: r for r in rounding.offered(rounding.days, below, MOST_AT_ONCE)}
        offered |= {r.key: r for r in self.routes}
        choice: Choice | None = choose(
            self.master, Offer(list(offered.values())), max(LAST, self.clock.left)
        )
        yield from self._better(choice.routes if choice is not None else None)
