"""Prices of nights that have no row: whatever they are, what is proven holds, and those that are
looked for leave nobody a reason to sleep or wake away alone."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.generate import made_up
from scheduler.problem import Problem
from scheduler.solve.ascent import ascend, first_prices
from scheduler.solve.compile import Compiled, compile_problem
from scheduler.solve.entries import reduced_costs
from scheduler.solve.jit import Floats
from scheduler.solve.layout import bound_of, duals_of
from scheduler.solve.master import Master, build_master
from scheduler.solve.nights import SLEEP, WAKE
from scheduler.solve.pool import Pool, Route, route_of
from scheduler.solve.pricer import price
from scheduler.solve.separate import ways_of
from scheduler.solve.settle import Nights
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.strategies import far_away

MOST = 400
ROUNDING = 1.0
SEEDS = st.integers(0, 1_000)


def priced_at_random(compiled: Compiled, seed: int) -> tuple[Master, Floats]:
    """Prices of nights and of rows of all sizes."""
    master, rng = build_master(compiled), np.random.default_rng(seed)
    master.night_price = rng.uniform(-2.0, 2.0, len(master.night_price)) * 20_000
    rows = len(master.frame.low)
    y = np.zeros(rows)
    seats = master.row_of_seat
    y[seats] = rng.choice([0.0, 1e4, 1e8], len(seats))
    return master, y


def routes_of(compiled: Compiled, slot: int) -> list[Route]:
    """Every route of a slot with seats, from and to every place of sleep."""
    net = compiled.net
    member, day = divmod(slot, net.days)
    stays = [-1, *range(net.stay_ptr[member], net.stay_ptr[member + 1])]
    candidates = range(net.first[slot], net.first[slot + 1])
    found = [
        route_of(compiled, slot, seats, wake, sleep)
        for n in (1, 2, 3)
        for seats in combinations(candidates, n)
        for wake in (stays if day else [-1])
        for sleep in (stays if day < net.days - 1 else [-1])
    ]
    return [r for r in found if r is not None]


@given(far_away(), SEEDS)
@settings(CALM, max_examples=120)
def test_any_prices_of_nights_prove_a_bound(problem: Problem, seed: int) -> None:
    best = known_best(problem, MOST)
    master, y = priced_at_random(compile_problem(problem), seed)
    duals = duals_of(master, y)
    priced = price(master.compiled.net, duals, master.compiled.tasks, 1, exact=True)
    assert bound_of(master, y, priced.best) <= best + ROUNDING


@given(far_away(), SEEDS)
@settings(CALM, max_examples=120)
def test_nobody_regrets_a_night_less_than_is_told(problem: Problem, seed: int) -> None:
    compiled = compile_problem(problem)
    master, y = priced_at_random(compiled, seed)
    net, tasks = compiled.net, compiled.tasks
    priced = price(net, duals_of(master, y), tasks, 1, exact=True)
    for task, slot in enumerate(tasks.slot.tolist()):
        if (tasks.slot == slot).sum() > 1:
            continue
        routes = routes_of(compiled, slot)
        first = net.stay_ptr[slot // net.days]
        for route, cost in zip(routes, reduced_costs(master, routes, y), strict=True):
            for stay, side in ((route.wake, WAKE), (route.sleep, SLEEP)):
                told = priced.regret[task, stay - first, side] if stay >= 0 else 0.0
                assert cost - priced.best[task] >= told - ROUNDING


@given(far_away())
@settings(CALM, max_examples=60)
def test_ways_without_seats_never_pay_before_a_night_has_a_row(problem: Problem) -> None:
    compiled = compile_problem(problem)
    master, pool = build_master(compiled), Pool(compiled)
    ascend(master, pool, first_prices(master, []), 3, 0, lambda: False)
    days = compiled.net.days
    for number in range(len(master.night_row)):
        if number % days < days - 1:
            row = master.frame.row(0.0, 0.0, float(master.night_price[number]))
            master.key_of[row] = ("night", *divmod(number, days), 0)
    ways = [pool.routes[k] for k in sorted(ways_of(master, pool, list(master.key_of)))]
    nothing = np.array(master.frame.first_price)
    assert (reduced_costs(master, ways, nothing) >= -ROUNDING).all()


def test_a_night_is_priced_in_the_middle() -> None:
    compiled = compile_problem(made_up(6, 14, 3, seed=4))
    assert len(compiled.net.stay_place)
    nights = Nights(compiled.net)
    nights.sleep[:], nights.wake[:] = 100.0, 300.0
    before = np.full(len(nights.most), 0.0)
    after = nights.settle(before)
    assert (after == np.maximum(-100.0, nights.least)).all()
    middle = after == -100.0
    assert middle.any()
    assert (nights.wake[middle] == nights.sleep[middle]).all()
