"""Whole weeks of many members planned anew: better plans, legal ones, the same each time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.solve import weeks_anew
from scheduler.solve.groups import Groups
from scheduler.solve.kept import kept
from scheduler.solve.pool import Pool, Route
from scheduler.solve.search import Search
from scheduler.solve.separate import rooms
from scheduler.solve.weeks_anew import WeeksAnew
from tests.scheduler import builders as make
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.sharpened import all_better_and_legal, sharpened
from tests.scheduler.strategies import far_away, from_rooms, problems

MOST = 3_000
SLOTS = 60


def better(p: Problem) -> tuple[Search, int, list[Plan]]:
    """A search, the value that it began with, and the plans that came of weeks anew."""
    search, prices, _ = sharpened(p)
    groups, before = Groups(search.master, search.pool, prices), search.value
    weeks = WeeksAnew(search, groups)
    return search, before, [*weeks.around_open(), *weeks.alike()]


@pytest.fixture(scope="module")
def week() -> Problem:
    return made_up(30, 160, 8, seed=5)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups so small that there are several in the week."""
    monkeypatch.setattr(weeks_anew, "LIKE", SLOTS)
    monkeypatch.setattr(weeks_anew, "AROUND", SLOTS // 6)


@pytest.mark.usefixtures("small")
def test_each_plan_is_better_and_legal(week: Problem) -> None:
    _, before, plans = better(week)
    all_better_and_legal(week, before, plans)


@pytest.mark.usefixtures("small")
def test_the_same_comes_of_it_each_time(week: Problem) -> None:
    one, other = (better(week)[0] for _ in range(2))
    assert [r.key for r in one.routes] == [r.key for r in other.routes]


@CALM
@given(st.one_of(problems(3), far_away(), from_rooms()))
def test_no_plan_is_illegal_or_better_than_the_best(p: Problem) -> None:
    best = known_best(p, MOST)
    _, _, plans = better(p)
    for plan in plans:
        assert not check(p, plan).violations
        assert plan.value >= best


def test_two_groups_that_take_the_same_seat_or_start_a_session_twice_are_not_kept() -> None:
    p = make.problem(
        (make.session("s", start=0, latest_start=30, start_step=30),),
        (make.member("ana"), make.member("bo")),
        seats=(make.seat("s/1"), make.seat("s/2")),
    )
    search, _, _ = sharpened(p)
    at = {
        (int(r.slot), search.master.compiled.net.seat[n], search.master.compiled.net.start[n]): r
        for r in all_routes(search)
        for n in search.master.compiled.net.node[list(r.seats)].tolist()
    }
    assert kept(search.master, [at[0, 0, 0], at[1, 1, 0]])
    assert not kept(search.master, [at[0, 0, 0], at[1, 0, 0]])
    assert not kept(search.master, [at[0, 0, 0], at[1, 1, 30]])


def all_routes(search: Search) -> list[Route]:
    """A route for each candidate alone."""
    slots = search.master.compiled.candidates.slot.tolist()
    pool = Pool(search.compiled)
    for candidate, slot in enumerate(slots):
        pool.add(slot, (candidate,))
    return pool.routes


def test_rows_of_a_fork_are_its_own(week: Problem) -> None:
    search, _, _ = sharpened(week)
    rows, fork = len(search.master.frame.low), search.master.fork()
    twice = [(r, 2.0) for r in search.routes]
    assert rooms(fork, twice, []) > 0
    assert len(search.master.frame.low) == len(search.master.low) == rows
    assert not search.master.room_rows
    assert len(fork.low) > rows


def test_a_part_of_a_pool_has_the_routes_of_its_slots(week: Problem) -> None:
    pool = sharpened(week)[0].pool
    slots = np.array([1, 7])
    part = pool.part(slots)
    assert {r.slot for r in part.routes} <= {1, 7}
    assert len(part.routes) == len(pool.by_slot[1]) + len(pool.by_slot[7])
    part.take_in(pool.routes)
    assert {r.key for r in part.routes} == {r.key for r in pool.routes}
