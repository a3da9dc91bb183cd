"""Pricing of all slots on some threads; compiled code lets go of the interpreter lock."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.price import price_block
from scheduler.solve.routes import Routes, make_routes

THREADS = max(1, min(8, len(os.sched_getaffinity(0))))
CHUNK = 4
FEW = 16
"""Tasks that are priced sooner than threads are woken."""


@dataclass(frozen=True, slots=True)
class Priced:
    """Least reduced cost by task (0 where none is negative), and the routes found."""

    best: Floats
    routes: Routes
    regret: Floats
    """``[task, stay of its member, (wake, sleep)]``: see ``scheduler.solve.nights``."""


@cache
def threads() -> ThreadPoolExecutor:
    """The threads, started once."""
    return ThreadPoolExecutor(THREADS)


def price(net: Net, duals: Duals, tasks: Tasks, per: int, *, exact: bool) -> Priced:
    """Up to ``per`` routes of each task with negative reduced cost."""
    n = len(tasks.slot)
    out, best = make_routes(n * per), np.zeros(n)
    regret = np.full((n, int(np.diff(net.stay_ptr).max(initial=0)), 2), np.inf)
    sizes = net.first[tasks.slot + 1] - net.first[tasks.slot]
    order = np.argsort(-sizes, kind="stable")

    def block(which: Ints) -> None:
        price_block(net, duals, tasks, which, per, exact, out, best, regret)

    if n <= FEW:
        block(order)
    else:
        list(threads().map(block, [order[k : k + CHUNK] for k in range(0, n, CHUNK)]))
    return Priced(best, out, regret)
