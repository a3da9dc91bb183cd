"""Which part of the master a program is about: all of it, or some slots beside the others.

What routes of other slots use, which stand, is set aside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.entries import entries_of, load_of
from scheduler.solve.given import Limits, limited
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.linear import Entries
from scheduler.solve.master import Master
from scheduler.solve.pool import Route

HALF, PART = 0.5, 0.01


@dataclass(slots=True)
class Scope:
    """The rows of one program, in its order, and the slots whose routes are in it."""

    master: Master
    inside: Callable[[int], bool]
    """Whether a row of the master is in the program."""
    slots: Ints
    stands: list[Route] = field(default_factory=list)
    """Routes of other slots."""
    rows: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    place: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    """By row of the master: its place in the program, or -1."""
    load: Floats = field(default_factory=lambda: np.zeros(0))
    """By row of the master: what the routes that stand take."""
    limits: Limits = field(default_factory=dict)
    """Of rows of the master, in the case looked at."""

    def grow(self) -> Ints:
        """Take in what is new in the master; its rows that are now in the program."""
        known, rows = len(self.place), len(self.master.frame.low)
        if known == rows:
            return np.zeros(0, np.int64)
        new = np.array([r for r in range(known, rows) if self.inside(r)], np.int64)
        place = np.full(rows - known, -1)
        place[new - known] = len(self.rows) + np.arange(len(new))
        self.place = np.concatenate([self.place, place])
        self.rows = np.concatenate([self.rows, new])
        self.load = load_of(self.master, self.stands)
        return new

    @property
    def full(self) -> Ints:
        """Rows of seats that routes which stand serve."""
        seats = self.master.row_of_seat
        return seats[self.load[seats] > HALF]

    def crowded(self, load: Floats) -> list[int]:
        """Rows of the master in which a solution has more than they allow at most."""
        rows = self.rows[: len(load)]
        over = load + self.load[rows] > self.master.high[rows] + PART
        found: list[int] = rows[over].tolist()
        return found

    def bounds(self, rows: Ints, *, strict: bool) -> tuple[Floats, Floats]:
        """Of rows inside, less what stands; ``strict``: no seat served twice."""
        high = self.master.high if strict else self.master.relaxed_high
        low, high = limited(self.master.low, high, self.limits)
        return low[rows] - self.load[rows], high[rows] - self.load[rows]

    def entries(self, routes: list[Route], first: int) -> Entries:
        """Coefficients of routes in the program."""
        rows, variables, factors = entries_of(self.master, routes, first)
        mine = self.place[rows] >= 0
        return self.place[rows[mine]], variables[mine], factors[mine]

    def sides(self) -> tuple[Ints, Entries]:
        """Side variables with a row in the program, and their coefficients."""
        frame = self.master.frame
        var, row = np.array(frame.side_var, np.int64), np.array(frame.side_row, np.int64)
        factor, mine = np.array(frame.side_factor, float), self.place[row] >= 0
        chosen = np.unique(var[mine])
        number = np.searchsorted(chosen, var[mine])
        return chosen, (self.place[row[mine]], number, factor[mine])

    def prices(self, y: Floats) -> Floats:
        """Prices of all rows of the master, from those of the program: 0 outside."""
        out = np.zeros(len(self.place))
        rows = self.rows[: len(y)]
        out[rows] = y + np.array(self.master.frame.first_price)[rows]
        return out


def whole(master: Master) -> Scope:
    """Everything."""
    scope = Scope(master, lambda _row: True, master.open_slots)
    scope.grow()
    return scope
