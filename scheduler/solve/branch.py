"""The bound raised where the relaxation serves seats by halves.

Either such a seat is covered or it is not; each case is relaxed on its own, by prices on leaving
the seat uncovered, and the bound is the lesser of the two. The cases are looked at again, the
one with the least bound first, until none is left whose bound lies below the best plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from scheduler.solve.generation import generate_routes
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.relax import Relaxation

HALF = 0.01
"""Shares further than this from 0 and 1 count as halves."""
MOST = 200
"""Cases looked at."""
ENOUGH = 1 - 1e-5
"""Share of the value from which a bound is good enough."""


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """Seats that must be covered or uncovered, by their side variables."""

    bound: float
    number: int
    covered: tuple[int, ...]
    uncovered: tuple[int, ...]


def cases(
    r: Relaxation, value: Callable[[], float], tolerance: float, over: Callable[[], bool]
) -> Iterator[float]:
    """Relax case by case; stop at each without halves and tell the bound of the whole so far.

    ``value`` is that of the best plan; cases that can hardly be better are not looked at.
    """
    prices = {0: r.prices}
    heap, closed, made = [Case(r.bound, 0, (), ())], np.inf, 1
    while heap and made < MOST and not over() and heap[0].bound < min(closed, value() * ENOUGH):
        case = heappop(heap)
        _enter(r, case, prices.pop(case.number), value() - case.bound)
        done = generate_routes(r, tolerance * abs(case.bound), lambda: over() or r.bound >= value())
        half = halves(r)
        if len(half) and done and r.bound < value():
            for one in _split(case, r.bound, int(half[0]), made):
                prices[one.number] = r.prices
                heappush(heap, one)
            made += 2
            continue
        closed = min(closed, r.bound)
        yield min([closed, *(c.bound for c in heap)])
    _leave(r)
    r.bound = min([closed, *(c.bound for c in heap)])


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


def _split(case: Case, bound: float, seat: int, made: int) -> tuple[Case, Case]:
    return (
        Case(bound, made, (*case.covered, seat), case.uncovered),
        Case(bound, made + 1, case.covered, (*case.uncovered, seat)),
    )


def _enter(r: Relaxation, case: Case, prices: Floats, spare: float) -> None:
    """Make leaving a seat uncovered dearer than all that may be gained, or as much cheaper."""
    r.shift = np.zeros(len(r.master.frame.cost))
    r.shift[list(case.covered)] = spare
    r.shift[list(case.uncovered)] = -spare
    r.offset = spare * len(case.uncovered)
    r.bound, r.prices = case.bound, prices
    r.charge()


def _leave(r: Relaxation) -> None:
    r.shift, r.offset = np.zeros(len(r.master.frame.cost)), 0.0
    r.charge()
