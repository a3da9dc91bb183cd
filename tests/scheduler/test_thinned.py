"""Weeks of which a search looks at some pairs only: plans are legal, and bounds hold for all."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.generate import made_up
from scheduler.problem import Problem
from scheduler.refereed import solve
from scheduler.solve.ascent import Ascent, first_prices
from scheduler.solve.compile import compile_problem
from scheduler.solve.master import build_master
from scheduler.solve.pool import Pool
from scheduler.solve.proof import Proof
from scheduler.stop import Stop
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.strategies import far_away, from_rooms, problems, promised

MOST_PLANS = 1_500
STOP = Stop(steps=60)
KINDS = st.one_of(problems(), far_away(), from_rooms(), promised())


@pytest.fixture(scope="module", autouse=True)
def _every_week_is_thinned() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scheduler.solve.compile.MANY", 1)
        patch.setattr("scheduler.solve.thin.NEAR", 2)
        patch.setattr("scheduler.solve.proof.AT_ONCE", 5)
        yield


@settings(CALM, max_examples=150)
@given(KINDS)
def test_no_plan_of_all_pairs_is_below_the_bound(p: Problem) -> None:
    best = known_best(p, MOST_PLANS)
    plan = solve(p, STOP, seed=1)
    assert plan.bound <= best <= plan.value


@settings(CALM, max_examples=100)
@given(KINDS, st.integers(0, 1000))
def test_any_prices_prove_a_bound(p: Problem, seed: int) -> None:
    best, master = known_best(p, MOST_PLANS), build_master(compile_problem(p))
    rng = np.random.default_rng(seed)
    proof = Proof(master, rng.uniform(-50_000.0, 50_000_000.0, len(master.frame.low)))
    for members in proof.parts():
        proof.add(members)
    assert proof.bound <= best + 1.0


def test_few_members_of_each_seat_are_looked_at() -> None:
    p = made_up(30, 160, 8, seed=5)
    assert np.bincount([seat for seat, _ in looked_at(p)]).max() == 2
    assert compile_problem(p).thinned


def test_a_thinned_week_has_a_legal_plan_and_a_bound() -> None:
    p = made_up(30, 160, 8, seed=5)
    plan = solve(p, STOP, seed=1)
    assert check(p, plan).legal
    assert 0 < plan.bound < plan.value
    assert plan.seats_covered > 0


def test_members_who_are_sought_too_often_are_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    p = made_up(60, 400, 8, seed=6)
    spared = most_sought(p)
    monkeypatch.setattr("scheduler.solve.thin.STEP", 0.0)
    assert spared < 0.8 * most_sought(p)


def most_sought(p: Problem) -> int:
    """For how many seats one member is looked at, at most."""
    return int(np.bincount([member for _, member in looked_at(p)]).max())


def looked_at(p: Problem) -> set[tuple[int, int]]:
    """Pairs of seat and member."""
    compiled = compile_problem(p)
    seats = compiled.net.seat[compiled.net.node]
    return set(zip(seats.tolist(), compiled.candidates.member.tolist(), strict=True))


def test_prices_are_those_of_an_ascent_that_was_cut_short() -> None:
    master = build_master(compile_problem(made_up(30, 160, 8, seed=5)))
    first = first_prices(master, [])
    ascent = Ascent(master, Pool(master.compiled), first, 10, 0)
    assert not ascent.climb(lambda: True)
    assert (ascent.mean == first).all()
    assert ascent.climb(lambda: False)
    assert (ascent.mean != first).any()
