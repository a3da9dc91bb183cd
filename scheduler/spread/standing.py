"""What is known between two rounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scheduler.plan import Plan, plan_from_json, plan_to_json
from scheduler.spread.split import Split

PLAN, PROOF = "plan", "proof"
ROUNDS = (PLAN, PROOF, PROOF, PROOF, PLAN)


@dataclass(frozen=True)
class Standing:
    """The parts, their plans so far, and what is proven of the whole."""

    split: Split
    homes: Mapping[str, int]
    """Session to the part that plans it."""
    plans: tuple[Plan, ...] = ()
    """Of each part, empty before the first round has ended; together they are legal."""
    offers: Mapping[str, int] = field(default_factory=dict)
    """Sessions that are to be tried in another part, and in which."""
    prices: Mapping[str, int] = field(default_factory=dict)
    """Session to what one of its seats is worth, in cents."""
    value: int = 0
    """Of the plans together."""
    bound: int = 0
    round: int = 0

    @property
    def kind(self) -> str:
        """What the round is for; empty when none is left."""
        return ROUNDS[self.round] if self.round < len(ROUNDS) else ""


def standing_to_json(now: Standing) -> dict[str, Any]:
    """JSON data from which the next round can begin on any machine."""
    return {
        "parts": now.split.parts,
        "stands": now.split.stands,
        "first_homes": now.split.homes,
        "homes": dict(now.homes),
        "plans": [plan_to_json(p) for p in now.plans],
        "offers": dict(now.offers),
        "prices": dict(now.prices),
        "value": now.value,
        "bound": now.bound,
        "round": now.round,
    }


def standing_from_json(data: Mapping[str, Any]) -> Standing:
    """What ``standing_to_json`` wrote."""
    parts = tuple(tuple(part) for part in data["parts"])
    stands = {s: tuple(k) for s, k in data["stands"].items()}
    return Standing(
        Split(parts, stands, data["first_homes"]),
        data["homes"],
        tuple(plan_from_json(p) for p in data["plans"]),
        data["offers"],
        data["prices"],
        data["value"],
        data["bound"],
        data["round"],
    )
