"""One search: a first plan, prices, routes priced in, whole routes chosen, and again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

import numpy as np

from scheduler.plan import Plan
from scheduler.problem import Problem, digest
from scheduler.solve.ascent import ascend, first_prices
from scheduler.solve.auction import auctioned
from scheduler.solve.branch import cases, halves
from scheduler.solve.build import Proof, plan_of
from scheduler.solve.compile import compile_problem
from scheduler.solve.daywise import priced, sharpen
from scheduler.solve.dive import Dive
from scheduler.solve.generation import generate_routes
from scheduler.solve.greedy import first_routes
from scheduler.solve.groups import Groups
from scheduler.solve.jit import Floats
from scheduler.solve.layout import padded
from scheduler.solve.master import build_master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.relax import Relaxation, relaxation
from scheduler.solve.rounding import Rounding
from scheduler.solve.scope import whole
from scheduler.stop import Clock

PASSES, FEW = 14, 10
"""Passes of the price ascent, and in a large week, whose prices are made better day by day."""
STEPS = (0.1, 0.04, 0.1, 0.02)
"""Share of the undecided routes that one step takes: of the first dive, of the second, ..."""
NEAR = 1 - 1e-4
"""Share of the value from which the bound is so near that no more dives are made."""
ROUGH, FINE = 3e-4, 1e-5
"""How near the bound comes to the relaxation, as a share of itself: at first, and in the end."""
AUCTIONS, LESS = 3, 0.8
"""Auctions at good prices, and which share of them a served seat is had for at least."""
SHARE = 0.6
"""Of the time left, what the relaxation may take before whole routes are chosen."""
SECONDS = 6.0
"""Time for one choice at most."""
LAST = 0.5
"""Seconds at the end in which nothing new begins."""
SMALL = 400
"""Slots up to which a week is chosen at once."""
OFTEN = 5
"""So many better groups make one better plan to show."""


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
        self.first: Floats | None = None
        self.dives = 0

    def plans(self) -> Iterator[Plan]:
        """Plans, each better than the one before or better proven."""
        yield self.take(first_routes(self.master))
        yield from self._by_auction()
        prices = self.first = self._ascend()
        yield self.take(self.routes)
        if self._large:
            prices = self.first = self._sharpened(prices)
            yield self.take(self.routes)
            yield from self._by_prices(prices)
        else:
            yield from self._at_once(prices)

    def _at_once(self, prices: Floats) -> Iterator[Plan]:
        """Better plans of a small week, and the proof."""
        relaxed = self.relaxed = self._relaxed(prices)
        over = partial(self._over, (1 - SHARE) * self.clock.left)
        generate_routes(relaxed, ROUGH * relaxed.bound, over)
        self.bound = max(self.bound, relaxed.bound)
        if not len(halves(relaxed)):
            yield from self._dived(relaxed)
        for bound in cases(relaxed, lambda: self.value, FINE, partial(self._over, LAST)):
            self.bound = max(self.bound, bound)
            yield from self._dived(relaxed)
        self.bound = max(self.bound, relaxed.bound)
        yield self.take(self.routes)
        while self.dives < len(STEPS) and self.bound < NEAR * self.value and not self._over(LAST):
            yield from self._dived(relaxed)
        yield from self._again(Rounding(relaxed, self._patience))

    @property
    def prices(self) -> Floats | None:
        """The best prices of the rows so far, in cents."""
        return self.first if self.relaxed is None else self.relaxed.prices

    def take(self, routes: list[Route]) -> Plan:
        """The plan of these routes, which becomes the best one."""
        bound = max(0, math.ceil(self.bound - 0.5))
        plan = plan_of(
            self.compiled, routes, Proof(bound, self.clock.seconds, self.seed, self.digest)
        )
        self.routes, self.value = routes, plan.value
        return plan

    @property
    def _large(self) -> bool:
        return len(self.master.open_slots) > SMALL

    def _proven(self) -> bool:
        return self.value <= math.ceil(self.bound - 0.5)

    def _over(self, left: float) -> bool:
        self.clock.step()
        return self.clock.over() or self.clock.left < left

    def _too_late(self) -> bool:
        """Whether nothing new begins; for threads, which do not count as steps."""
        return self.clock.over() or self.clock.left < LAST

    def _patience(self) -> float:
        """Seconds for one choice; steps alone decide when they are given."""
        left = self.clock.left - LAST
        return left if self.clock.stop.steps is not None else min(SECONDS, left)

    def _ascend(self) -> Floats:
        """Good prices, and the bound that they prove."""
        for r in self.routes:
            self.pool.add(r.slot, r.seats, r.wake, r.sleep)
        first = first_prices(self.master, self.routes)
        over = partial(self._over, (1 - SHARE) * self.clock.left)
        passes = FEW if self._large else PASSES
        y, bound, _ = ascend(self.master, self.pool, first, passes, self.seed, over)
        self.bound = max(self.bound, bound)
        return y

    def _sharpened(self, y: Floats) -> Floats:
        """Better prices of a large week, which has no relaxation as a whole, and their bound."""
        prices = sharpen(self.master, self.pool, priced(self.master, y), self._too_late)
        self.bound = max(self.bound, prices.bound)
        return prices.y

    def _relaxed(self, prices: Floats) -> Relaxation:
        """The relaxation over the routes known so far."""
        relaxed = relaxation(whole(self.master), self.pool, range(len(self.pool.routes)))
        relaxed.prices, relaxed.bound = padded(self.master, prices), self.bound
        return relaxed

    def _dived(self, relaxed: Relaxation) -> Iterator[Plan]:
        """A better plan by diving in the relaxation as it stands."""
        if not self._over(LAST) and not self._proven():
            few = STEPS[self.dives % len(STEPS)]
            self.dives += 1
            yield from self._better(Dive(relaxed, partial(self._over, LAST), few).routes())

    def _by_auction(self, prices: Floats | None = None) -> Iterator[Plan]:
        """A better plan by an auction; ``prices`` are those of the seats to begin with."""
        over = partial(self._over, LAST)
        yield from self._better(auctioned(self.master, self.pool, self.routes, prices, over))

    def _by_prices(self, y: Floats) -> Iterator[Plan]:
        """Better plans of a large week, whose rows have good prices."""
        seats, rng = y[self.master.row_of_seat], np.random.default_rng(self.seed)
        for _ in range(AUCTIONS):
            if not self._over(LAST):
                yield from self._by_auction(seats * rng.uniform(LESS, 1.0, len(seats)))
        yield from self._by_groups(Groups(self.master, self.pool, y))

    def _by_groups(self, groups: Groups) -> Iterator[Plan]:
        """Better plans of a large week, group by group."""
        found = self.routes
        for k, found in enumerate(groups.better(self.routes, partial(self._over, LAST))):
            if k % OFTEN == OFTEN - 1:
                yield from self._better(found)
        yield from self._better(found)

    def _again(self, rounding: Rounding) -> Iterator[Plan]:
        """Better plans by pairs of days, then at once."""
        for days in rounding.pairs():
            if self._over(LAST) or self._proven():
                return
            choice = rounding.again(days, self.routes, self.value)
            yield from self._better(choice.routes if choice is not None else None)
        if not self._over(LAST):
            yield from self._better(rounding.at_once(self.routes))

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
