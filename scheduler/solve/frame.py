"""The rows that tie days together: the fixed part of the master problem.

Rows hold coverage, chains, teams, weeks, caps and balance; *side* variables are everything that
is not a route: uncovered seats, chains in use, starts of sessions, overload, imbalance.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, fields

import numpy as np

from scheduler.solve.jit import Floats, Ints
from scheduler.solve.order import sorted_by


@dataclass(slots=True)
class Frame:
    """Rows ``low <= a x <= high`` and side variables ``0 <= x <= upper``; costs in cents."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    first_price: list[float] = field(default_factory=list)
    """What was charged for the row before there was one, and is in the costs of the programs."""
    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    side_var: list[int] = field(default_factory=list)
    side_row: list[int] = field(default_factory=list)
    side_factor: list[float] = field(default_factory=list)
    constant: int = 0
    """Cost no plan can avoid."""
    cover: set[int] = field(default_factory=set)
    """Rows of seats: in the linear relaxation more than one is allowed."""
    once: set[int] = field(default_factory=set)
    """Those of them that a solution served twice: in the relaxation, too, they are served once."""
    weeks: dict[int, int] = field(default_factory=dict)
    """Rows of the minutes of a member's week, to its number: ``member * weeks + week``."""
    uncovered: dict[int, int] = field(default_factory=dict)
    """Seat to its side variable."""

    def copy(self) -> Frame:
        """The same rows and side variables, in lists of their own."""
        return Frame(**{f.name: copy(getattr(self, f.name)) for f in fields(self)})

    def row(self, low: float, high: float, first_price: float = 0.0) -> int:
        """A new row."""
        self.first_price.append(first_price)
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def var(
        self, cost: float, upper: float, entries: list[tuple[int, float]], *, whole: bool = False
    ) -> int:
        """A new side variable with its coefficients."""
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        number = len(self.cost) - 1
        for row, factor in entries:
            self.side_var.append(number)
            self.side_row.append(row)
            self.side_factor.append(factor)
        return number


class Stakes:
    """Coefficients of candidates in rows, gathered block by block."""

    def __init__(self) -> None:
        self.blocks: list[tuple[Ints, Ints, Floats]] = []

    def add(self, candidates: Ints, rows: Ints, factors: Floats) -> None:
        """Entries of a block of candidates."""
        self.blocks.append((candidates, rows, factors))

    def matrix(self, n: int) -> tuple[Ints, Ints, Floats]:
        """Rows of each candidate: pointer, row, factor."""
        empty = np.zeros(0, np.int64)
        c, r, f = (np.concatenate([b[k] for b in self.blocks] or [empty]) for k in range(3))
        order = sorted_by(np.arange(len(c)), c.astype(np.int64))
        ptr = np.concatenate([[0], np.cumsum(np.bincount(c, minlength=n))])
        return ptr, r[order].astype(np.int64), f[order].astype(np.float64)
