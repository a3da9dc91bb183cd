"""A large week, whose relaxation as a whole takes too long: day by day, and group by group."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scheduler.plan import Plan
from scheduler.solve.auction import auctioned
from scheduler.solve.daywise import priced, sharpen
from scheduler.solve.groups import Groups
from scheduler.solve.jit import Floats
from scheduler.solve.known import Known

AUCTIONS, LESS = 3, 0.7
"""Auctions at good prices, and which share of them a served seat is had for at least."""
SHARE = 0.6
"""Of the time left, what is kept for groups."""
SHOWN = 1e-3
"""Share of the value that groups must have saved for their plan to be shown."""


def large_week(known: Known, y: Floats) -> Iterator[Plan]:
    """Better plans, from prices of the rows on, and a better bound."""
    prices = sharpen(known.master, known.pool, priced(known.master, y), known.too_late)
    known.first = prices.y
    known.prove(prices.bound)
    yield known.take(known.routes)
    yield from by_auctions(known, prices.y, SHARE * known.clock.left)
    yield from _by_groups(known, Groups(known.master, known.pool, prices))


def by_auctions(known: Known, y: Floats, kept: float) -> Iterator[Plan]:
    """Auctions that begin at good prices, a little lower at random; some seconds are kept."""
    seats, rng = y[known.master.row_of_seat], np.random.default_rng(known.seed)
    for _ in range(AUCTIONS):
        if not known.over(kept):
            prices = seats * rng.uniform(LESS, 1.0, len(seats))
            routes = auctioned(known.master, known.pool, known.routes, prices, known.over)
            yield from known.better(routes)


def _by_groups(known: Known, groups: Groups) -> Iterator[Plan]:
    """Better plans group by group."""
    found, shown = known.routes, 0.0
    for found in groups.better(known.routes, known.over):
        if groups.saved - shown > SHOWN * known.value:
            shown = groups.saved
            yield from known.better(found)
    yield from known.better(found)
