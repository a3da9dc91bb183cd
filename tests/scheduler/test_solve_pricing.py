"""Pricing against every route there is: so a bound from any prices holds."""

from itertools import combinations

import numpy as np
import pytest

from scheduler.generate import made_up
from scheduler.refereed import solve
from scheduler.solve.compile import Compiled, compile_problem
from scheduler.solve.entries import reduced_costs
from scheduler.solve.jit import Floats
from scheduler.solve.layout import bound_of, clipped, duals_of
from scheduler.solve.master import Master, build_master
from scheduler.solve.pool import Route, route_of
from scheduler.solve.pricer import price
from scheduler.stop import Stop

LONGEST = 4
MOST = 14
"""Candidates in a slot whose routes can all be walked."""
CLOSE = 1e-5


def small(seed: int) -> Compiled:
    return compile_problem(made_up(6, 14, 3, seed=seed))


def all_routes(compiled: Compiled, slot: int) -> list[Route]:
    """Every legal route of a slot that begins and ends at home."""
    candidates = range(compiled.net.first[slot], compiled.net.first[slot + 1])
    walked = (
        route_of(compiled, slot, seats)
        for n in range(1, LONGEST + 1)
        for seats in combinations(candidates, n)
    )
    return [route for route in walked if route is not None]


def some_prices(master: Master, seed: int) -> Floats:
    """Prices of the size that a search meets, with the signs the rows allow."""
    rng = np.random.default_rng(seed)
    high = rng.choice([1e3, 1e5, 1e8], len(master.frame.low))
    return clipped(master, rng.uniform(-1.0, 1.0, len(high)) * high)


@pytest.mark.parametrize("seed", range(12))
def test_the_least_reduced_cost_is_that_of_all_routes(seed: int) -> None:
    compiled = small(seed)
    master = build_master(compiled)
    y = some_prices(master, seed)
    priced = price(compiled.net, duals_of(master, y), compiled.tasks, 1, exact=True)
    sizes = np.diff(compiled.net.first)
    slots = [s for s in compiled.tasks.slot.tolist() if 0 < sizes[s] <= MOST]
    assert slots
    for task, slot in enumerate(compiled.tasks.slot.tolist()):
        if slot in slots and not (compiled.tasks.slot == slot).sum() > 1:
            least = min([0.0, *reduced_costs(master, all_routes(compiled, slot), y)])
            assert priced.best[task] <= least + CLOSE * (1 + abs(least))


@pytest.mark.parametrize("seed", range(12))
def test_routes_priced_in_cost_what_pricing_says(seed: int) -> None:
    compiled = small(seed)
    master = build_master(compiled)
    y = some_prices(master, seed)
    priced = price(compiled.net, duals_of(master, y), compiled.tasks, 3, exact=True)
    for row in np.flatnonzero(priced.routes.length):
        slot = int(compiled.tasks.slot[row // 3])
        seats = tuple(priced.routes.seats[row, : priced.routes.length[row]].tolist())
        wake, sleep = int(priced.routes.wake[row]), int(priced.routes.sleep[row])
        route = route_of(compiled, slot, seats, wake, sleep)
        assert route is not None
        if wake < 0 and sleep < 0:
            (reduced,) = reduced_costs(master, [route], y)
            assert priced.routes.cost[row] == pytest.approx(reduced, rel=1e-9, abs=1e-3)


@pytest.mark.parametrize("seed", range(6))
def test_any_prices_prove_a_bound(seed: int) -> None:
    problem = made_up(6, 14, 3, seed=seed)
    compiled = compile_problem(problem)
    master = build_master(compiled)
    value = solve(problem, Stop(steps=60)).value
    for draw in range(5):
        y = some_prices(master, draw)
        priced = price(compiled.net, duals_of(master, y), compiled.tasks, 1, exact=True)
        assert bound_of(master, y, priced.best) <= value + CLOSE * value
