"""Linear programs that keep their basis while rows and variables come and go, through HiGHS.

OR-Tools gives HiGHS no program to keep, and its own simplex takes twice as long (decision 0090).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from scheduler.solve.jit import Floats, Ints

UNIT = 10_000.0
"""Cents in one unit of the programs."""
# Without presolve the basis of the solve before is a start for the next one; from there costs
# moved at random against ties only lead away.
OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    "random_seed": 0,
    "dual_simplex_cost_perturbation_multiplier": 0.0,
}
Kind = dict[str, Any]
"""How programs are solved: what differs from ``OPTIONS``."""
STEADY: Kind = {}
"""From the basis of the solve before."""
ROUGH: Kind = {"solver": "ipm", "run_crossover": "off", "ipm_optimality_tolerance": 1e-4}
"""By steps inside, which for many variables takes less time, but starts anew each time and ends
near the best prices only."""
ANEW: Kind = {"solver": "ipm", "presolve": "on"}
"""By steps inside, to an optimal basis; what is decided is taken out before."""
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
    load: Floats
    """What each row adds up to."""


class Program:
    """A linear program; the basis of one solve is where the next one starts."""

    def __init__(self, low: Floats, high: Floats, kind: Kind = STEADY) -> None:
        self.rows, self.kind = 0, kind
        self._column: Ints = np.zeros(0, np.int64)
        """Column of each variable ever added, -1 when it is gone."""
        self._highs = _new_solver({**OPTIONS, **kind})
        empty: Ints = np.zeros(0, np.int64)
        self.add_rows(low, high, (empty, empty, np.zeros(0)))

    @property
    def variables(self) -> int:
        """How many were ever added."""
        return len(self._column)

    def add_variables(self, block: Block, entries: Entries) -> None:
        """Append variables; ``entries`` counts them from the first one ever added."""
        rows, variables, factors = _by(1, entries)
        n, first = len(block.cost), self.variables
        starts = np.searchsorted(variables, first + np.arange(n))
        self._highs.addCols(
            n,
            block.cost,
            np.zeros(n),
            block.upper,
            len(rows),
            _short(starts),
            _short(rows),
            factors,
        )
        columns = int(self._highs.getNumCol())
        self._column = np.concatenate([self._column, np.arange(columns - n, columns)])

    def add_rows(self, low: Floats, high: Floats, entries: Entries) -> None:
        """Append rows with their coefficients in existing variables."""
        rows, variables, factors = _by(0, entries)
        n = len(low)
        starts = np.searchsorted(rows, self.rows + np.arange(n))
        columns = self._column[variables]
        self._highs.addRows(n, low, high, len(rows), _short(starts), _short(columns), factors)
        self.rows += n

    def remove_variables(self, variables: Ints) -> None:
        """Take variables out; their numbers are not used again."""
        gone = np.sort(self._column[variables])
        self._highs.deleteCols(len(gone), _short(gone))
        self._column[variables] = -1
        left = self._column >= 0
        self._column[left] -= np.searchsorted(gone, self._column[left])

    def set_costs(self, variables: Ints, cost: Floats) -> None:
        """Change costs."""
        self._highs.changeColsCost(len(variables), _short(self._column[variables]), cost)

    def set_bounds(self, variables: Ints, low: Floats, high: Floats) -> None:
        """Change bounds."""
        columns = _short(self._column[variables])
        self._highs.changeColsBounds(len(variables), columns, low, high)

    def set_rows(self, low: Floats, high: Floats) -> None:
        """Change the bounds of the first rows."""
        self._highs.changeRowsBounds(len(low), _short(np.arange(len(low))), low, high)

    def solve(self) -> Outcome:
        """Optimal solution and prices; the value is infinite where nothing keeps all rows."""
        states = highspy.HighsModelStatus
        status = self._run()
        near = self.kind is ROUGH and status == states.kUnknown
        if near and self._highs.getSolution().dual_valid:
            status = states.kOptimal
        if status not in (states.kOptimal, states.kInfeasible, states.kModelEmpty):
            # From some bases, or by steps inside, it gives up; by simplex without one it does not.
            self._highs.setOptionValue("solver", "simplex")
            self._highs.clearSolver()
            status = self._run()
        if status in (states.kInfeasible, states.kModelEmpty):
            value = np.inf if status == states.kInfeasible else 0.0
            return Outcome(value, np.zeros(self.variables), *np.zeros((2, self.rows)))
        if status != states.kOptimal:
            raise RuntimeError(f"the linear program ended as {status}")
        solution = self._highs.getSolution()
        x, left = np.zeros(self.variables), self._column >= 0
        x[left] = np.array(solution.col_value)[self._column[left]]
        value = float(self._highs.getInfo().objective_function_value)
        return Outcome(value, x, np.array(solution.row_dual), np.array(solution.row_value))

    def _run(self) -> highspy.HighsModelStatus:
        if self.kind is not STEADY:
            self._highs.clearSolver()
        self._highs.run()
        return self._highs.getModelStatus()


def _new_solver(options: dict[str, Any]) -> highspy.Highs:
    highs = highspy.Highs()
    for option, value in options.items():
        highs.setOptionValue(option, value)
    return highs


def _by(part: int, entries: Entries) -> Entries:
    order = np.argsort(entries[part], kind="stable")
    return entries[0][order], entries[1][order], entries[2][order].astype(np.float64)


def _short(numbers: Ints) -> NDArray[np.int32]:
    return numbers.astype(np.int32)
