"""Column generation: routes are priced in until the linear relaxation and its bound meet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scheduler.solve.entries import reduced_costs
from scheduler.solve.jit import Floats
from scheduler.solve.layout import bound_of, clipped, duals_of, padded
from scheduler.solve.linear import UNIT, Outcome
from scheduler.solve.pricer import price
from scheduler.solve.relax import (
    PURGE_EVERY,
    Relaxation,
    collect,
    purge,
    take,
    weights_of,
)
from scheduler.solve.separate import separate

PER = 10
BETWEEN, NEAR = 0.2, 0.1
"""Prices are looked for between the best ones and those of the program; when that finds nothing,
nearer to the program's, and below ``NEAR`` at them."""
GOOD = -1e-3


def generate_routes(r: Relaxation, tolerance: float, over: Callable[[], bool]) -> bool:
    """Raise the bound until it is within ``tolerance`` of the program; false: over before."""
    rounds = 0
    while not over():
        r.fences.move(padded(r.master, r.prices), np.array(r.master.frame.first_price))
        outcome = r.program.solve()
        rounds += 1
        model = outcome.value * UNIT + r.master.frame.constant
        weights = weights_of(r, outcome)
        y = clipped(r.master, r.scope.prices(outcome.y * UNIT))
        if rounds % PURGE_EVERY == 0:
            purge(r, y, weights)
        broken, bound = _broken(r, outcome, weights), r.bound
        found, good = _search(r, y)
        near = model - r.bound <= tolerance or not (good or r.fences.held(outcome))
        if near and not broken:
            return True
        r.fences.adapt(r.bound - bound, max(model - bound, 1.0))
        take(r, found)
    return False


def _broken(r: Relaxation, outcome: Outcome, weights: Floats) -> int:
    """Rows that came because the solution breaks them, and seats that it serves twice."""
    return separate(r.master, r.pool.routes, weights) + _served_once(r, outcome)


def _served_once(r: Relaxation, outcome: Outcome) -> int:
    """From now on seats that the solution serves twice are served once: nobody is to take a way
    that only a seat served by another makes worth it. How many; what it costs to serve them may be
    far from what it was, so that their rows lose their fences."""
    frame = r.master.frame
    twice = frame.cover.intersection(r.scope.crowded(outcome.load)) - frame.once
    frame.once |= twice
    r.fences.open(set(r.scope.place[list(twice)].tolist()))
    if twice:
        r.be(strict=False)
    return len(twice)


def _search(r: Relaxation, y: Floats) -> tuple[set[int], int]:
    """Price between the best prices and ``y``: routes found, and how many improve the program."""
    share, found = BETWEEN, set[int]()
    while True:
        y, r.prices = padded(r.master, y), padded(r.master, r.prices)
        found |= _price(r, clipped(r.master, share * r.prices + (1 - share) * y))
        routes = [r.pool.routes[k] for k in found.difference(r.live)]
        good = int((reduced_costs(r.master, routes, padded(r.master, y)) < GOOD).sum())
        if good or not share:
            return found, good
        share = share / 2 if share >= NEAR else 0.0


def _price(r: Relaxation, y: Floats) -> set[int]:
    """Price the slots; keep the prices if they prove more. Returns the routes found."""
    net, tasks = r.pool.compiled.net, r.pool.compiled.tasks
    priced = price(net, duals_of(r.master, y), tasks, PER, exact=True)
    bound = bound_of(r.master, y, priced.best, r.scope.limits)
    if bound > r.bound:
        r.bound, r.prices = bound, y
    return set(collect(r.pool, tasks, priced))
