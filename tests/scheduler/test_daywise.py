"""Prices made better day by day: the bound rises and stays a bound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from scheduler.generate import made_up
from scheduler.problem import Problem
from scheduler.solve.cover import lightest_weight
from scheduler.solve.day_program import DayProgram
from scheduler.solve.groups import Groups
from scheduler.solve.linear import ANEW, ROUGH, STEADY, Block, Kind, Program
from scheduler.solve.prices import Prices, priced
from scheduler.solve.regret import regret_of
from scheduler.solve.search import Search
from scheduler.solve.touch import Touch
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.sharpened import sharpened
from tests.scheduler.strategies import far_away, problems, promised

MOST = 3_000
SOON = 4
"""Rounds in which a day has said what it can at the best prices."""
ROUNDING = 1e-6


@pytest.fixture(scope="module")
def week() -> tuple[Search, Prices, float]:
    return sharpened(made_up(30, 160, 8, seed=5))


def test_the_bound_rises_and_is_that_of_the_prices(week: tuple[Search, Prices, float]) -> None:
    search, prices, before = week
    anew = priced(search.master, prices.y).bound
    assert prices.bound > before
    assert anew == pytest.approx(prices.bound, rel=ROUNDING)


def test_days_side_by_side_give_the_same_each_time(week: tuple[Search, Prices, float]) -> None:
    search, prices, _ = week
    again, anew, _ = sharpened(search.master.compiled.problem)
    assert (anew.y == prices.y).all()
    assert [r.key for r in again.pool.routes] == [r.key for r in search.pool.routes]


def programs_of(search: Search, prices: Prices) -> list[DayProgram]:
    """The days."""
    touch, days = Touch(search.master), range(search.master.compiled.net.days)
    return [DayProgram(search.master, search.pool, touch, prices, day) for day in days]


def test_a_day_that_is_as_good_as_it_gets_is_left_soon(week: tuple[Search, Prices, float]) -> None:
    search, prices, _ = week
    for program in programs_of(search, prices):
        best, rounds = replace(prices), 1
        while program.round(best):
            rounds += 1
        assert rounds <= SOON


def test_a_day_is_contested_by_seats_up_to_the_lightest_weight(
    week: tuple[Search, Prices, float],
) -> None:
    search, prices, _ = week
    master, days = search.master, search.master.compiled.net.days
    lightest = lightest_weight(master.compiled)
    y = np.zeros(len(prices.y))
    first = [d.index for d in master.compiled.demands if d.session.start < 24 * 60]
    y[master.row_of_seat[first[:3]]] = lightest / 2, lightest, 10.0 * lightest
    contested = [p.contested(replace(prices, y=y)) for p in programs_of(search, prices)]
    assert contested == [2.5 * lightest] + [0.0] * (days - 1)


def test_regrets_are_a_share_of_the_gap(week: tuple[Search, Prices, float]) -> None:
    search, prices, _ = week
    groups = Groups(search.master, search.pool, prices)
    regret = regret_of(search.master, prices, search.routes, groups.near)
    assert regret.min() >= -1.0
    assert 0 < regret.sum() <= search.value - prices.bound + ROUNDING * search.value


@pytest.mark.parametrize("kind", [STEADY, ROUGH, ANEW])
def test_a_program_tells_its_value_and_whether_there_is_any(kind: Kind) -> None:
    for needed, value in ((2.0, 5.0), (4.0, np.inf)):
        program = Program(np.array([needed]), np.array([np.inf]), kind)
        one = np.zeros(2, np.int64), np.arange(2), np.ones(2)
        program.add_variables(Block(np.array([2.0, 3.0]), np.array([1.0, 2.0])), one)
        assert program.solve().value == pytest.approx(value, rel=1e-3)


@CALM
@given(problems(3))
def test_no_plan_is_cheaper(p: Problem) -> None:
    _never_cheaper(p)


@CALM
@given(far_away())
def test_no_plan_with_nights_away_is_cheaper(p: Problem) -> None:
    _never_cheaper(p)


@CALM
@given(promised())
def test_no_plan_that_keeps_promises_is_cheaper(p: Problem) -> None:
    _never_cheaper(p)


def _never_cheaper(p: Problem) -> None:
    best = known_best(p, MOST)
    _, prices, _ = sharpened(p)
    assert prices.bound <= best + 1.0
