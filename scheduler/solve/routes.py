"""Routes that pricing has found, written down from their labels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.jit import Floats, Ints, jit
from scheduler.solve.labels import PARENT, Labels

LONGEST = 64
"""Seats in one route."""


class Routes(NamedTuple):
    """Routes found, ``per`` rows for each task; rows with length 0 are unused."""

    cost: Floats
    """Reduced cost."""
    length: Ints
    seats: Ints
    """``[row, position]``: candidates in order of time."""
    wake: Ints
    """Stay, or -1 for home."""
    sleep: Ints


@jit
def make_routes(rows: int) -> Routes:
    """Room for routes."""
    return Routes(
        np.zeros(rows),
        np.zeros(rows, np.int64),
        np.zeros((rows, LONGEST), np.int64),
        np.full(rows, -1),
        np.full(rows, -1),
    )


@jit
def trace(lab: Labels, use: Ints, b: int, z: int, row: int, out: Routes) -> None:
    """Write the route that ends at label ``z`` of candidate number ``b``."""
    width = lab.cost.shape[1]
    n, at, label = 0, b, z
    while True:
        n += 1
        parent = lab.data[at, label, PARENT]
        if parent < 0:
            break
        at, label = parent // width, parent % width
    out.length[row] = n
    at, label = b, z
    for i in range(n - 1, -1, -1):
        out.seats[row, i] = use[at]
        parent = lab.data[at, label, PARENT]
        if parent < 0:
            out.wake[row] = -1 if parent == -1 else -2 - parent
        else:
            at, label = parent // width, parent % width
