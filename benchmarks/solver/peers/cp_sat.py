"""Plain CP-SAT on the flow of ``flow.py``, with the intervals of a day that may not overlap.

Two workers, hinted with the greedy plan; what the hint leaves open, such as overload, is filled in
by HiGHS. All numbers of the model are whole.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.solver.peers.arc_flow import completed
from benchmarks.solver.peers.arcs import Reduction
from benchmarks.solver.peers.case import Case
from benchmarks.solver.peers.flow import Flow, flow_of
from scheduler.solve.pool import Route

REDUCTION = Reduction(candidates=20, near=8, arcs=1_500_000)
INT = 2**40
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)


def cp_sat(case: Case) -> list[Route]:
    """The best plan that CP-SAT finds in the time that is left, mended."""
    flow = flow_of(case, REDUCTION)
    model = cp_model.CpModel()
    x = [model.new_int_var(0, int(upper), "") for upper in flow.upper]
    _add_rows(model, flow, x)
    _add_days(model, case, x[flow.used])
    for variable, value in zip(x, completed(flow, case.greedy), strict=True):
        model.add_hint(variable, round(value))
    model.minimize(cp_model.LinearExpr.weighted_sum(x, [int(c) for c in flow.cost]))
    if case.left < 1.0:
        return case.greedy
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = max(0.1, case.left)
    if solver.solve(model) not in SOLVED:
        return case.greedy
    used = x[flow.used]
    return case.mended([c for c, variable in enumerate(used) if solver.value(variable)])


def _add_rows(model: cp_model.CpModel, flow: Flow, x: list[cp_model.IntVar]) -> None:
    rows, columns, factors = flow.entries
    order = np.argsort(rows, kind="stable")
    cuts = np.searchsorted(rows[order], np.arange(len(flow.low) + 1)).tolist()
    ids, numbers = columns[order].tolist(), factors[order].astype(np.int64).tolist()
    for k, (low, high) in enumerate(zip(flow.low, flow.high, strict=True)):
        part = slice(cuts[k], cuts[k + 1])
        sum_ = cp_model.LinearExpr.weighted_sum([x[j] for j in ids[part]], numbers[part])
        model.add_linear_constraint(sum_, int(max(low, -INT)), int(min(high, INT)))


def _add_days(model: cp_model.CpModel, case: Case, used: list[cp_model.IntVar]) -> None:
    """Two seats of a day do not overlap, the break between them included."""
    net = case.compiled.net
    begin, until = net.busy_from[net.node], net.busy_until[net.node] + net.limits.pause
    intervals = defaultdict[int, list[cp_model.IntervalVar]](list)
    for c, slot in enumerate(case.slots().tolist()):
        size = int(until[c] - begin[c])
        intervals[slot].append(
            model.new_optional_fixed_size_interval_var(int(begin[c]), size, used[c], "")
        )
    for day in intervals.values():
        model.add_no_overlap(day)
