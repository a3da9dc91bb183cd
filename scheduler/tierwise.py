"""Each tier by itself: whether weights traded it for those below, and how low it could be.

In a week in which nothing below a tier counts, any bound is one of this tier and those above it,
whatever the rest may cost; so what a plan loses there by what it gains below comes to light.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from scheduler.plan import TIERS, Plan, gap_of
from scheduler.problem import Member, Problem
from scheduler.refereed import solve
from scheduler.stop import Stop

RATES = ("hourly_rate", "travel_rate", "km_rate", "day_fee", "hire_fee", "lodging")
GOALS = {
    "changes": ("change",),
    "quality": (
        "dialect",
        "fallback",
        "modality",
        "gender",
        "continuity",
        "training",
        "rotation",
        "relay",
    ),
    "money": (),
    "fairness": ("overload", "unsocial", "trip", "trauma", "balance"),
}
"""Weights of the tiers below coverage; money is what members are paid."""


@dataclass(frozen=True, slots=True)
class Tierwise:
    """One tier of a plan, in cents."""

    name: str
    value: int
    bound: int
    """No legal plan that is as good in the tiers above is lower here, whatever it costs below."""
    gap: float
    """``(value - bound) / value``, 0 when both are 0."""
    traded: int
    """By how much another plan is known to be lower, in this tier and those above together."""


def tierwise(problem: Problem, plan: Plan, stop: Stop, seed: int = 0) -> list[Tierwise]:
    """Every tier of a plan; each one that has weights is searched until the stop."""
    values = [t.value for t in plan.tiers]
    above = [0, *accumulate(values)]
    return [
        _told(name, value, before, best)
        for name, value, before, best in zip(
            TIERS, values, above, _searched(problem, plan, stop, seed), strict=False
        )
    ]


def _told(name: str, value: int, above: int, best: Plan) -> Tierwise:
    bound = min(value, max(0, best.bound - above))
    traded = max(0, above + value - best.value)
    return Tierwise(name, value, bound, gap_of(value, bound), traded)


def _searched(problem: Problem, plan: Plan, stop: Stop, seed: int) -> Iterator[Plan]:
    """For each tier the best plan where only it and those above count; one that adds nothing is
    not searched again."""
    best, before = plan, None
    for k in range(len(TIERS)):
        only = counting(problem, TIERS[: k + 1])
        best = best if only == before else solve(only, stop, seed)
        before = only
        yield best


def counting(problem: Problem, tiers: tuple[str, ...]) -> Problem:
    """The same problem, in which only these tiers count."""
    none: dict[str, Any] = {g: 0 for t, goals in GOALS.items() if t not in tiers for g in goals}
    goals = replace(problem.goals, **none)
    if "money" in tiers:
        return replace(problem, goals=goals)
    return replace(problem, goals=goals, members=tuple(map(_unpaid, problem.members)))


def _unpaid(member: Member) -> Member:
    rates: dict[str, Any] = dict.fromkeys(RATES, 0)
    return replace(member, **rates)
