"""The cheapest day of a member, found without any of the pricing's shortcuts.

Every candidate of the day is looked at, nothing is cut off because it cannot get cheap enough, and
every rule is asked anew.
"""

from __future__ import annotations

import numpy as np

from scheduler.reprice.legs import Day, first_step, last_way, next_step
from scheduler.reprice.partial import Partials, none, with_room
from scheduler.reprice.seatless import without_seats
from scheduler.reprice.steps import Caps, begun, ended, gone_on
from scheduler.solve.arrays import Net
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Ints, jit, lean


@jit
def cheapest_day(net: Net, duals: Duals, bits: Ints, slot: int, opens: int, closes: int) -> float:
    """The least reduced cost of all legal days in a stretch of time; infinite without any."""
    lo, hi = net.first[slot], net.first[slot + 1]
    day = Day(slot, slot // net.days, slot % net.days, opens, closes, bits)
    caps = Caps(net.minutes_cap[slot], net.limits.remote_row, net.trauma_cap[slot])
    best = without_seats(net, duals, day)
    days, until = none(), np.zeros(hi - lo + 1, np.int64)
    for b in range(hi - lo):
        c, own = lo + b, until[b]
        days = with_room(days, own, net.stay_ptr[day.member + 1] - net.stay_ptr[day.member] + 1)
        used = _beginning(net, duals, day, c, caps, days, own)
        for a in range(b):
            legal, step = next_step(net, duals, day, lo + a, c)
            if legal:
                days = with_room(days, used, until[a + 1] - until[a])
                used = gone_on(days, (until[a], until[a + 1]), own, used, step, caps)
        until[b + 1] = used
        best = min(best, _ending(net, duals, day, c, days, (own, used)))
    return best


@lean
def _beginning(
    net: Net, duals: Duals, day: Day, c: int, caps: Caps, days: Partials, own: int
) -> int:
    """Days that begin with a candidate, at home or where the member slept; how many there are
    then."""
    used = own
    first, last = net.stay_ptr[day.member], net.stay_ptr[day.member + 1]
    for stay in range(first - 1, last):
        legal, leave, step = first_step(net, duals, day, c, stay if stay >= first else -1)
        if legal:
            used = begun(days, own, used, step, leave, caps)
    return used


@lean
def _ending(
    net: Net, duals: Duals, day: Day, c: int, days: Partials, own: tuple[int, int]
) -> float:
    """The cheapest of the days that end after a candidate."""
    best = np.inf
    first, last = net.stay_ptr[day.member], net.stay_ptr[day.member + 1]
    for stay in range(first - 1, last):
        legal, cost, end = last_way(net, duals, day, c, stay if stay >= first else -1)
        if legal:
            best = min(best, ended(days, own[0], own[1], end) + cost)
    return best
