"""A small week: relaxed as a whole, dived for, and proven."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from scheduler.plan import Plan
from scheduler.solve.branch import cases, tree_of
from scheduler.solve.dive import Dive
from scheduler.solve.generation import generate_routes
from scheduler.solve.jit import Floats
from scheduler.solve.known import Known
from scheduler.solve.layout import padded
from scheduler.solve.leaf import Leaf
from scheduler.solve.relax import Relaxation, relaxation
from scheduler.solve.rounding import Rounding
from scheduler.solve.scope import whole

STEPS = (0.1, 0.04, 0.1, 0.02)
"""Share of the undecided routes that one step takes: of the first dive, of the second, ..."""
NEAR = 1 - 1e-4
"""Share of the value from which the bound is so near that no more dives are made."""
ROUGH, FINE = 3e-4, 1e-5
"""How near the bound comes to the relaxation, as a share of itself: at first, and in the end."""
RUSHED = 10.0
"""Seconds left from which the first dive does not wait for a case in which numbers are whole."""
SHARE = 0.4
"""Of the time left, what whole routes have at least to be chosen."""


def small_week(known: Known, y: Floats) -> Iterator[Plan]:
    """Better plans, from prices of the rows on, and the proof."""
    relaxed, dives = relaxed_week(known, y), Dives(known)
    generate_routes(relaxed, ROUGH * relaxed.bound, partial(known.over, SHARE * known.clock.left))
    nights, known.prices = known.master.night_price, relaxed.prices
    known.prove(relaxed.bound, [Leaf(relaxed.prices, nights)])
    if known.clock.left < RUSHED:
        yield from dives.one(relaxed)
    tree = tree_of(relaxed)
    for _ in cases(relaxed, tree, lambda: known.value, FINE, known.over):
        known.prove(tree.bound, tree.leaves(nights))
        yield from dives.one(relaxed)
    known.prove(tree.bound, tree.leaves(nights))
    yield known.take(known.routes)
    while dives.made < len(STEPS) and known.bound < NEAR * known.value and not known.over():
        yield from dives.one(relaxed)
    yield from _rounded(known, Rounding(relaxed, known.patience))


def relaxed_week(known: Known, y: Floats) -> Relaxation:
    """The relaxation over the routes known so far."""
    relaxed = relaxation(whole(known.master), known.pool, range(len(known.pool.routes)))
    relaxed.prices, relaxed.bound = padded(known.master, y), known.bound
    return relaxed


class Dives:
    """Dives in smaller and smaller steps."""

    def __init__(self, known: Known) -> None:
        self.known, self.made = known, 0

    def one(self, relaxed: Relaxation) -> Iterator[Plan]:
        """A better plan by diving in the relaxation as it stands."""
        if not self.known.over() and not self.known.proven():
            few = STEPS[self.made % len(STEPS)]
            self.made += 1
            known = self.known
            dive = Dive(relaxed, known.over, few, known.value, known.patience())
            yield from known.better(dive.routes())


def _rounded(known: Known, rounding: Rounding) -> Iterator[Plan]:
    """Better plans by pairs of days, then at once."""
    for days in rounding.pairs():
        if known.over() or known.proven():
            return
        choice = rounding.again(days, known.routes, known.value)
        yield from known.better(choice.routes if choice is not None else None)
    if not known.over():
        yield from known.better(rounding.at_once(known.routes))
