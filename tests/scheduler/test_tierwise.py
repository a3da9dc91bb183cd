"""Tiers by themselves: bounds that nothing below softens, and trades that come to light."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

from hypothesis import assume, given, settings

from scheduler.check.broken import broken_rules
from scheduler.check.sums import sums
from scheduler.check.view import View
from scheduler.generate import made_up
from scheduler.plan import TIERS, plan_to_json
from scheduler.problem import Goals, Problem, problem_to_json
from scheduler.refereed import solve
from scheduler.stop import Stop
from scheduler.tierwise import GOALS, counting, tierwise
from tests.scheduler.builders import give, one, plan
from tests.scheduler.exhaustive import CALM, TooManyError, plans
from tests.scheduler.strategies import problems
from tests.scheduler.test_cli import scheduler, written

MOST_PLANS = 600
STOP = Stop(steps=200)
DEAR = Goals(coverage=(1_000,))
"""A seat is worth less than what it costs to serve it."""
CASE = one(of_member={"hourly_rate": 5_000}, goals=DEAR)
"""Whoever weighs money against coverage leaves the only seat open."""


def ranked(p: Problem) -> Iterator[tuple[int, ...]]:
    """The tiers of every legal plan."""
    for n, each in enumerate(plans(p)):
        if n >= MOST_PLANS:
            raise TooManyError
        view = View(p, each)
        if not any(True for _ in broken_rules(view)):
            yield tuple(t.value for t in sums(view, view).report(p.goals.balance, ()).tiers)


@settings(CALM, max_examples=12)
@given(problems())
def test_no_plan_is_below_a_tiers_bound_that_is_as_good_above(p: Problem) -> None:
    try:
        known = list(ranked(p))
    except TooManyError:
        known = []
    assume(known)
    best = solve(p, STOP)
    values = tuple(t.value for t in best.tiers)
    for k, tier in enumerate(tierwise(p, best, STOP)):
        as_good = [v for v in known if sum(v[:k]) <= sum(values[:k])]
        assert tier.bound <= min(v[k] for v in as_good)
        least = min(sum(v[: k + 1]) for v in known)
        assert tier.traded <= sum(values[: k + 1]) - least
        if tier.gap == 0 and not tier.traded:
            assert tier.value == min(v[k] for v in as_good)


def test_a_seat_given_up_for_money_comes_to_light() -> None:
    best = solve(CASE, STOP)
    assert best.seats_covered == 0
    coverage, *_, fairness = tierwise(CASE, best, STOP)
    assert (coverage.name, coverage.value, coverage.bound) == ("coverage", 1_000, 0)
    assert (coverage.traded, fairness.traded) == (1_000, 0)


def test_what_is_best_in_every_tier_has_no_gap() -> None:
    served = plan(CASE, give())
    tiers = tierwise(CASE, served, STOP)
    assert [t.name for t in tiers] == list(TIERS)
    assert tiers[0].value == tiers[0].bound == 0
    assert not tiers[0].traded


def test_every_weight_is_of_one_tier() -> None:
    named = ["statutory", "coverage", *(goal for goals in GOALS.values() for goal in goals)]
    assert sorted(named) == sorted(f.name for f in fields(Goals))


def test_only_the_tiers_named_count() -> None:
    p = made_up(8, 30, 4, seed=3)
    one = counting(p, TIERS[:1])
    assert {m.hourly_rate for m in one.members} == {0}
    assert (one.goals.dialect, one.goals.overload, one.goals.change) == (0, 0, 0)
    assert one.goals.coverage == p.goals.coverage
    assert counting(p, TIERS) == p
    assert counting(p, TIERS[:4]) == replace(p, goals=counting(p, TIERS[:4]).goals)


def test_the_command_tells_of_trades(tmp_path: Path) -> None:
    files = written(tmp_path / "p.json", problem_to_json(CASE)), str(tmp_path / "plan.json")
    Path(files[1]).write_text(json.dumps(plan_to_json(solve(CASE, STOP))))
    done = scheduler("tiers", *files, "--steps", "50")
    assert done.returncode == 1
    assert json.loads(done.stdout)[0]["traded"] == 1_000
