"""A program made better by routes priced in for it, without a bound."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from scheduler.solve.layout import duals_of, padded
from scheduler.solve.linear import UNIT, Outcome
from scheduler.solve.pricer import price
from scheduler.solve.relax import PURGE_EVERY, Relaxation, collect, purge, take, weights_of
from scheduler.solve.separate import separate
from scheduler.solve.tasks import on_slots

PER = 5
NEVER = -1e15
"""Price, in cents, at which nobody serves a seat."""


def improve(r: Relaxation, rounds: int, over: Callable[[], bool]) -> Outcome:
    """The program in which no seat is served twice, after some rounds of pricing."""
    r.be(strict=True)
    for k in range(rounds):
        outcome = r.program.solve()
        if k % PURGE_EVERY == PURGE_EVERY - 1:
            purge(r, r.scope.prices(outcome.y * UNIT), weights_of(r, outcome))
        found = routes_for(r, outcome, PER)
        if not broken(r, outcome) and (over() or not found.difference(r.live)):
            return outcome
        take(r, found)
    return r.program.solve()


def routes_for(
    r: Relaxation, outcome: Outcome, per: int, decided: Collection[int] = ()
) -> set[int]:
    """Routes of the pool that are good at the prices of the program, also new ones; none for the
    slots that are decided."""
    compiled, scope = r.pool.compiled, r.scope
    slots = scope.slots[~np.isin(scope.slots, list(decided))]
    tasks = on_slots(compiled.tasks, slots)
    y = padded(r.master, scope.prices(outcome.y * UNIT))
    y[scope.full] = NEVER
    duals = duals_of(r.master, y, slots)
    return set(collect(r.pool, tasks, price(compiled.net, duals, tasks, per, exact=False)))


def broken(r: Relaxation, outcome: Outcome) -> int:
    """Rows added because the solution breaks them beside the routes that stand."""
    return separate(r.master, r.pool.routes, weights_of(r, outcome), r.scope.stands)
