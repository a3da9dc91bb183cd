"""The best choice of a few days: routes priced in, then whole routes chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from scheduler.excerpt import Slot
from scheduler.repair.greedy import Workbench
from scheduler.solve.ascent import first_prices
from scheduler.solve.compile import Compiled
from scheduler.solve.entries import reduced_costs
from scheduler.solve.generation import generate_routes
from scheduler.solve.layout import padded
from scheduler.solve.pool import Pool, Route
from scheduler.solve.relax import Relaxation, relaxation
from scheduler.solve.scope import whole
from scheduler.solve.whole import CENT, Offer, choose

MOST = 300
"""Routes that are offered for the choice."""
NEAR = 10_000.0
"""Cents that are not worth another round."""
SECONDS = 2.0
"""For the choice of whole routes; the limit by nodes comes first."""


def best_routes(bench: Workbench, rounds: int) -> list[Route] | None:
    """The routes of the best choice found; ``None`` if none is better than what stands.

    Routes are priced in ``rounds`` times at most.
    """
    stands = choose(bench.master, Offer([], kept=bench.routes), SECONDS)
    value = np.inf if stands is None else stands.value
    relaxed = _priced(bench, value, _after(rounds))
    offered = _offered(bench, relaxed, value)
    if not offered:
        return None
    whole_routes = {r.key: r for r in (*offered, *bench.routes)}
    choice = choose(relaxed.master, Offer(list(whole_routes.values())), SECONDS)
    return None if choice is None else choice.routes


def _offered(bench: Workbench, relaxed: Relaxation, value: float) -> list[Route]:
    """Routes that may be in a choice better than ``value``, the best ones first."""
    prices = padded(relaxed.master, relaxed.prices)
    routes = [r for r in relaxed.pool.routes if _inside(bench.compiled, r, bench.slots)]
    reduced = reduced_costs(relaxed.master, routes, prices)
    order = np.argsort(reduced, kind="stable")[:MOST]
    return [routes[k] for k in order if reduced[k] < value - relaxed.bound]


def _priced(bench: Workbench, value: float, over: Callable[[], bool]) -> Relaxation:
    """The relaxation with good routes priced in, until nothing better than ``value`` can be."""
    pool = Pool(bench.compiled)
    for r in bench.routes:
        pool.add(r.slot, r.seats, r.wake, r.sleep)
    relaxed = relaxation(whole(bench.master), pool, range(len(pool.routes)))
    relaxed.prices = first_prices(bench.master, bench.routes)
    generate_routes(relaxed, NEAR, lambda: over() or relaxed.bound >= value - CENT)
    return relaxed


def _after(rounds: int) -> Callable[[], bool]:
    """True from the given number of questions on."""
    left = iter(range(rounds))
    return lambda: next(left, None) is None


def _inside(compiled: Compiled, route: Route, slots: Collection[Slot]) -> bool:
    """Whether a route, and the days that its nights tie it to, are open."""
    number, day = divmod(route.slot, compiled.net.days)
    member = compiled.problem.members[number].id
    days = [day, *([day - 1] if route.wake >= 0 else []), *([day + 1] if route.sleep >= 0 else [])]
    return all((member, d) in slots for d in days)
