"""Days planned anew beside the others: better plans, legal ones, within what the others leave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from scheduler.check import check
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.solve.days_anew import days_anew
from scheduler.solve.left import Left
from scheduler.solve.search import Search
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.sharpened import sharpened
from tests.scheduler.strategies import far_away, problems

MOST = 3_000


def better(p: Problem) -> tuple[Search, int, list[Plan]]:
    """A search, the value that it began with, and the plans that came of days anew."""
    search, prices, _ = sharpened(p)
    before = search.value
    return search, before, list(days_anew(search, prices))


@pytest.fixture(scope="module")
def week() -> Problem:
    return made_up(30, 160, 8, seed=5)


def test_each_plan_is_better_and_legal(week: Problem) -> None:
    _, before, plans = better(week)
    values = [before, *(plan.value for plan in plans)]
    assert len(values) > 2
    assert values == sorted(set(values), reverse=True)
    assert all(not check(week, plan).violations for plan in plans)


def test_the_same_comes_of_it_each_time(week: Problem) -> None:
    one, other = (better(week)[0] for _ in range(2))
    assert [r.key for r in one.routes] == [r.key for r in other.routes]


def test_the_plan_itself_fits_in_what_it_leaves_and_what_breaks_rest_does_not(
    week: Problem,
) -> None:
    search, _, _ = sharpened(week)
    master, net = search.master, search.master.compiled.net
    for day in range(net.days):
        group = (master.row_of_slot >= 0) & (np.arange(len(master.row_of_slot)) % net.days == day)
        mine = [r for r in search.routes if group[r.slot]]
        left = Left(master, group, [r for r in search.routes if not group[r.slot]])
        assert all(left.fits(r) for r in mine)
        late = [r for r in mine if left.latest[r.slot] < 7 * 24 * 60]
        assert not any(left.fits(replace(r, returns=int(left.latest[r.slot]) + 1)) for r in late)


@CALM
@given(problems(3))
def test_no_plan_is_illegal_or_better_than_the_best(p: Problem) -> None:
    _legal(p)


@CALM
@given(far_away())
def test_nights_away_stay_where_the_other_days_have_them(p: Problem) -> None:
    _legal(p)


def _legal(p: Problem) -> None:
    best = known_best(p, MOST)
    _, _, plans = better(p)
    for plan in plans:
        assert not check(p, plan).violations
        assert plan.value >= best
