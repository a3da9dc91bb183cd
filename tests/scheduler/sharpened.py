"""A week with a first plan, and prices made better day by day."""

from __future__ import annotations

from benchmarks.solver.peers.greedy import greedy_routes
from scheduler.check import check
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.solve.ascent import first_prices
from scheduler.solve.daywise import sharpen
from scheduler.solve.prices import Prices, priced
from scheduler.solve.search import Search
from scheduler.stop import Clock, Stop


def all_better_and_legal(p: Problem, before: int, plans: list[Plan]) -> None:
    """There are plans, each better than the one before, and the referee rejects none."""
    values = [before, *(plan.value for plan in plans)]
    assert len(values) > 2
    assert values == sorted(set(values), reverse=True)
    assert all(not check(p, plan).violations for plan in plans)


def sharpened(p: Problem) -> tuple[Search, Prices, float]:
    """A search, its prices made better from rough ones, and the bound before."""
    search = Search(p, Clock(Stop(steps=100_000)), 0)
    search.take(greedy_routes(search.master))
    for r in search.routes:
        search.pool.add(r.slot, r.seats, r.wake, r.sleep)
    prices = priced(search.master, first_prices(search.master, search.routes))
    better = sharpen(search.master, search.pool, prices, lambda: False)
    return search, better, prices.bound
