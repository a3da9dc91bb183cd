"""Which part of the master a program is about: all of it, or one day beside the others.

Rows outside a program are priced: its routes pay for what they take of them. What routes fixed
elsewhere take of the rows inside is set aside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.duals import Tasks, some_of
from scheduler.solve.entries import entries_of, load_of
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.linear import Entries
from scheduler.solve.master import Master
from scheduler.solve.pool import Route


@dataclass(slots=True)
class Scope:
    """The rows of one program, in its order, and the slots whose routes are in it."""

    master: Master
    inside: Callable[[int], bool]
    """Whether a row of the master is in the program."""
    slots: Ints
    charged: Floats
    """By row: what routes pay for it beside the program's own price."""
    fixed: list[Route] = field(default_factory=list)
    """Routes of other slots that stand."""
    rows: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    place: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    """By row of the master: its place in the program, or -1."""

    def grow(self) -> Ints:
        """Take in what is new in the master; its rows that are now in the program."""
        frame, known = self.master.frame, len(self.place)
        new = np.array([r for r in range(known, len(frame.low)) if self.inside(r)], np.int64)
        place = np.full(len(frame.low) - known, -1)
        place[new - known] = len(self.rows) + np.arange(len(new))
        self.place = np.concatenate([self.place, place])
        self.rows = np.concatenate([self.rows, new])
        start = len(self.charged)
        first = np.where(self.place[start:] < 0, frame.first_price[start:], 0.0)
        self.charged = np.concatenate([self.charged, first])
        return new

    def limits(self) -> tuple[Floats, Floats]:
        """Bounds of all rows of the master, those inside less what the fixed routes take."""
        low, high = self.master.low, self.master.high
        low[self.rows], high[self.rows] = self.bounds(self.rows, strict=True)
        return low, high

    def own(self, y: Floats) -> Floats:
        """Prices of all rows without what routes are charged beside those of the program."""
        y = y.copy()
        y[self.rows] -= self.charged[self.rows]
        return y

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return len(self.rows) == len(self.place)

    @property
    def tasks(self) -> Ints:
        """Numbers of the tasks of its slots."""
        return np.flatnonzero(np.isin(self.master.compiled.tasks.slot, self.slots))

    def bounds(self, rows: Ints, *, strict: bool) -> tuple[Floats, Floats]:
        """Of rows inside, less what the fixed routes take; ``strict``: no seat served twice."""
        high = self.master.high if strict else self.master.relaxed_high
        load = load_of(self.master, self.fixed)[rows]
        return self.master.low[rows] - load, high[rows] - load

    def entries(self, routes: list[Route], first: int) -> tuple[Floats, Entries]:
        """Costs of routes with what they are charged, and their coefficients in the program."""
        rows, variables, factors = entries_of(self.master, routes, first)
        cost = np.array([r.cost for r in routes], float)
        np.subtract.at(cost, variables - first, factors * self.charged[rows])
        mine = self.place[rows] >= 0
        return cost, (self.place[rows[mine]], variables[mine], factors[mine])

    def sides(self) -> tuple[Ints, Floats, Entries]:
        """Side variables with a row in the program, their costs, their coefficients."""
        frame = self.master.frame
        var, row = np.array(frame.side_var, np.int64), np.array(frame.side_row, np.int64)
        factor, mine = np.array(frame.side_factor, float), self.place[row] >= 0
        chosen = np.arange(len(frame.cost)) if self.is_whole else np.unique(var[mine])
        cost = np.array(frame.cost)
        np.subtract.at(cost, var[~mine], factor[~mine] * self.charged[row[~mine]])
        number = np.searchsorted(chosen, var[mine])
        return chosen, cost[chosen], (self.place[row[mine]], number, factor[mine])

    def prices(self, y: Floats) -> Floats:
        """Prices of all rows of the master, from those of the program."""
        out = self.charged.copy()
        out[self.rows[: len(y)]] += y
        return out


def whole(master: Master) -> Scope:
    """Everything."""
    scope = Scope(master, lambda _row: True, master.open_slots, np.zeros(0))
    scope.grow()
    return scope


def tasks_in(scope: Scope) -> Tasks:
    """The tasks of its slots."""
    return some_of(scope.master.compiled.tasks, scope.tasks)
