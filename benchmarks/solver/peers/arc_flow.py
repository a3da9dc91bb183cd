"""HiGHS on the flow of ``flow.py``, started from the greedy plan, with two threads."""

from __future__ import annotations

import highspy
import numpy as np

from benchmarks.solver.peers.case import Case
from benchmarks.solver.peers.flow import Flow, flow_of
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.pool import Route

MOST = 4_000_000
"""Arcs of the largest model that is built."""
OPTIONS = {"output_flag": False, "threads": 2, "mip_rel_gap": 1e-7, "mip_abs_gap": 0.5}
ROWWISE, MINIMISE, BLOCKING = 2, 1, True


def arc_flow(case: Case) -> list[Route]:
    """The best plan that HiGHS finds in the time that is left, mended."""
    flow = flow_of(case, MOST)
    highs = _passed(flow)
    highs.setOptionValue("time_limit", max(0.1, case.left))
    highs.run()
    x = np.array(highs.getSolution().col_value)
    if not len(x) or not np.isfinite(highs.getInfo().objective_function_value):
        return case.greedy
    return case.mended(np.flatnonzero(x[flow.used] > 0.5).tolist())


def _passed(flow: Flow) -> highspy.Highs:
    """The model with its start: everything whole is given, the rest follows."""
    highs = highspy.Highs()
    highs.resetGlobalScheduler(BLOCKING)  # the solver of the greedy plan has settled on one thread
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
        flow.upper.astype(np.float64),
        flow.low,
        flow.high,
        starts,
        columns,
        factors,
        flow.whole.astype(np.int32),
    )
    given = np.flatnonzero(flow.whole)
    highs.setSolution(len(given), given.astype(np.int32), flow.start[given])
    return highs


def _by_row(flow: Flow) -> tuple[Ints, Ints, Floats]:
    rows, columns, factors = flow.entries
    order = np.argsort(rows, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(flow.low)))])
    return starts.astype(np.int32), columns[order].astype(np.int32), factors[order]
