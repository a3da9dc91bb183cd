"""The solver against every plan there is, on problems so small that all can be tried."""

from hypothesis import given, settings

from scheduler.problem import Problem
from scheduler.refereed import solve
from scheduler.stop import Stop
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.strategies import far_away, from_rooms, problems, promised

MOST_PLANS = 1_500
STOP = Stop(seconds=20)


def judge(p: Problem) -> None:
    """The bound is true, and what is called optimal is the best of all plans."""
    best = known_best(p, MOST_PLANS)
    plan = solve(p, STOP, seed=1)
    assert plan.bound <= best, "no plan is better than the bound"
    assert plan.value >= best, "nor does the plan say it is better than the best"
    if plan.gap == 0:
        assert plan.value == best


@settings(CALM, max_examples=150)
@given(problems())
def test_all_plans_of_problems_of_every_kind(p: Problem) -> None:
    judge(p)


@settings(CALM, max_examples=70)
@given(far_away())
def test_all_plans_with_nights_away(p: Problem) -> None:
    judge(p)


@settings(CALM, max_examples=70)
@given(from_rooms())
def test_all_plans_from_host_rooms(p: Problem) -> None:
    judge(p)


@settings(CALM, max_examples=100)
@given(promised())
def test_all_plans_that_keep_promises(p: Problem) -> None:
    judge(p)
