"""Sites as numbers, and the roads between them as matrices."""

from __future__ import annotations

import numpy as np

from scheduler.problem import Problem
from scheduler.solve.arrays import Roads


def place_numbers(problem: Problem) -> dict[str, int]:
    """Site id to place; ``""`` is place 0."""
    return {"": 0, **{s.id: k + 1 for k, s in enumerate(problem.sites)}}


def roads(problem: Problem, places: dict[str, int]) -> Roads:
    """The travel table as matrices; without one every way takes no time."""
    n, table = len(places), problem.travel
    minutes = np.full((n, n), 0 if table is None else -1, np.int64)
    kilometres = np.zeros((n, n), np.int64)
    border = np.full((n, n), -1, np.int64)
    if table is not None:
        numbers = {b.id: k for k, b in enumerate(problem.borders)} | {"": -1}
        a = [places[x] for x in table.origin]
        b = [places[x] for x in table.destination]
        minutes[a, b], kilometres[a, b] = table.minutes, table.kilometres
        border[a, b] = [numbers[x] for x in table.border]
    steps = [step for x in problem.borders for step in x.steps]
    return Roads(
        minutes,
        kilometres,
        border,
        np.cumsum([0, *(len(x.steps) for x in problem.borders)]),
        np.array([at for at, _ in steps], np.int64),
        np.array([w for _, w in steps], np.int64),
    )
