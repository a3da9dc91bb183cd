"""One method on one made-up week, measured in a process of its own."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.solver.peers import PEERS
from benchmarks.solver.peers.arcs import TooLargeError
from benchmarks.solver.peers.case import Case
from scheduler.bench import plans_until, warm_up
from scheduler.check import check
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.solve.pool import Route

OURS = "tarjuman"
METHODS = (OURS, *PEERS)
SIZES = {
    "quarter pilot": (15, 100, 8),
    "half pilot": (30, 200, 12),
    "pilot": (60, 400, 20),
    "district": (150, 1_300, 35),
    "half regional": (250, 2_500, 45),
    "regional": (500, 5_000, 60),
    "wide": (1_500, 15_000, 150),
    "large": (5_000, 50_000, 400),
}
"""Members, sessions, sites. The named ones are those of ``scheduler generate``."""
GIGABYTE = 2**30


@dataclass(frozen=True, slots=True)
class Task:
    """What is measured."""

    method: str
    size: str
    seed: int
    seconds: float


@dataclass(slots=True)
class Run:
    """What came of it."""

    task: Task
    first: float | None = None
    """Seconds to the first legal plan; of the methods that start from the greedy plan, none."""
    value: int = 0
    bound: int = 0
    seats: int = 0
    seats_covered: int = 0
    at_most: int = 0
    """Proven: no plan covers more."""
    seconds: float = 0.0
    megabytes: int = 0
    load: float = 0.0
    """Mean load of the machine in the last minute, at the beginning."""
    trouble: str = ""
    """Why there is no plan, or what the referee says."""

    def see(self, plan: Plan) -> None:
        """Note a plan."""
        self.value, self.bound = plan.value, plan.bound
        self.seats, self.seats_covered = plan.seats, plan.seats_covered
        self.at_most = sum(c.at_most for c in plan.coverage)


def measured(task: Task, gigabytes: float) -> Run:
    """Generate, warm up, solve; memory beyond the limit is refused to the process."""
    run = Run(task, load=round(os.getloadavg()[0], 1))
    most = int(gigabytes * GIGABYTE)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    problem = made_up(*SIZES[task.size], seed=task.seed)
    work = _ours if task.method == OURS else _peer
    try:
        work(problem, run)
    except TooLargeError as error:
        run.trouble = f"too large: {error}"
    except MemoryError:
        run.trouble = f"more than {gigabytes:g} GB"
    run.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return run


def _ours(problem: Problem, run: Run) -> None:
    warm_up()
    began = time.perf_counter()
    for plan in plans_until(problem, run.task.seconds):
        run.seconds = round(time.perf_counter() - began, 3)
        run.first = run.seconds if run.first is None else run.first
        run.see(plan)


def _peer(problem: Problem, run: Run) -> None:
    peer = PEERS[run.task.method]
    _planned(made_up(12, 60, 6, seed=1), 1.0, peer)
    began = time.perf_counter()
    plan = _planned(problem, run.task.seconds, peer)
    run.seconds = round(time.perf_counter() - began, 3)
    run.first = run.seconds if run.task.method == "greedy" else None
    run.see(plan)
    report = check(problem, plan)
    run.trouble = "; ".join(sorted({v.rule for v in report.violations}))


def _planned(problem: Problem, seconds: float, peer: Callable[[Case], list[Route]]) -> Plan:
    case = Case(problem, seconds)
    return case.plan(peer(case))
