"""A thinned week: prices that some of the pairs lead to, the bound they prove for all, auctions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from scheduler.plan import Plan
from scheduler.solve.ascent import Ascent
from scheduler.solve.auction import COARSE, last_standing, lowered
from scheduler.solve.auction.terms import routes_of
from scheduler.solve.jit import Floats
from scheduler.solve.known import LAST, Known
from scheduler.solve.proof import Proof

PASSES, AUCTIONS = 10, 3
SHARE = 0.7
"""Of the time left, what is kept for all that comes after the ascent."""


def thinned_week(known: Known, y: Floats) -> Iterator[Plan]:
    """Better plans, from first prices on, and a bound, as far as there is time."""
    ascent = Ascent(known.master, None, y, PASSES, known.seed)
    late = partial(known.too_late, SHARE * known.clock.left)
    while ascent.done < PASSES and ascent.climb(late) and not known.over():
        pass
    known.prices = ascent.mean
    known.prove(_bound(known, ascent.mean))
    yield known.take(known.routes)
    yield from _by_auctions(known, ascent.mean)


def _by_auctions(known: Known, y: Floats) -> Iterator[Plan]:
    """Auctions that begin at good prices, a little lower at random."""
    rng = np.random.default_rng(known.seed)
    for _ in range(AUCTIONS):
        if not known.over():
            prices = lowered(known.master, y, rng)
            book = last_standing(known.master, known.routes, COARSE, known.over, prices)
            yield from known.better(routes_of(known.pool, book))


def _bound(known: Known, y: Floats) -> float:
    """What no plan can be cheaper than; 0 where there is no time to find out."""
    if known.over():
        return 0.0
    proof = Proof(known.master, y)
    longest, parts = 0.0, proof.parts()
    for k, members in enumerate(parts):
        if known.over(LAST + longest * (len(parts) - k)):
            return 0.0
        began = known.clock.seconds
        proof.add(members)
        longest = max(longest, known.clock.seconds - began)
    return proof.bound
