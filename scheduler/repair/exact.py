"""The best choice of a few days: routes priced in, then whole routes chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from scheduler.excerpt import Slot
from scheduler.repair.greedy import Workbench
from scheduler.solve.ascent import ascend, first_prices
from scheduler.solve.compile import Compiled
from scheduler.solve.generation import generate_routes
from scheduler.solve.layout import padded
from scheduler.solve.pool import Pool, Route
from scheduler.solve.relax import Relaxation, reduced_costs, relaxation
from scheduler.solve.scope import whole
from scheduler.solve.whole import Offer, choose

PASSES, ROUNDS, MOST = 6, 6, 600
TOLERANCE = 1e-4
SECONDS = 0.5
"""For the choice of whole routes; the limit by nodes comes first as a rule."""


def best_routes(bench: Workbench) -> list[Route] | None:
    """The routes of the best choice found; ``None`` if there is none."""
    relaxed = _priced(bench)
    prices = padded(relaxed.master, relaxed.prices)
    routes = [r for r in relaxed.pool.routes if _inside(bench.compiled, r, bench.slots)]
    reduced = reduced_costs(relaxed.master, routes, prices)
    offered = {routes[k].key: routes[k] for k in np.argsort(reduced, kind="stable")[:MOST]}
    offered |= {r.key: r for r in bench.routes}
    choice = choose(relaxed.master, Offer(list(offered.values())), SECONDS)
    return None if choice is None else choice.routes


def _priced(bench: Workbench) -> Relaxation:
    """The relaxation with good routes priced in."""
    pool = Pool(bench.compiled)
    for r in bench.routes:
        pool.add(r.slot, r.seats, r.wake, r.sleep)
    first = first_prices(bench.master, bench.routes)
    prices, bound, _ = ascend(bench.master, pool, first, PASSES, 0, lambda: False)
    relaxed = relaxation(whole(bench.master), pool, range(len(pool.routes)))
    relaxed.prices, relaxed.bound = padded(bench.master, prices), bound
    generate_routes(relaxed, TOLERANCE * abs(relaxed.bound), _after(ROUNDS))
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
