"""The master solved in whole routes: an integer program over the routes offered."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.entries import costs_of, entries_of, load_of
from scheduler.solve.integer import Solution, solve_whole
from scheduler.solve.jit import Ints
from scheduler.solve.linear import UNIT, Block
from scheduler.solve.master import Master
from scheduler.solve.pool import Route
from scheduler.solve.separate import separate

CENT = 1.0


@dataclass(frozen=True, slots=True)
class Offer:
    """What a choice is made of."""

    whole: list[Route]
    """Each taken or not."""
    loose: list[Route] = field(default_factory=list)
    """Taken in any share: they stand for days that are chosen later."""
    kept: list[Route] = field(default_factory=list)
    """Taken."""
    barred: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    """Side variables held at 0: seats that must be covered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Routes chosen, the kept ones among them; the value, loose routes included."""

    routes: list[Route]
    value: float
    proven: bool


def choose(master: Master, offer: Offer, seconds: float, gap: float = CENT / 2) -> Choice | None:
    """The best legal choice to within ``gap`` cents; ``None`` if none was found in time."""
    while True:
        outcome = _solve(master, offer, seconds, gap)
        if outcome is None:
            return None
        x = outcome.x[len(master.frame.cost) :]
        taken = [r for r, v in zip(offer.whole, x, strict=False) if v > 0.5]
        chosen = [*offer.kept, *taken]
        if not separate(master, chosen, np.ones(len(chosen))):
            constant = master.frame.constant + float(costs_of(master, offer.kept).sum())
            return Choice(chosen, outcome.value * UNIT + constant, outcome.proven)


def _solve(master: Master, offer: Offer, seconds: float, gap: float) -> Solution | None:
    frame, taken = master.frame, load_of(master, offer.kept)
    routes = [*offer.whole, *offer.loose]
    rows, variables, factors = entries_of(master, routes, len(frame.cost))
    upper = np.array([*frame.upper, *([1.0] * len(routes))])
    upper[offer.barred] = 0.0
    return solve_whole(
        master.low - taken,
        master.high - taken,
        Block(
            np.array([*frame.cost, *costs_of(master, routes)]) / UNIT,
            upper,
        ),
        np.array(
            [*frame.whole, *([True] * len(offer.whole)), *([False] * len(offer.loose))], np.bool_
        ),
        (
            np.concatenate([np.array(frame.side_row, np.int64), rows]),
            np.concatenate([np.array(frame.side_var, np.int64), variables]),
            np.concatenate([np.array(frame.side_factor, float), factors]),
        ),
        seconds=seconds,
        gap=gap / UNIT,
    )
