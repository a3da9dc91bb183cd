"""Days without seats: the way to a lodging, or home from one."""

from __future__ import annotations

import numpy as np

from scheduler.reprice.legs import Day, rest_price
from scheduler.solve.arrays import Net
from scheduler.solve.duals import Duals
from scheduler.solve.jit import lean
from scheduler.solve.ways import way_after, way_cost

LATEST = 720
"""Minutes after noon by which such a way ends."""


@lean
def without_seats(net: Net, duals: Duals, day: Day) -> float:
    """The least cost of a day without seats; infinite where there is no such way."""
    first, last = net.stay_ptr[day.member], net.stay_ptr[day.member + 1]
    best = np.inf
    for wake in range(first - 1, last):
        for sleep in range(first - 1, last):
            if (wake >= first or sleep >= first) and (min(wake, sleep) < first or wake == sleep):
                a, b = wake if wake >= first else -1, sleep if sleep >= first else -1
                best = min(best, _way(net, duals, day, a, b))
    return best


@lean
def _way(net: Net, duals: Duals, day: Day, wake: int, sleep: int) -> float:
    """What the way from one bed to the next costs; -1 is home."""
    noon, home = net.noon[day.number], net.home[day.member]
    a = home if wake < 0 else net.stay_place[wake]
    b = home if sleep < 0 else net.stay_place[sleep]
    at, minutes = way_after(net.roads, a, b, noon)
    if noon < day.opens or at > min(day.closes, noon + LATEST):
        return np.inf
    if sleep >= 0 and at > net.lodging_by[day.number]:
        return np.inf
    price: float = duals.use[day.slot] + way_cost(net, day.member, a, b, minutes)
    price += rest_price(duals, day.slot, noon, 0) + rest_price(duals, day.slot, at, 1)
    price += duals.wake[wake * net.days + day.number] if wake >= 0 else 0.0
    price += duals.sleep[sleep * net.days + day.number] if sleep >= 0 else 0.0
    return price
