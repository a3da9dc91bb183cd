"""The problem as a flow on arcs: one model for HiGHS and CP-SAT.

Columns: side variables of the master (uncovered seats, overload, balance, ...), then for each
candidate whether it is used, begins a day, ends a day, then one for each arc. All rows of the
master hold, and for each day its minutes, trauma-heavy seats, span, rest and lunch, and host
rooms. Not in the model: nights away, remote minutes in a row, gaps between commitments. The plan
is mended.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from benchmarks.solver.peers.arcs import Reduction
from benchmarks.solver.peers.case import Case
from benchmarks.solver.peers.columns import Columns
from benchmarks.solver.peers.rows import Entries, Rows
from scheduler.solve.jit import Bools, Floats, Ints
from scheduler.solve.pool import Route


@dataclass(slots=True)
class Flow:
    """``low <= A x <= high``, ``0 <= x <= upper``, least cost."""

    low: Floats
    high: Floats
    cost: Floats
    upper: Floats
    whole: Bools
    entries: Entries
    columns: Columns

    @property
    def used(self) -> slice:
        """Columns of the candidates."""
        return slice(self.columns.use, self.columns.begin)

    def start(self, routes: list[Route]) -> Floats:
        """These routes; side variables other than of seats are left at 0."""
        return self.columns.start(routes)

    def ways(self, route: Iterable[int]) -> Ints:
        """The columns that make candidates follow each other in one day."""
        return self.columns.ways(tuple(route))

    def forbid(self, columns: Ints) -> None:
        """Not all of these columns together."""
        row = np.full(len(columns), len(self.low))
        self.low = np.append(self.low, -np.inf)
        self.high = np.append(self.high, len(columns) - 1.0)
        added = row, columns, np.ones(len(columns))
        rows, ids, factors = (np.concatenate(b) for b in zip(self.entries, added, strict=True))
        self.entries = rows, ids, factors


def flow_of(case: Case, reduction: Reduction) -> Flow:
    """The reduced model; refused where it is too large."""
    columns = Columns(case, reduction)
    rows = Rows(case, columns)
    return Flow(
        np.array(rows.low),
        np.array(rows.high),
        columns.cost(),
        columns.upper(),
        columns.whole(),
        rows.entries(),
        columns,
    )
