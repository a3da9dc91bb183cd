"""Pricing of all slots on two threads; compiled code lets go of the interpreter lock."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.jit import Bools, Floats
from scheduler.solve.price import Routes, make_routes, price_block

THREADS = max(1, min(8, len(os.sched_getaffinity(0))))
CHUNK = 16


@dataclass(frozen=True, slots=True)
class Priced:
    """Least reduced cost by task, and the routes found."""

    best: Floats
    routes: Routes


def price(
    net: Net, duals: Duals, tasks: Tasks, per: int, *, exact: bool, skip: Bools | None = None
) -> Priced:
    """Up to ``per`` routes of each task with negative reduced cost."""
    n = len(tasks.slot)
    out, best = make_routes(n * per), np.zeros(n)
    passed = np.zeros(n, np.bool_) if skip is None else skip

    def block(lo: int) -> None:
        price_block(net, duals, tasks, lo, min(lo + CHUNK, n), per, exact, out, best, passed)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(block, range(0, n, CHUNK)))
    return Priced(best, out)
