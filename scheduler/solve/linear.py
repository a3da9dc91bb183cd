"""Linear and integer programs through OR-Tools MathOpt, spoken to in whole arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.math_opt import (
    model_parameters_pb2,
    model_pb2,
    model_update_pb2,
    parameters_pb2,
    result_pb2,
)
from ortools.math_opt.core.python import solver

from scheduler.solve.jit import Bools, Floats, Ints

UNIT = 10_000.0
"""Cents in one unit of the programs."""
# Without presolve the basis of the solve before is a start for the next one.
LINEAR = parameters_pb2.SolveParametersProto(
    presolve=parameters_pb2.EMPHASIS_OFF, lp_algorithm=parameters_pb2.LP_ALGORITHM_DUAL_SIMPLEX
)
NODES = 2_000
"""Nodes of one integer program: a limit that is the same on every machine."""
Entries = tuple[Ints, Ints, Floats]
"""Row, variable, factor."""


@dataclass(frozen=True, slots=True)
class Block:
    """New variables ``0 <= x <= upper`` with their costs."""

    cost: Floats
    upper: Floats


@dataclass(frozen=True, slots=True)
class Outcome:
    """Solution of one program; ``y`` has the sign that makes ``cost - y a >= 0`` at the optimum."""

    value: float
    x: Floats
    y: Floats
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


def _fill_variables(variables: Any, first: int, block: Block, whole: Bools) -> None:
    n = len(block.cost)
    variables.ids.extend(range(first, first + n))
    variables.lower_bounds.extend([0.0] * n)
    variables.upper_bounds.extend(block.upper.tolist())
    variables.integers.extend(whole.tolist())


def _fill_rows(rows: Any, first: int, low: Floats, high: Floats) -> None:
    rows.ids.extend(range(first, first + len(low)))
    rows.lower_bounds.extend(low.tolist())
    rows.upper_bounds.extend(high.tolist())


def _fill_cost(cost: Any, first: int, block: Block) -> None:
    cost.ids.extend(range(first, first + len(block.cost)))
    cost.values.extend(block.cost.tolist())


def _dense(sparse: Any, n: int) -> Floats:
    out = np.zeros(n)
    out[np.array(sparse.ids, np.int64)] = np.array(sparse.values)
    return out


class Program:
    """A linear program that keeps its basis while rows and variables are added."""

    def __init__(self, low: Floats, high: Floats) -> None:
        self.rows, self.variables = len(low), 0
        model = model_pb2.ModelProto()
        _fill_rows(model.linear_constraints, 0, low, high)
        self._solver = solver.new(parameters_pb2.SOLVER_TYPE_GLOP, model, _init())

    def add_variables(self, block: Block, entries: Entries) -> None:
        """Append variables; ``entries`` counts them from the first one ever added."""
        update = model_update_pb2.ModelUpdateProto()
        whole = np.zeros(len(block.cost), np.bool_)
        _fill_variables(update.new_variables, self.variables, block, whole)
        _fill_cost(update.objective_updates.linear_coefficients, self.variables, block)
        _fill_matrix(update.linear_constraint_matrix_updates, entries)
        self.variables += len(block.cost)
        self._update(update)

    def add_rows(self, low: Floats, high: Floats, entries: Entries) -> None:
        """Append rows with their coefficients in existing variables."""
        update = model_update_pb2.ModelUpdateProto()
        _fill_rows(update.new_linear_constraints, self.rows, low, high)
        _fill_matrix(update.linear_constraint_matrix_updates, entries)
        self.rows += len(low)
        self._update(update)

    def remove_variables(self, variables: Ints) -> None:
        """Take variables out; their numbers are not used again."""
        update = model_update_pb2.ModelUpdateProto()
        update.deleted_variable_ids.extend(np.sort(variables).tolist())
        self._update(update)

    def set_costs(self, variables: Ints, cost: Floats, upper: Floats) -> None:
        """Change costs and upper bounds."""
        update = model_update_pb2.ModelUpdateProto()
        costs = update.objective_updates.linear_coefficients
        costs.ids.extend(variables.tolist())
        costs.values.extend(cost.tolist())
        bounds = update.variable_updates.upper_bounds
        bounds.ids.extend(variables.tolist())
        bounds.values.extend(upper.tolist())
        self._update(update)

    def _update(self, update: Any) -> None:
        if not self._solver.update(update):
            raise RuntimeError("the linear solver refused an update")

    def solve(self) -> Outcome:
        """Optimal solution and prices."""
        result = self._solver.solve(
            LINEAR,
            model_parameters_pb2.ModelSolveParametersProto(),
            None,
            _callbacks(),
            None,
            None,
        )
        return _outcome(result, self.variables, self.rows)


def solve_whole(
    low: Floats,
    high: Floats,
    block: Block,
    whole: Bools,
    entries: Entries,
    *,
    seconds: float,
    gap: float,
) -> Outcome | None:
    """A mixed-integer program through HiGHS; ``None`` if no solution was found in time."""
    model = model_pb2.ModelProto()
    _fill_rows(model.linear_constraints, 0, low, high)
    _fill_variables(model.variables, 0, block, whole)
    _fill_cost(model.objective.linear_coefficients, 0, block)
    _fill_matrix(model.linear_constraint_matrix, entries)
    parameters = parameters_pb2.SolveParametersProto(
        absolute_gap_tolerance=gap, relative_gap_tolerance=0.0, node_limit=NODES
    )
    parameters.time_limit.FromNanoseconds(int(seconds * 1e9))
    result = solver.solve(
        model,
        parameters_pb2.SOLVER_TYPE_HIGHS,
        _init(),
        parameters,
        model_parameters_pb2.ModelSolveParametersProto(),
        None,
        _callbacks(),
        None,
        None,
    )
    if not result.solutions:
        return None
    return _outcome(result, len(block.cost), 0)


def _outcome(result: Any, variables: int, rows: int) -> Outcome:
    solution = result.solutions[0]
    primal, termination = solution.primal_solution, result.termination
    y = _dense(solution.dual_solution.dual_values, rows) if rows else np.zeros(0)
    return Outcome(
        primal.objective_value,
        _dense(primal.variable_values, variables),
        y,
        termination.objective_bounds.dual_bound,
        termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL,
    )


def _init() -> Any:
    return parameters_pb2.SolverInitializerProto()


def _callbacks() -> Any:
    from ortools.math_opt import callback_pb2

    return callback_pb2.CallbackRegistrationProto()
