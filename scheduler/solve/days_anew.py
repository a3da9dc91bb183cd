"""Days of a large week planned anew, one beside the others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scheduler.plan import Plan
from scheduler.solve.day_anew import DayAnew
from scheduler.solve.day_root import root_of
from scheduler.solve.jit import Floats
from scheduler.solve.known import Known
from scheduler.solve.layout import padded
from scheduler.solve.left import Left
from scheduler.solve.prices import Prices
from scheduler.solve.regret import above_best, lost_of
from scheduler.solve.touch import Touch

WORTH = 2e-4
"""Share of the value that a day must lie above what the prices say it could cost."""


def days_anew(known: Known, prices: Prices) -> Iterator[Plan]:
    """Better plans: the day that lies highest above the prices first, until none of them is made
    better."""
    touch, days = Touch(known.master), known.master.compiled.net.days
    tried = np.zeros(days, np.bool_)
    while not known.over():
        regret = np.where(tried, 0.0, _regret(known, prices))
        day = int(regret.argmax())
        if regret[day] <= WORTH * known.value:
            return
        value = known.value
        yield from _day_anew(known, touch, prices, day)
        if known.value < value:
            tried[:] = False
        tried[day] = True


def _day_anew(known: Known, touch: Touch, prices: Prices, day: int) -> Iterator[Plan]:
    master = known.master
    is_open = master.row_of_slot >= 0
    group = is_open & (np.arange(len(is_open)) % master.compiled.net.days == day)
    stands = [r for r in known.routes if not group[r.slot]]
    mine = [r for r in known.routes if group[r.slot]]
    left = Left(master, group, stands)
    root = root_of(known.pool, touch, prices, left, mine, known.over)
    found = DayAnew(root, left, known.over).routes() if root is not None else None
    yield from known.better(None if found is None else [*stands, *found])


def _regret(known: Known, prices: Prices) -> Floats:
    """By day: how much dearer routes and open seats are than the prices say they could be."""
    master, net = known.master, known.master.compiled.net
    above = above_best(master, prices, known.routes).reshape(-1, net.days).sum(axis=0)
    seat, day = net.seat[net.node], master.compiled.candidates.slot % net.days
    day_of = np.zeros(len(master.compiled.demands), np.int64)
    day_of[seat] = day
    lost = lost_of(master, padded(master, prices.y), known.routes)
    regret: Floats = above + np.bincount(day_of, lost, net.days)
    return regret
