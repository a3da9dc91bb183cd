"""The bound raised where the relaxation leaves seats open by halves.

Of some seats a whole number is open: so many at least, or fewer (`counts.py`). Each case is relaxed
on its own, and the bound is the lesser of the two. The cases are looked at again, the one with the
least bound first, until none is left whose bound lies below the best plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

import numpy as np

from scheduler.solve.counts import asked_next, everywhere
from scheduler.solve.generation import generate_routes
from scheduler.solve.given import EVERY, Asked, Given
from scheduler.solve.jit import Floats
from scheduler.solve.leaf import Leaf
from scheduler.solve.relax import Relaxation

MOST = 200
"""Cases looked at."""
PAUSE = 4
"""Of the cases in which only seats of one day, or single ones, are open by halves, one in so many
is stopped at."""
ENOUGH = 1 - 1e-5
"""Share of the value from which a bound is good enough."""


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """What is given, and prices that prove the bound of the case."""

    bound: float
    number: int
    given: Given
    prices: Floats = field(compare=False)


@dataclass(slots=True)
class Tree:
    """Cases in which every plan is one: those that are open, the least bound first, and others."""

    heap: list[Case]
    closed: list[Case] = field(default_factory=list)
    made: int = 1

    @property
    def bound(self) -> float:
        """What no plan can be cheaper than."""
        return min(self._least_closed, self.heap[0].bound if self.heap else np.inf)

    def hopeful(self, enough: float) -> bool:
        """Whether the least bound is one of an open case, and too low."""
        return self.heap[0].bound < min(self._least_closed, enough)

    def settle(self, case: Case, asked: Asked | None) -> None:
        """Two open cases in place of one, for each answer; or none, where nothing is asked."""
        if asked is None:
            self.closed.append(case)
            return
        for given in case.given.answered(asked):
            heappush(self.heap, replace(case, number=self.made, given=given))
            self.made += 1

    @property
    def _least_closed(self) -> float:
        return min((case.bound for case in self.closed), default=np.inf)

    def leaves(self, nights: Floats) -> list[Leaf]:
        """What proves it, with the prices of nights."""
        return [Leaf(c.prices, nights, c.given) for c in (*self.closed, *self.heap)]


def tree_of(r: Relaxation) -> Tree:
    """One case that holds every plan, with what the relaxation proves."""
    return Tree([Case(r.bound, 0, EVERY, r.prices)])


def cases(
    r: Relaxation,
    tree: Tree,
    value: Callable[[], float],
    tolerance: float,
    over: Callable[[], bool],
) -> Iterator[Case]:
    """Relax case by case; stop at each without halves, and now and then at one in which only seats
    of one day, or single ones, are open by halves.

    ``value`` is that of the best plan; cases that can hardly be better are not looked at.
    """
    paused = 0
    while tree.heap and tree.made < MOST and not over() and tree.hopeful(value() * ENOUGH):
        case = heappop(tree.heap)
        r.bound, r.prices = case.bound, case.prices
        r.enter(case.given, value())
        done = generate_routes(r, tolerance * abs(case.bound), lambda: over() or r.bound >= value())
        hopeful = r.bound < value()
        asked = _asked(r, case.given) if done and hopeful else None
        looked_at = replace(case, bound=r.bound, prices=r.prices)
        tree.settle(looked_at, asked)
        whole = asked is None or not everywhere(r.master, asked)
        if hopeful and whole and (asked is None or paused % PAUSE == 0):
            yield looked_at
        paused += whole and asked is not None
    r.enter(EVERY, 0.0)
    r.bound = tree.bound


def _asked(r: Relaxation, given: Given) -> Asked | None:
    """What to ask next; nothing where no number of open seats is halved."""
    r.fences.take_away()
    return asked_next(r.master, r.program.solve().x, {*given.reached, *given.missed})
