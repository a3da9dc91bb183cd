"""Auctions: legal plans, chains of exchanges, and the best assignment where it is nothing else."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.solver.peers.greedy import greedy_routes
from scheduler.check import check
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import Pin, Problem
from scheduler.solve.auction import COARSE, FINE, Step, last_standing
from scheduler.solve.auction.book import SEATS
from scheduler.solve.auction.terms import routes_of
from scheduler.solve.jit import Floats
from scheduler.solve.search import Search
from scheduler.stop import Clock, Stop
from tests.scheduler import builders as make
from tests.scheduler.strategies import far_away, from_rooms, problems, promised

STEPS = st.sampled_from([COARSE, FINE])
KINDS = st.one_of(problems(), far_away(), from_rooms(), promised())
WEIGHT = 50_000_000


def by_auction(
    problem: Problem, times: int = 1, prices: Floats | None = None, step: Step = FINE
) -> tuple[Plan, Plan]:
    """The first plan, and the one after some auctions."""
    search = Search(problem, Clock(Stop(steps=100_000)), 0)
    last = first = search.take(greedy_routes(search.master))
    for _ in range(times):
        book = last_standing(search.master, search.routes, step, lambda: False, prices)
        last = search.take(routes_of(search.pool, book))
    return first, last


@given(KINDS, STEPS)
def test_plans_are_as_legal_as_the_first_one(p: Problem, step: Step) -> None:
    first, last = by_auction(p, times=2, step=step)
    rules = {v.rule for v in check(p, first).violations}
    assert {v.rule for v in check(p, last).violations} <= rules
    assert last.seats_covered >= min(1, first.seats_covered)


@pytest.mark.parametrize("seed", [5, 6])
@pytest.mark.parametrize("step", [COARSE, FINE])
def test_a_made_up_week_gets_better(seed: int, step: Step) -> None:
    p = made_up(30, 160, 8, seed=seed)
    first, last = by_auction(p, step=step)
    assert check(p, last).legal
    assert last.value < first.value
    assert last.seats_covered > first.seats_covered


@pytest.mark.parametrize("seed", [5, 6])
def test_small_steps_spare_money_and_quality(seed: int) -> None:
    p = made_up(30, 160, 8, seed=seed)
    coarse, fine = (by_auction(p, step=step)[1] for step in (COARSE, FINE))
    below = [sum(t.value for t in plan.tiers if t.name != "coverage") for plan in (coarse, fine)]
    assert fine.value < coarse.value
    assert below[1] < below[0]


def test_it_ends_from_any_first_prices() -> None:
    p = made_up(30, 160, 8, seed=5)
    for share in (0.0, 0.5, 1.0):
        prices = np.full(len(p.seats), share * WEIGHT)
        assert check(p, by_auction(p, prices=prices)[1]).legal


def test_who_loses_a_place_moves_on() -> None:
    """Greedy gives the weightier seat the cheaper member, who is the only one for the other."""
    sessions = (make.session("heavy", priority=0), make.session("light", priority=2))
    seats = (
        make.seat("heavy/1", candidates=("ana", "bo")),
        make.seat("light/1", candidates=("ana",)),
    )
    members = (make.member("ana", day_fee=100), make.member("bo", day_fee=90_000))
    first, last = by_auction(make.problem(sessions, members, seats=seats))
    assert first.seats_covered == 1
    assert {(a.seat, a.member) for a in last.assignments} == {("heavy/1", "bo"), ("light/1", "ana")}


def test_all_who_sit_beside_a_seat_that_loses_its_place_lose_theirs() -> None:
    sessions = tuple(make.session(name, priority=k) for k, name in enumerate(("h", "m", "i")))
    seats = (
        make.seat("h/1", candidates=("ana", "bo")),
        make.seat("m/1", candidates=("bo",)),
        make.seat("i/1", candidates=("ana",)),
        make.seat("i/2", candidates=("cy",), beside="i/1"),
        make.seat("i/3", candidates=("dan",), beside="i/1"),
    )
    fees = {"ana": 90_000, "bo": 100, "cy": 0, "dan": 0}
    members = tuple(make.member(name, day_fee=fee) for name, fee in fees.items())
    p = make.problem(sessions, members, seats=seats)
    first, last = by_auction(p)
    assert {a.seat for a in first.assignments} == {"h/1", "i/1", "i/2", "i/3"}
    assert {(a.seat, a.member) for a in last.assignments} == {("h/1", "ana"), ("m/1", "bo")}
    assert check(p, last).legal


def test_what_is_pinned_stays() -> None:
    """Nobody else may have the pinned member's time, whatever the seat weighs."""
    sessions = (make.session("law", statutory=True), make.session("light", priority=3))
    seats = (make.seat("law/1"), make.seat("light/1"))
    p = make.problem(sessions, (make.member("ana"),), seats=seats, pins=(Pin("light/1", "ana"),))
    _, last = by_auction(p)
    assert [a.seat for a in last.assignments] == ["light/1"]


def test_a_long_route_has_room() -> None:
    """More seats in one day than a row of the book has by default."""
    n = SEATS + 2
    sessions = tuple(make.session(f"s{k}", start=20 * k, duration=10) for k in range(n))
    _, last = by_auction(make.problem(sessions, (make.member("ana"),)))
    assert last.seats_covered == n


@given(
    st.lists(st.tuples(st.sets(st.integers(0, 4)), st.integers(0, 2)), min_size=1, max_size=5),
    STEPS,
)
def test_the_best_assignment_where_it_is_nothing_else(
    able: list[tuple[set[int], int]], step: Step
) -> None:
    """Sessions at the same time: no further from the best than a step for each seat."""
    sessions = tuple(make.session(f"s{k}", priority=able[k][1]) for k in range(len(able)))
    seats = tuple(
        make.seat(f"s{k}/1", candidates=tuple(f"m{m}" for m in sorted(able[k][0])))
        for k in range(len(able))
    )
    p = make.problem(sessions, tuple(make.member(f"m{m}") for m in range(5)), seats=seats)
    weights = [p.goals.weight_of(s) for s in sessions]
    best = max(
        sum(w for w, (who, _), m in zip(weights, able, order, strict=False) if m in who)
        for order in permutations(range(5))
    )
    steps = sum(max(step.cents, step.share * w) for w in weights)
    assert by_auction(p, step=step)[1].value <= sum(weights) - best + steps
