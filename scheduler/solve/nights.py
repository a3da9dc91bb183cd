"""What a day costs at least in which somebody wakes or sleeps at a lodging.

Bounds from below, like those of ``reach``. Less the best day of all they are what it is to be
regretted: where both sides of a night regret it as much, its price is in the middle.
"""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.day import Day
from scheduler.solve.duals import Duals
from scheduler.solve.ends import least_rest_price
from scheduler.solve.jit import Floats, jit
from scheduler.solve.least_ways import ways_between
from scheduler.solve.reach import Reach
from scheduler.solve.spots import Spots

WAKE, SLEEP = 0, 1


@jit
def without_seats(net: Net, duals: Duals, day: Day, out: Floats) -> None:
    """What a day without seats costs: ``out[stay of the member, wake or sleep]``."""
    stays = net.stay_place[day.first_stay : day.last_stay]
    home = np.array([net.home[day.member]])
    _, way = ways_between(net, day.member, home, stays)
    _, back = ways_between(net, day.member, stays, home)
    floor = least_rest_price(duals, day.slot, 0) + least_rest_price(duals, day.slot, 1)
    use = duals.use[day.slot] + floor
    for s in range(len(stays)):
        at = (day.first_stay + s) * net.days + day.number
        wake, sleep = duals.wake[at], duals.sleep[at]
        out[s, WAKE] = use + wake + min(back[s, 0], sleep)
        out[s, SLEEP] = use + sleep + min(way[0, s], wake)


@jit
def with_seats(
    net: Net, duals: Duals, day: Day, x: Spots, reach: Reach, charge: float, out: Floats
) -> None:
    """Take in days with seats; ``charge`` is what any of them costs beside."""
    stays = net.stay_place[day.first_stay : day.last_stay]
    minutes, way = ways_between(net, day.member, x.place, stays)
    early, late = least_rest_price(duals, day.slot, 0), least_rest_price(duals, day.slot, 1)
    for a in range(len(x.spot)):
        q, own = x.spot[a], charge + x.gain[a] + reach.price * (x.length[a] - day.minutes_cap)
        fed = 1 if x.lunch[0] == 0 or x.meal[a] or x.begin[a] > x.lunch[1] else 0
        for s in range(len(stays)):
            at = (day.first_stay + s) * net.days + day.number
            if stays[s] == x.place[q] and not x.in_place[a]:
                cost = own + duals.wake[at] + early + reach.later[a, fed]
                out[s, WAKE] = min(out[s, WAKE], cost)
            if minutes[q, s] >= 0:
                head = reach.head[a, 1]
                if x.until[a] + minutes[q, s] < x.lunch[2]:
                    head = min(head, reach.head[a, 0])
                cost = own + head + way[q, s] + duals.sleep[at] + late
                out[s, SLEEP] = min(out[s, SLEEP], cost)
