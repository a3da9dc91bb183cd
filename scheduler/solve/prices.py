"""Prices of the rows, and what they prove."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.solve.jit import Floats
from scheduler.solve.layout import bound_of, duals_of, padded
from scheduler.solve.master import Master
from scheduler.solve.pricer import price


@dataclass(slots=True)
class Prices:
    """Prices of all rows, the least reduced cost of each task under them, and what they prove."""

    y: Floats
    best: Floats
    bound: float


def priced(master: Master, y: Floats) -> Prices:
    """What some prices prove."""
    y, tasks = padded(master, y), master.compiled.tasks
    found = price(master.compiled.net, duals_of(master, y), tasks, 1, exact=True)
    return Prices(y, found.best, bound_of(master, y, found.best))
