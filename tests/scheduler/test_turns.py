"""Auctions and groups by turns: what comes of them is legal and never worse, the same twice, and
seats that an auction left open are not taken again; work beside the search ends with it."""

import threading
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.solve.auction.terms import routes_of
from scheduler.solve.beside import Beside
from scheduler.solve.groups import Groups
from scheduler.solve.pool import served_by
from scheduler.solve.prices import priced
from scheduler.solve.promised import promised as promises
from scheduler.solve.regret import open_seats
from scheduler.solve.search import Search
from scheduler.solve.turns import Turns
from scheduler.stop import Clock, Stop
from tests.scheduler.strategies import far_away, from_rooms, problems, promised

KINDS = st.one_of(problems(), far_away(), from_rooms(), promised())


def begun(problem: Problem) -> Search:
    search = Search(problem, Clock(Stop(steps=100_000)), 0)
    search.take(list(promises(search.master).routes.values()))
    return search


def turned(search: Search) -> tuple[Turns, list[Plan]]:
    """The turns from the first plan on, and the plans that came of them."""
    prices = priced(search.master, search.ascend())
    turns, groups = Turns(search), Groups(search.master, search.pool, prices)
    found = routes_of(search.pool, turns.auction(prices.y)(lambda: False))
    return turns, list(turns.plans(groups, found))


@pytest.fixture(scope="module")
def problem() -> Problem:
    return made_up(30, 160, 8, seed=5)


def test_each_plan_is_legal_and_better(problem: Problem) -> None:
    search = begun(problem)
    first = search.value
    _, plans = turned(search)
    assert plans
    values = [first, *(plan.value for plan in plans)]
    assert all(after < before for before, after in pairwise(values))
    assert all(check(problem, plan).legal for plan in plans)


def test_the_same_twice_whatever_ends_first(problem: Problem) -> None:
    once, again = (turned(begun(problem))[1][-1] for _ in range(2))
    assert once.assignments == again.assignments


@pytest.mark.parametrize("steps", [12, 40])
def test_a_large_week_is_the_same_twice_for_the_same_steps(
    problem: Problem, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    monkeypatch.setattr("scheduler.solve.search.SMALL", 50)
    once, again = (list(Search(problem, Clock(Stop(steps=steps)), 0).plans()) for _ in range(2))
    assert [(p.value, p.bound) for p in once] == [(p.value, p.bound) for p in again]
    assert once[-1].assignments == again[-1].assignments
    assert check(problem, once[-1]).legal


def test_a_seat_that_an_auction_left_open_is_not_taken_again(problem: Problem) -> None:
    search = begun(problem)
    turns, _ = turned(search)
    kept = sorted(turns.guarded & served_by(search.master.compiled, search.routes))
    assert kept
    nothing = np.zeros(len(search.master.frame.low))
    book = turns.auction(nothing)(lambda: False)
    assert (book.owner[kept] >= 0).all()


def test_what_is_open_at_first_is_guarded(problem: Problem) -> None:
    search = begun(problem)
    assert Turns(search).guarded == set(open_seats(search.master, search.routes))


@given(KINDS)
@settings(max_examples=40)
def test_turns_of_any_small_week_give_legal_plans(problem: Problem) -> None:
    search = begun(problem)
    assume(len(search.master.open_slots) and check(problem, search.take(search.routes)).legal)
    for plan in turned(search)[1]:
        assert check(problem, plan).legal


def test_what_is_done_beside_ends_when_nobody_waits_for_it() -> None:
    ended = threading.Event()

    def work(over: Callable[[], bool]) -> None:
        while not over():
            pass
        ended.set()

    with Beside(work, lambda: False):
        assert not ended.is_set()
    assert ended.is_set()


def test_what_is_done_beside_is_told_when_it_is_too_late() -> None:
    with Beside(lambda over: over(), lambda: True) as work:
        assert work.found()


def test_what_fails_beside_is_told() -> None:
    def work(over: Callable[[], bool]) -> None:
        raise ValueError("no")

    with Beside(work, lambda: False) as failing, pytest.raises(ValueError, match="no"):
        failing.found()
