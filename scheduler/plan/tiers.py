"""Sums and differences of tiers."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.plan.model import Plan, Tier


def change(before: Plan, after: Plan) -> tuple[Tier, ...]:
    """What each tier of one plan has more than that of the other, without a bound."""
    was = {t.name: t.value for t in before.tiers}
    return tuple(Tier(t.name, t.value - was[t.name]) for t in after.tiers)


def below_coverage(tiers: Iterable[Tier]) -> int:
    """Changes, quality, money and fairness."""
    return sum(t.value for t in tiers if t.name != "coverage")
