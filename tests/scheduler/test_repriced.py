"""Bounds reckoned again from the prices that prove them, without the pricing's shortcuts."""

import numpy as np
import pytest

from benchmarks.solver.peers.greedy import greedy_routes
from scheduler.generate import generate, made_up
from scheduler.problem import Problem
from scheduler.solve.branch import halves
from scheduler.solve.generation import generate_routes
from scheduler.solve.layout import bound_of, duals_of
from scheduler.solve.pricer import price
from scheduler.solve.search import Search
from scheduler.solve.small import relaxed_week
from scheduler.stop import Clock, Stop
from tests.scheduler.plain import cheapest_days

CLOSE = 1e-6
ROUNDS = 6


def begun(problem: Problem) -> Search:
    search = Search(problem, Clock(Stop(steps=100_000)), 0)
    search.take(greedy_routes(search.master))
    return search


@pytest.mark.parametrize("seed", range(6))
def test_the_bound_of_the_prices_holds_without_shortcuts(seed: int) -> None:
    search = begun(made_up(16, 80, 6, seed=seed))
    y = search.ascend()
    master = search.master
    days = cheapest_days(master.compiled.net, duals_of(master, y), master.compiled.tasks)
    again = price(master.compiled.net, duals_of(master, y), master.compiled.tasks, 1, exact=True)
    assert days == pytest.approx(again.best, rel=CLOSE, abs=1.0)
    assert search.bound <= bound_of(master, y, days) + 1.0 + CLOSE * search.bound


@pytest.mark.parametrize("problem", [made_up(20, 100, 6, seed=9), generate("pilot", 41)])
def test_the_bound_of_the_relaxation_holds_without_shortcuts(problem: Problem) -> None:
    search = begun(problem)
    relaxed = relaxed_week(search, search.ascend())
    rounds = iter(range(ROUNDS))
    generate_routes(relaxed, 0.0, lambda: next(rounds, None) is None)
    halves(relaxed)
    master, y = search.master, relaxed.prices
    y = np.concatenate([y, master.frame.first_price[len(y) :]])
    days = cheapest_days(master.compiled.net, duals_of(master, y), master.compiled.tasks)
    again = bound_of(master, y, days)
    assert relaxed.bound > 0
    assert relaxed.bound <= again + 1.0 + CLOSE * again
