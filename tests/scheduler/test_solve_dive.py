"""Whole plans from a relaxation: given up where they are of no use, and ended by a choice."""

import math

import pytest

from scheduler.check import check
from scheduler.generate import made_up
from scheduler.problem import Problem
from scheduler.solve import dive as diving
from scheduler.solve.dive import Dive
from scheduler.solve.generation import generate_routes
from scheduler.solve.relax import Relaxation
from scheduler.solve.search import Search
from scheduler.solve.small import relaxed_week
from scheduler.stop import Clock, Stop

MINUTE = 60.0


def never() -> bool:
    return False


def relaxed(problem: Problem) -> tuple[Search, Relaxation]:
    """A week relaxed as a whole."""
    search = Search(problem, Clock(Stop()), 0)
    relaxation = relaxed_week(search, search.ascend())
    generate_routes(relaxation, 1e-5 * relaxation.bound, never)
    return search, relaxation


def test_a_dive_ends_where_it_is_dearer_than_the_plan() -> None:
    _, relaxation = relaxed(made_up(12, 60, 6, seed=3))
    assert Dive(relaxation, never, worth=0.99 * relaxation.bound).routes() is None
    assert Dive(relaxation, never, worth=math.inf).routes() is not None


@pytest.mark.parametrize("seed", range(4))
def test_what_a_dive_ends_with_is_a_legal_plan(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where each step is too dear, all is left to the integer program."""
    problem = made_up(12, 60, 6, seed=seed)
    search, relaxation = relaxed(problem)
    monkeypatch.setattr(diving, "JUMP", -math.inf)
    monkeypatch.setattr(diving, "LEFT", 1_000)
    routes = Dive(relaxation, never, patience=MINUTE).routes()
    assert routes is not None
    plan = search.take(routes)
    assert plan.value >= math.floor(relaxation.bound)
    assert plan.value < 1.2 * relaxation.bound
    assert check(problem, plan).legal


def test_afterwards_the_relaxation_is_as_before() -> None:
    _, relaxation = relaxed(made_up(12, 60, 6, seed=3))
    relaxation.fences.take_away()
    before = relaxation.program.solve().value
    Dive(relaxation, never, patience=MINUTE).routes()
    assert relaxation.program.solve().value <= before * (1 + 1e-9)
