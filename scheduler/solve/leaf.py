"""What proves a bound: prices, for each case that was looked at."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.solve.given import EVERY, Given
from scheduler.solve.jit import Floats


@dataclass(frozen=True, slots=True)
class Leaf:
    """Prices that prove a bound of all plans, or of those in one case. They are not changed any
    more once they are here."""

    prices: Floats
    """Of the rows; of those that came later what they were charged before they came."""
    nights: Floats
    """Of the nights that had no row."""
    given: Given = EVERY
    """What is said of the plans of the case."""
