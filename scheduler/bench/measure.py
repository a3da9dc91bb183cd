"""One problem generated, solved and measured, in a process of its own."""

from __future__ import annotations

import resource
import time
from dataclasses import dataclass, field

from scheduler.bench.process import certified_until
from scheduler.certificate import Certified
from scheduler.generate import SIZES, generate, made_up
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.stop import Stop

MARKS = (0.05, 0.02, 0.01, 0.001, 0.0001)
"""Gaps whose time is taken."""


@dataclass(slots=True)
class Run:
    """What one search reached. Times are seconds from the problem in memory to a refereed plan."""

    size: str
    seed: int
    members: int
    sessions: int
    first: float = 0.0
    """To the first legal plan."""
    first_value: int = 0
    value: int = 0
    bound: int = 0
    gap: float = 1.0
    seats: int = 0
    seats_covered: int = 0
    at_most: int = 0
    """Seats that any legal plan may cover, as far as that is proven."""
    proven: float | None = None
    """To the proof that no plan is better."""
    reached: dict[str, float] = field(default_factory=dict)
    """Seconds to each of the gaps of ``MARKS``."""
    seconds: float = 0.0
    processor: float = 0.0
    megabytes: int = 0
    """The most memory that the process has held, Python and problem included."""
    repriced: int | None = None
    """The bound that the certificate of the last plan proves, where it was reckoned again."""
    repricing: float = 0.0
    """Seconds that this took."""
    faults: tuple[str, ...] = ()
    """What is wrong with the bound."""

    def see(self, plan: Plan, seconds: float) -> None:
        """Note one plan of the search."""
        if not self.seats:
            self.first, self.first_value = seconds, plan.value
        self.value, self.bound, self.gap = plan.value, plan.bound, plan.gap
        self.seats, self.seats_covered = plan.seats, plan.seats_covered
        self.at_most = sum(c.at_most for c in plan.coverage)
        for mark in MARKS:
            if plan.gap <= mark:
                self.reached.setdefault(str(mark), seconds)
        if plan.gap == 0 and self.proven is None:
            self.proven = seconds


def measured(size: str, seed: int, seconds: float, *, again: bool = False) -> Run:
    """Generate, warm up, solve; ``again``: reckon the last bound again."""
    problem = generate(size, seed)
    warm_up()
    run = Run(size, seed, *SIZES[size][:2])
    began, busy = time.perf_counter(), time.process_time()
    last: Certified | None = None
    for last in certified_until(problem, seconds):
        run.see(last.plan, round(time.perf_counter() - began, 3))
    run.seconds = round(time.perf_counter() - began, 3)
    run.processor = round(time.process_time() - busy, 3)
    run.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if again and last is not None:
        _reprice(run, problem, last)
    return run


def _reprice(run: Run, problem: Problem, last: Certified) -> None:
    """Reckon the bound again, as far as it has a certificate."""
    from scheduler.reprice import judged

    certificate, began = last.certificate(), time.perf_counter()
    if certificate is not None:
        verdict = judged(problem, last.plan, certificate)
        run.repriced, run.faults = verdict.bound, verdict.faults
    run.repricing = round(time.perf_counter() - began, 3)


def warm_up() -> None:
    """Solve something small, so that libraries and compiled loops are loaded."""
    from scheduler.refereed import solve

    solve(made_up(12, 60, 6, seed=1), Stop(steps=30))
