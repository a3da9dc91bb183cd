"""Seeded draws: the same seed and week always give the same people and requests."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import TypeVar

T = TypeVar("T")


def seeded(seed: int, *parts: object) -> Random:
    """A source of draws of its own for each part of the demonstration."""
    return Random(f"{seed}/" + "/".join(map(str, parts)))  # noqa: S311  reproducible on purpose


def weighted(rng: Random, weights: Mapping[T, float]) -> T:
    return rng.choices(list(weights), list(weights.values()))[0]


def some(rng: Random, share: float) -> bool:
    """True for this share of the draws."""
    return rng.random() < share


def lognormal_minutes(rng: Random, median: int, spread: float, longest: int) -> int:
    """A length in steps of five minutes; ``spread`` is the sigma of its logarithm."""
    minutes = median * math.exp(rng.gauss(0, spread))
    return min(longest, max(10, 5 * round(minutes / 5)))


def dealt(rng: Random, quotas: Mapping[T, int]) -> list[T]:
    """Each value as often as its quota says, in random order."""
    cards = [value for value, count in quotas.items() for _ in range(count)]
    rng.shuffle(cards)
    return cards


def rounds(rng: Random, hand: Sequence[T], count: int) -> list[T]:
    """``count`` values from shuffled copies of a hand: shares stay even along the list."""
    out: list[T] = []
    while len(out) < count:
        out += rng.sample(hand, len(hand))
    return out[:count]


def week_name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"
