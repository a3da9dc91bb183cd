"""HiGHS on the flow of ``flow.py``, started from the greedy plan, with two threads.

Its presolve and its cuts alone take longer than a minute on a pilot week. So its linear relaxation
is solved first, and then the columns that are worth it there are chosen from as whole ones, more
and more of them. Days that break a rule which is not in the model are forbidden one by one.
"""

from __future__ import annotations

import highspy
import numpy as np

from benchmarks.solver.peers.arcs import Reduction
from benchmarks.solver.peers.case import Case
from benchmarks.solver.peers.flow import Flow, flow_of
from scheduler.solve.jit import Bools, Floats, Ints
from scheduler.solve.pool import Route, route_of

REDUCTION = Reduction(candidates=25, near=8, arcs=4_000_000)
OPTIONS = {
    "output_flag": False,
    "threads": 2,
    "mip_rel_gap": 1e-7,
    "mip_abs_gap": 0.5,
    "user_objective_scale": -11,
}
ROWWISE, MINIMISE, BLOCKING, UNLIMITED = 2, 1, True, 1e9


def arc_flow(case: Case) -> list[Route]:
    """The best plan that HiGHS finds in the time that is left, mended."""
    flow = flow_of(case, REDUCTION)
    worth = _reduced(flow, case.left)
    best, share = case.greedy, 0.0
    while worth is not None and case.left > 1.0:
        open_ = worth <= max(1e-6, np.quantile(worth, share))
        x = _solved(flow, np.where(open_, flow.upper, 0.0), best, case.left)
        if x is None:
            break
        best = min(best, case.mended(_used(flow, x)), key=lambda routes: case.plan(routes).value)
        if not _forbidden(case, flow, x):
            if share >= 1.0:
                break
            share = min(1.0, max(0.05, 2 * share))
    return best


def _used(flow: Flow, x: Floats) -> list[int]:
    return [int(c) for c in np.flatnonzero(x[flow.used] > 0.5)]


def _forbidden(case: Case, flow: Flow, x: Floats) -> bool:
    """Forbid days that the model allows and the rules do not; whether there are such."""
    days: dict[int, list[int]] = {}
    for c in _used(flow, x):
        days.setdefault(int(case.slots()[c]), []).append(c)
    illegal = [s for slot, s in days.items() if route_of(case.compiled, slot, tuple(s)) is None]
    for seats in illegal:
        flow.forbid(flow.ways(seats))
    return bool(illegal)


def _reduced(flow: Flow, seconds: float) -> Floats | None:
    """Reduced costs in the linear relaxation, 0 where it takes a column; ``None`` if there is no
    time for it."""
    highs = _passed(flow, flow.upper, np.zeros(len(flow.cost), np.bool_))
    _run(highs, seconds)
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    found = highs.getSolution()
    worth = np.array(found.col_dual)
    worth[np.array(found.col_value) > 1e-9] = 0.0
    worth[: flow.used.start] = 0.0
    return worth


def _solved(flow: Flow, upper: Floats, start: list[Route], seconds: float) -> Floats | None:
    """Whole values of the columns, started from routes; ``None`` if none are found."""
    first = flow.start(start)
    highs = _passed(flow, np.maximum(upper, first), flow.whole)
    given = np.flatnonzero(flow.whole)
    highs.setSolution(len(given), given.astype(np.int32), first[given])
    _run(highs, seconds)
    x = np.array(highs.getSolution().col_value)
    return x if len(x) and np.isfinite(highs.getInfo().objective_function_value) else None


def completed(flow: Flow, routes: list[Route]) -> Floats:
    """Routes in the columns, with the cheapest side variables for them."""
    first = flow.start(routes)
    highs = _passed(flow, np.where(flow.whole, first, flow.upper), np.zeros(len(first), np.bool_))
    lower = np.flatnonzero(flow.whole & (first > 0))
    highs.changeColsBounds(len(lower), lower.astype(np.int32), first[lower], first[lower])
    _run(highs, UNLIMITED)
    found = np.array(highs.getSolution().col_value)
    return found if len(found) else first


def _run(highs: highspy.Highs, seconds: float) -> None:
    """Threads of the library are shared by the process: they are left as the solver needs them."""
    highs.resetGlobalScheduler(BLOCKING)
    highs.setOptionValue("time_limit", max(0.1, seconds))
    highs.run()
    highs.resetGlobalScheduler(BLOCKING)


def _passed(flow: Flow, upper: Floats, whole: Bools) -> highspy.Highs:
    """The model in the library."""
    highs = highspy.Highs()
    for option, value in OPTIONS.items():
        highs.setOptionValue(option, value)
    starts, columns, factors = _by_row(flow)
    highs.passModel(
        len(flow.cost),
        len(flow.low),
        len(columns),
        ROWWISE,
        MINIMISE,
        0.0,
        flow.cost.astype(np.float64),
        np.zeros(len(flow.cost)),
        upper.astype(np.float64),
        flow.low,
        flow.high,
        starts,
        columns,
        factors,
        whole.astype(np.int32),
    )
    return highs


def _by_row(flow: Flow) -> tuple[Ints, Ints, Floats]:
    rows, columns, factors = flow.entries
    order = np.argsort(rows, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(flow.low)))])
    return starts.astype(np.int32), columns[order].astype(np.int32), factors[order]
