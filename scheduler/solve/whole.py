"""The master solved in whole routes: an integer program over chosen routes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.solve.jit import Floats
from scheduler.solve.linear import UNIT, Block, solve_whole
from scheduler.solve.master import Master, entries_of
from scheduler.solve.pool import Pool, Route
from scheduler.solve.separate import separate

CENT = 1.0 / UNIT


@dataclass(frozen=True, slots=True)
class Choice:
    """Routes chosen, their value and a bound over all the routes offered, in cents."""

    routes: list[Route]
    value: float
    bound: float
    proven: bool


def choose(master: Master, pool: Pool, numbers: list[int], seconds: float) -> Choice | None:
    """The best legal choice among the numbered routes; ``None`` if none was found in time."""
    routes = [pool.routes[k] for k in numbers]
    while True:
        frame = master.frame
        sides = len(frame.cost)
        rows, variables, factors = entries_of(master, routes, sides)
        cost = np.array([*frame.cost, *(r.cost for r in routes)], float) / UNIT
        upper = np.array([*frame.upper, *([1.0] * len(routes))])
        whole = np.array([*frame.whole, *([True] * len(routes))], np.bool_)
        outcome = solve_whole(
            master.low,
            master.high,
            Block(cost, upper),
            whole,
            (
                np.concatenate([np.array(frame.side_row, np.int64), rows]),
                np.concatenate([np.array(frame.side_var, np.int64), variables]),
                np.concatenate([np.array(frame.side_factor, float), factors]),
            ),
            seconds=seconds,
            gap=CENT / 2,
        )
        if outcome is None:
            return None
        x = outcome.x[sides:]
        if not separate(master, pool, _spread(pool, numbers, x)):
            chosen = [r for r, v in zip(routes, x, strict=True) if v > 0.5]
            constant = frame.constant
            return Choice(
                chosen,
                outcome.value * UNIT + constant,
                outcome.bound * UNIT + constant,
                outcome.proven,
            )


def _spread(pool: Pool, numbers: list[int], x: Floats) -> Floats:
    out = np.zeros(len(pool.routes))
    out[numbers] = x
    return out
