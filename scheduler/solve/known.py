"""What is known of one problem so far: the best plan, the best bound, the best prices."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from scheduler.certificate import Certificate
from scheduler.plan import Plan
from scheduler.problem import Problem, digest
from scheduler.solve.build import Proof, plan_of
from scheduler.solve.certify import certificate_of
from scheduler.solve.compile import compile_problem
from scheduler.solve.jit import Floats
from scheduler.solve.leaf import Leaf
from scheduler.solve.master import build_master
from scheduler.solve.pool import Pool, Route
from scheduler.stop import Clock

SECONDS = 6.0
"""Time for one choice at most."""
PROGRAM = 2.0
"""Seconds that a program of a whole day may take."""
LAST = 0.5
"""Seconds at the end in which nothing new begins."""


class Known:
    """One problem, the time there is for it, and what was found."""

    def __init__(self, problem: Problem, clock: Clock, seed: int) -> None:
        self.clock, self.seed, self.digest = clock, seed, digest(problem)
        self.compiled = compile_problem(problem)
        self.master, self.pool = build_master(self.compiled), Pool(self.compiled)
        self.routes: list[Route] = []
        self.bound = 0.0
        self.leaves: tuple[Leaf, ...] = ()
        """What proves the bound; nothing in a thinned week."""
        self.value = 0
        self.prices: Floats | None = None
        """The best prices of the rows that hold for all plans, in cents, once there are any."""

    def take(self, routes: list[Route]) -> Plan:
        """The plan of these routes, which becomes the best one."""
        plan = self._plan(routes)
        self.routes, self.value = routes, plan.value
        return plan

    def value_of(self, routes: list[Route]) -> int:
        """What the plan of these routes is worth."""
        return self._plan(routes).value

    def _plan(self, routes: list[Route]) -> Plan:
        proof = Proof(self.told_bound, self.clock.seconds, self.seed, self.digest)
        return plan_of(self.compiled, routes, proof)

    def better(self, routes: list[Route] | None) -> Iterator[Plan]:
        """The plan of these routes if it is better than the best one."""
        if routes is None:
            return
        plan = self._plan(routes)
        if plan.value < self.value:
            self.routes, self.value = routes, plan.value
            yield plan

    @property
    def told_bound(self) -> int:
        """The bound in whole cents, less what may be a rounding error."""
        return max(0, math.ceil(self.bound - 0.5))

    def prove(self, bound: float, leaves: Iterable[Leaf] = ()) -> None:
        """Keep a bound, and what proves it, if it is the best one."""
        if bound > self.bound:
            self.bound, self.leaves = bound, tuple(leaves)

    def certificate(self) -> Callable[[], Certificate | None]:
        """How to make the certificate of the bound as it is now."""
        return partial(certificate_of, self.master, self.digest, self.told_bound, self.leaves)

    def proven(self) -> bool:
        """Whether no plan can be better."""
        return self.value <= math.ceil(self.bound - 0.5)

    def over(self, left: float = LAST) -> bool:
        """Whether there are fewer seconds left than that; counts as a step."""
        self.clock.step()
        return self.clock.over() or self.clock.left < left

    def too_late(self, left: float = LAST) -> bool:
        """The same for threads, which steps do not end."""
        return self.clock.late() or self.clock.left < left

    def late(self) -> bool:
        """The same where one program may take seconds."""
        return self.too_late(PROGRAM)

    def patience(self) -> float:
        """Seconds for one choice; steps alone decide when they are given."""
        left = self.clock.left - LAST
        return left if self.clock.stop.steps is not None else min(SECONDS, left)
