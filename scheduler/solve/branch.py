"""The bound raised where the relaxation serves seats by halves.

Either such a seat is covered or it is not; each case is relaxed on its own, by prices on leaving
the seat uncovered, and the bound is the lesser of the two. The cases are looked at again, the
one with the least bound first, until none is left whose bound lies below the best plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

import numpy as np

from scheduler.solve.generation import generate_routes
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.leaf import Leaf
from scheduler.solve.relax import Relaxation

HALF = 0.01
"""Shares further than this from 0 and 1 count as halves."""
MOST = 200
"""Cases looked at."""
PAUSE = 16
"""Cases made between two that are stopped at although seats are served by halves."""
ENOUGH = 1 - 1e-5
"""Share of the value from which a bound is good enough."""


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """Seats that must be covered or uncovered, by their side variables, and prices that prove the
    bound of the case."""

    bound: float
    number: int
    covered: tuple[int, ...]
    uncovered: tuple[int, ...]
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

    def split(self, case: Case, seat: int) -> None:
        """Open two cases in place of one: the seat is covered, or it is not."""
        covered, uncovered = (*case.covered, seat), (*case.uncovered, seat)
        heappush(self.heap, replace(case, number=self.made, covered=covered))
        heappush(self.heap, replace(case, number=self.made + 1, uncovered=uncovered))
        self.made += 2

    @property
    def _least_closed(self) -> float:
        return min((case.bound for case in self.closed), default=np.inf)

    def leaves(self, nights: Floats) -> list[Leaf]:
        """What proves it, with the prices of nights."""
        cases = [*self.closed, *self.heap]
        return [Leaf(c.prices, nights, c.covered, c.uncovered) for c in cases]


def tree_of(r: Relaxation) -> Tree:
    """One case that holds every plan, with what the relaxation proves."""
    return Tree([Case(r.bound, 0, (), (), r.prices)])


def cases(
    r: Relaxation,
    tree: Tree,
    value: Callable[[], float],
    tolerance: float,
    over: Callable[[], bool],
) -> Iterator[Case]:
    """Relax case by case; stop at each without halves, and now and then at others.

    ``value`` is that of the best plan; cases that can hardly be better are not looked at.
    """
    while tree.heap and tree.made < MOST and not over() and tree.hopeful(value() * ENOUGH):
        case = heappop(tree.heap)
        _enter(r, case, value() - case.bound)
        done = generate_routes(r, tolerance * abs(case.bound), lambda: over() or r.bound >= value())
        # A seat that is decided may be served by halves all the same: what is charged has an end.
        half = np.setdiff1d(halves(r), (*case.covered, *case.uncovered), assume_unique=True)
        looked_at = replace(case, bound=r.bound, prices=r.prices)
        if len(half) and done and r.bound < value():
            tree.split(looked_at, int(half[0]))
            if tree.made % PAUSE != 1:
                continue
        else:
            tree.closed.append(looked_at)
        yield looked_at
    _leave(r)
    r.bound = tree.bound


def halves(r: Relaxation) -> Ints:
    """Side variables of seats served by halves, the dearest and most undecided first."""
    frame = r.master.frame
    seats = np.array(sorted(set(frame.uncovered.values())), np.int64)
    r.fences.take_away()
    x = r.program.solve().x[seats]
    undecided = np.minimum(x, 1 - x)
    worth = undecided * np.array(frame.cost)[seats]
    order = np.argsort(-worth, kind="stable")
    return seats[order[undecided[order] > HALF]]


def _enter(r: Relaxation, case: Case, spare: float) -> None:
    """Make leaving a seat uncovered dearer than all that may be gained, or as much cheaper."""
    r.shift = np.zeros(len(r.master.frame.cost))
    r.shift[list(case.covered)] = spare
    r.shift[list(case.uncovered)] = -spare
    r.offset = spare * len(case.uncovered)
    r.bound, r.prices = case.bound, case.prices
    r.charge()


def _leave(r: Relaxation) -> None:
    r.shift, r.offset = np.zeros(len(r.master.frame.cost)), 0.0
    r.charge()
