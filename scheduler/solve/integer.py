"""Integer programs through OR-Tools MathOpt and HiGHS, spoken to in whole arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
)
from ortools.math_opt.core.python import solver

from scheduler.solve.jit import Bools, Floats
from scheduler.solve.linear import Block, Entries

NODES = 2_000
"""Nodes of one integer program: a limit that is the same on every machine."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The best solution found, and what none can be better than."""

    value: float
    x: Floats
    bound: float
    proven: bool


def _sorted(entries: Entries) -> Entries:
    rows, variables, factors = entries
    order = np.lexsort((variables, rows))
    return rows[order], variables[order], factors[order]


def _fill_matrix(matrix: Any, entries: Entries) -> None:
    rows, variables, factors = _sorted(entries)
    matrix.row_ids.extend(rows.tolist())
    matrix.column_ids.extend(variables.tolist())
    matrix.coefficients.extend(factors.tolist())


def _fill_variables(variables: Any, block: Block, whole: Bools) -> None:
    n = len(block.cost)
    variables.ids.extend(range(n))
    variables.lower_bounds.extend([0.0] * n)
    variables.upper_bounds.extend(block.upper.tolist())
    variables.integers.extend(whole.tolist())


def _fill_rows(rows: Any, low: Floats, high: Floats) -> None:
    rows.ids.extend(range(len(low)))
    rows.lower_bounds.extend(low.tolist())
    rows.upper_bounds.extend(high.tolist())


def _fill_cost(cost: Any, block: Block) -> None:
    cost.ids.extend(range(len(block.cost)))
    cost.values.extend(block.cost.tolist())


def _dense(sparse: Any, n: int) -> Floats:
    out = np.zeros(n)
    out[np.array(sparse.ids, np.int64)] = np.array(sparse.values)
    return out


def solve_whole(
    low: Floats,
    high: Floats,
    block: Block,
    whole: Bools,
    entries: Entries,
    *,
    seconds: float,
    gap: float,
) -> Solution | None:
    """A mixed-integer program through HiGHS; ``None`` if no solution was found in time."""
    model = model_pb2.ModelProto()
    _fill_rows(model.linear_constraints, low, high)
    _fill_variables(model.variables, block, whole)
    _fill_cost(model.objective.linear_coefficients, block)
    _fill_matrix(model.linear_constraint_matrix, entries)
    parameters = parameters_pb2.SolveParametersProto(
        absolute_gap_tolerance=gap, relative_gap_tolerance=0.0, node_limit=NODES
    )
    parameters.time_limit.FromNanoseconds(int(seconds * 1e9))
    result = solver.solve(
        model,
        parameters_pb2.SOLVER_TYPE_HIGHS,
        parameters_pb2.SolverInitializerProto(),
        parameters,
        model_parameters_pb2.ModelSolveParametersProto(),
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None,
    )
    if not result.solutions:
        return None
    return _solution(result, len(block.cost))


def _solution(result: Any, variables: int) -> Solution:
    primal, termination = result.solutions[0].primal_solution, result.termination
    return Solution(
        primal.objective_value,
        _dense(primal.variable_values, variables),
        termination.objective_bounds.dual_bound,
        termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL,
    )
