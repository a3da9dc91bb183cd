"""The search: the same plan for a seed, a legal plan whenever it is stopped, bounds that hold."""

import threading
from dataclasses import replace
from itertools import pairwise

import pytest

from scheduler.check import check
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.refereed import improve, solve
from scheduler.stop import Stop

STEPS = 90


@pytest.fixture(scope="module")
def problem() -> Problem:
    return made_up(16, 60, 6, seed=5)


@pytest.fixture(scope="module")
def plans(problem: Problem) -> list[Plan]:
    return list(improve(problem, Stop(steps=STEPS), seed=3))


def test_the_same_seed_and_steps_give_the_same_plan(problem: Problem, plans: list[Plan]) -> None:
    again = solve(problem, Stop(steps=STEPS), seed=3)
    assert replace(again, seconds=0.0) == replace(plans[-1], seconds=0.0)


def test_each_plan_is_better_or_better_proven(plans: list[Plan]) -> None:
    assert len(plans) > 1
    for before, after in pairwise(plans):
        assert after.value <= before.value
        assert after.bound >= before.bound


def test_every_plan_is_legal_and_says_what_the_referee_finds(
    problem: Problem, plans: list[Plan]
) -> None:
    assert all(check(problem, plan).legal for plan in plans)


def test_no_bound_exceeds_the_best_value_of_any_seed(problem: Problem, plans: list[Plan]) -> None:
    others = [solve(problem, Stop(steps=STEPS), seed=seed).value for seed in (0, 1)]
    assert max(plan.bound for plan in plans) <= min(plans[-1].value, *others)


def test_a_made_up_week_is_solved_to_a_thousandth(plans: list[Plan]) -> None:
    assert plans[-1].gap < 1e-3


@pytest.mark.parametrize("steps", [0, 1, 4, 12, 41, 45])
def test_a_search_cut_short_has_a_legal_plan(problem: Problem, steps: int) -> None:
    plan, again = (solve(problem, Stop(steps=steps)) for _ in range(2))
    assert check(problem, plan).legal
    assert replace(again, seconds=0.0) == replace(plan, seconds=0.0)


def test_a_search_stopped_before_it_began_has_a_legal_plan(problem: Problem) -> None:
    stopped = threading.Event()
    stopped.set()
    plan = solve(problem, Stop(event=stopped))
    assert check(problem, plan).legal


def test_the_event_ends_a_search_between_two_plans(problem: Problem) -> None:
    stop = Stop(seconds=600)
    found = []
    for plan in improve(problem, stop):
        found.append(plan)
        stop.event.set()
    assert len(found) <= 3
    assert check(problem, found[-1]).legal


def test_a_problem_without_seats_is_proven_at_once() -> None:
    plan = solve(made_up(2, 0, 2, seed=1), Stop(seconds=600))
    assert (plan.value, plan.bound, plan.seats) == (0, 0, 0)


def test_seats_nobody_can_take_are_part_of_value_and_bound(problem: Problem) -> None:
    nobody = replace(problem, members=tuple(replace(m, available=()) for m in problem.members))
    plan = solve(nobody, Stop(seconds=600))
    assert plan.seats_covered == 0
    assert plan.gap == 0.0
