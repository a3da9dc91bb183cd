"""Fences: the prices of the linear program are kept near those that prove the best bound.

Each row gets two variables that pay for a price above or below a stretch around the best one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.jit import Floats, Ints
from scheduler.solve.linear import UNIT, Block, Outcome, Program

FLOOR = 300.0
"""Cents by which a price may move at least, times the reach."""
REACH, WIDER, NARROWER, WIDEST, NARROWEST = 0.1, 2.0, 0.6, 4.0, 0.01
"""How far prices may move in one round, in proportion to themselves, and how that changes."""
PATIENCE = 3
GIVE, GIVE_LESS, GIVE_LEAST = 0.5, 0.7, 0.003
"""How much the fences give way, and how that shrinks in each round."""
HELD = 1e-7


@dataclass(slots=True)
class Fences:
    """Fences of the rows of one program."""

    program: Program
    open_rows: set[int]
    """Rows without a fence."""
    posts: Ints = field(default_factory=lambda: np.zeros((0, 3), np.int64))
    """Row, variable that keeps its price from rising, variable that keeps it from falling."""
    reach: float = REACH
    give: float = GIVE
    failures: int = 0

    def move(self, prices: Floats, first: Floats) -> None:
        """Put the fences around these prices; the first ones are in the program's costs."""
        self._grow()
        rows = self.posts[:, 0]
        span = self.reach * np.maximum(np.abs(prices[rows]), FLOOR)
        price = (prices - first)[rows]
        give = np.full(len(price), self.give)
        for side, cost in ((1, price + span), (2, span - price)):
            self.program.set_costs(self.posts[:, side], cost / UNIT)
            self.program.set_bounds(self.posts[:, side], np.zeros(len(price)), give)

    def take_away(self) -> None:
        """Let the next solution be free of fences, until they are moved."""
        posts = self.posts[:, 1:].ravel()
        self.program.set_bounds(posts, np.zeros(len(posts)), np.zeros(len(posts)))

    def open(self, rows: set[int]) -> None:
        """Take the fences of some rows away for good."""
        gone = np.isin(self.posts[:, 0], list(rows))
        posts = self.posts[gone, 1:].ravel()
        self.program.set_bounds(posts, np.zeros(len(posts)), np.zeros(len(posts)))
        self.posts = self.posts[~gone]
        self.open_rows |= rows

    def _grow(self) -> None:
        known = self.open_rows.union(self.posts[:, 0].tolist())
        new = [row for row in range(self.program.rows) if row not in known]
        if not new:
            return
        first = self.program.variables
        rows = np.repeat(np.array(new, np.int64), 2)
        ids = np.arange(first, first + len(rows))
        zeros = np.zeros(len(rows))
        signs = np.tile([1.0, -1.0], len(new))
        self.program.add_variables(Block(zeros, zeros), (rows, ids, signs))
        self.posts = np.concatenate([self.posts, np.stack([new, ids[::2], ids[1::2]], axis=1)])

    def held(self, outcome: Outcome) -> bool:
        """Whether a fence changes the solution."""
        return bool(len(self.posts)) and float(outcome.x[self.posts[:, 1:]].max()) > HELD

    def adapt(self, gained: float, expected: float) -> None:
        """Widen the reach after a good round, narrow it after some bad ones."""
        self.give = max(GIVE_LEAST, self.give * GIVE_LESS)
        self.failures = self.failures + 1 if gained <= 0 else 0
        if gained > 0.5 * expected:
            self.reach = min(WIDEST, self.reach * WIDER)
        elif self.failures >= PATIENCE:
            self.reach, self.failures = max(NARROWEST, self.reach * NARROWER), 0
