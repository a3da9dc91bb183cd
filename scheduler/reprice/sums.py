"""What the prices of one case prove, without any other part of the solver's own reckoning.

A plan gives each row a total within its limits, each side variable a value within its own, and each
member's day one route or none. The value of the plan is what its rows pay, and what side variables
and days cost less the prices of their rows. Each of these is as small as it can be in the sum.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from scheduler.reprice.charges import charges_of
from scheduler.reprice.cheapest import cheapest_day
from scheduler.reprice.meetings import bits_of
from scheduler.reprice.numbers import Prices
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Floats
from scheduler.solve.master import Master

THREADS = len(os.sched_getaffinity(0))


def bound_of(master: Master, prices: Prices) -> float:
    """No plan of the case has a lower value, in cents."""
    days = np.minimum(0.0, least_by_slot(master, charges_of(master, prices))).sum()
    return master.frame.constant + _rows(master, prices) + _sides(master, prices) + float(days)


def least_by_slot(master: Master, charges: Duals) -> Floats:
    """The least reduced cost of each slot's days; infinite without any."""
    net, tasks = master.compiled.net, master.compiled.tasks
    bits = bits_of(net)
    sizes = net.first[tasks.slot + 1] - net.first[tasks.slot]

    def least(task: int) -> float:
        stretch = tasks.slot[task], tasks.leave_from[task], tasks.return_by[task]
        return cheapest_day(net, charges, bits, *stretch)

    largest_first = np.argsort(-sizes, kind="stable")
    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(least, largest_first.tolist()))
    out = np.full(master.compiled.slots, np.inf)
    np.minimum.at(out, tasks.slot[largest_first], found)
    return out


def _rows(master: Master, prices: Prices) -> float:
    """What the rows pay at least; a night is slept as often as somebody wakes after it: nothing."""
    y, low, high = prices.rows, master.low, master.high
    fixed = sum(p * (low[r] if p > 0 else high[r]) for r, p in enumerate(y.tolist()) if p)
    rests = sum(price for _, _, price in prices.rests)
    rooms = sum(price * len(master.compiled.rooms[k].rooms) for k, _, price in prices.rooms)
    answers = sum(price * number for _, number, price in prices.answers)
    return float(fixed + rests + rooms + answers)


def _sides(master: Master, prices: Prices) -> float:
    """What the side variables cost at least."""
    frame = master.frame
    cost = np.array(frame.cost, float)
    for sides, _, price in prices.answers:
        cost[sides] -= price
    gain = np.array(frame.side_factor) * prices.rows[np.array(frame.side_row, np.int64)]
    np.subtract.at(cost, np.array(frame.side_var, np.int64), gain)
    return float((np.minimum(cost, 0.0) * np.array(frame.upper)).sum())
