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
from scheduler.solve.days_anew import DaysAnew
from scheduler.solve.jit import Bools
from scheduler.solve.left import Left
from scheduler.solve.pool import Route, parted
from scheduler.solve.search import Search
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.sharpened import all_better_and_legal, sharpened
from tests.scheduler.strategies import far_away, problems

MOST = 3_000


def better(p: Problem) -> tuple[Search, int, list[Plan]]:
    """A search, the value that it began with, and the plans that came of days anew."""
    search, prices, _ = sharpened(p)
    before = search.value
    return search, before, list(DaysAnew(search, prices).plans())


def around(search: Search, day: int) -> tuple[Bools, list[Route], list[Route]]:
    """The slots of a day, its routes and the others."""
    master, days = search.master, search.master.compiled.net.days
    group = (master.row_of_slot >= 0) & (np.arange(len(master.row_of_slot)) % days == day)
    return group, *parted(search.routes, group)


@pytest.fixture(scope="module")
def week() -> Problem:
    return made_up(30, 160, 8, seed=5)


def test_each_plan_is_better_and_legal(week: Problem) -> None:
    _, before, plans = better(week)
    all_better_and_legal(week, before, plans)


def test_the_same_comes_of_it_each_time(week: Problem) -> None:
    one, other = (better(week)[0] for _ in range(2))
    assert [r.key for r in one.routes] == [r.key for r in other.routes]


def test_the_plan_itself_fits_in_what_it_leaves_and_what_breaks_rest_does_not(
    week: Problem,
) -> None:
    search, _, _ = sharpened(week)
    for day in range(search.master.compiled.net.days):
        group, mine, others = around(search, day)
        left = Left(search.master, group, others)
        assert all(left.fits(r) for r in mine)
        late = [r for r in mine if left.latest[r.slot] < 7 * 24 * 60]
        assert not any(left.fits(replace(r, returns=int(left.latest[r.slot]) + 1)) for r in late)


def test_minutes_and_heavy_seats_that_other_days_took_are_not_left(week: Problem) -> None:
    members = tuple(replace(m, max_week_minutes=600) for m in week.members)
    policy = replace(week.policy, max_trauma_week=1)
    search, _, _ = sharpened(replace(week, members=members, policy=policy))
    net = search.master.compiled.net
    length = (net.end - net.start)[net.node]
    group, mine, others = around(search, 1)
    left = Left(search.master, group, others)
    full = {r.slot // net.days: r for r in mine if r.seats}
    for member, route in full.items():
        nodes = net.node[[c for r in others if r.slot // net.days == member for c in r.seats]]
        taken = (net.end - net.start)[nodes].sum()
        assert left.net.minutes_cap[route.slot] == min(net.minutes_cap[route.slot], 600 - taken)
        assert left.net.trauma_cap[route.slot] == max(0, 1 - net.trauma[nodes].sum())
    pool = search.pool
    routes = [pool.routes[k] for slot in np.flatnonzero(group) for k in pool.by_slot[int(slot)]]
    dear = [r for r in routes if length[list(r.seats)].sum() > left.net.minutes_cap[r.slot]]
    assert dear
    assert not any(left.fits(r) for r in dear)


def test_of_two_days_only_one_gets_what_the_week_has_left(week: Problem) -> None:
    search, _, _ = sharpened(week)
    group, mine, others = around(search, 1)
    left, own = Left(search.master, group, others), Left(search.master, group, others)
    own.keep_to(mine, np.ones(len(group), np.bool_))
    assert all(own.fits(r) for r in mine)
    idle = group.copy()
    idle[[r.slot for r in mine]] = False
    assert (own.net.minutes_cap[idle] == 0).all()
    assert (own.net.minutes_cap <= left.net.minutes_cap)[group].all()
    assert left.net.minutes_cap[idle].any()


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
