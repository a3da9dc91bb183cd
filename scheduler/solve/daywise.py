"""Prices made better day by day.

Most rows are about one day: its seats, its slots, its host rooms. Any prices prove a bound, so that
each day can only raise it. Days are independent at the prices of all other rows, so that they are
worked on side by side, and what each adds to the bound adds up.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from scheduler.solve.day_program import DayProgram
from scheduler.solve.layout import bound_of
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool
from scheduler.solve.pricer import THREADS
from scheduler.solve.prices import Prices
from scheduler.solve.touch import Touch


def sharpen(master: Master, pool: Pool, prices: Prices, over: Callable[[], bool]) -> Prices:
    """Better prices; the most contested day begins first."""
    touch, days = Touch(master), range(master.compiled.net.days)
    programs = [DayProgram(master, pool, touch, prices, day) for day in days]
    programs.sort(key=lambda program: -program.contested(prices))
    with ThreadPoolExecutor(THREADS) as pairs:
        found = list(pairs.map(lambda program: program.sharpened(prices, over), programs))
    y = prices.y + sum((x.y - prices.y for x in found), np.zeros(len(prices.y)))
    best = prices.best + sum((x.best - prices.best for x in found), np.zeros(len(prices.best)))
    for program in programs:
        pool.add_all([r.key for r in program.pool.routes if r.seats])
    return Prices(y, best, bound_of(master, y, best))
