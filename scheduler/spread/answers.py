"""What comes back of a part, and its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.plan import Plan, plan_from_json, plan_to_json


@dataclass(frozen=True, slots=True)
class Solved:
    """A part's best plan and, by seat, what it would cost less if somebody else served it."""

    plan: Plan
    prices: Mapping[str, int]


def solved_to_json(solved: Solved) -> dict[str, Any]:
    return {"plan": plan_to_json(solved.plan), "prices": dict(solved.prices)}


def solved_from_json(data: Mapping[str, Any]) -> Solved:
    """Raises ValueError where it is not what a part gives."""
    plan, prices = data.get("plan"), data.get("prices")
    if not isinstance(prices, dict) or not all(isinstance(x, int) for x in prices.values()):
        raise ValueError("prices: expected whole numbers by seat")
    return Solved(plan_from_json(plan), prices)
