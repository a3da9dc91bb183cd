"""Other ways to the same end, each in good faith: the same arrays, the same start, time and judge.

None of them is part of the product.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.solver.peers.case import Case
from scheduler.solve.pool import Route


def greedy(case: Case) -> list[Route]:
    """The solver's own first plan: seats by weight, each to its cheapest place."""
    return case.greedy


def arc_flow(case: Case) -> list[Route]:
    """HiGHS on arcs."""
    from benchmarks.solver.peers.arc_flow import arc_flow as run

    return run(case)


def cp_sat(case: Case) -> list[Route]:
    """Plain CP-SAT."""
    from benchmarks.solver.peers.cp_sat import cp_sat as run

    return run(case)


def local_search(case: Case) -> list[Route]:
    """OR-Tools' routing library with guided local search, day by day."""
    from benchmarks.solver.peers.routing import local_search as run

    return run(case)


PEERS: dict[str, Callable[[Case], list[Route]]] = {
    "greedy": greedy,
    "cp_sat": cp_sat,
    "arc_flow": arc_flow,
    "local_search": local_search,
}
