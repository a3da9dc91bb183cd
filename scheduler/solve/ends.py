"""How a day begins and ends: from home or a lodging, and back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.day import Day
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Floats, Ints, jit, lean
from scheduler.solve.stage import Stage
from scheduler.solve.ways import way_after, way_cost


class Ends(NamedTuple):
    """``[candidate, place of sleep]``; column 0 is home, then the member's lodgings in order."""

    cost: Floats
    at: Ints
    """Arrival; ``FAR``: impossible."""
    latest: int
    """No route of the day ends later."""
    least: Floats
    """Cost of the cheapest end of each candidate."""


@lean
def rest_price(duals: Duals, slot: int, at: int, late: int) -> float:
    """Price of leaving (``late`` 0) or returning (1) at a time."""
    price = 0.0
    for k in range(duals.rest_ptr[slot], duals.rest_ptr[slot + 1]):
        if duals.rest_late[k] == late:
            hit = at >= duals.rest_at[k] if late == 1 else at < duals.rest_at[k]
            if hit:
                price += duals.rest_price[k]
    return price


@lean
def least_rest_price(duals: Duals, slot: int, late: int) -> float:
    """What any hour of leaving or returning is charged at least."""
    price = 0.0
    for k in range(duals.rest_ptr[slot], duals.rest_ptr[slot + 1]):
        if duals.rest_late[k] == late:
            price += min(0.0, duals.rest_price[k])
    return price


@lean
def set_out(net: Net, duals: Duals, day: Day, x: Stage, b: int, stay: int) -> tuple[float, int]:
    """Cost and departure of going first to candidate number ``b``; ``-FAR``: impossible.

    ``stay`` is -1 for home, else the number of the lodging where the member wakes.
    """
    c = x.candidate[b]
    leave = net.leave[c] if stay < 0 else x.busy_from[b]
    if leave < day.leave_from or (stay >= 0 and net.stay_place[stay] != x.place[b]):
        return 0.0, -FAR
    price = net.leave_cost[c] if stay < 0 else duals.wake[stay * net.days + day.number]
    return price + rest_price(duals, day.slot, leave, 0), leave


@jit
def ends_of(net: Net, duals: Duals, day: Day, x: Stage) -> Ends:
    """All ends of all candidates."""
    n, m = len(x.place), day.last_stay - day.first_stay + 1
    cost, at, least = np.full((n, m), np.inf), np.full((n, m), FAR), np.full(n, np.inf)
    goal = np.append(net.home[day.member], net.stay_place[day.first_stay : day.last_stay])
    latest = -FAR
    for e in range(m):
        stay = day.first_stay + e - 1
        night = 0.0 if e == 0 else duals.sleep[stay * net.days + day.number]
        by = day.return_by if e == 0 else min(day.return_by, net.lodging_by[day.number])
        if night == np.inf:
            continue
        for b in range(n):
            if x.busy_until[b] > by:
                continue
            arrival, minutes = way_after(net.roads, x.place[b], goal[e], x.busy_until[b])
            if arrival > by or arrival >= FAR:
                continue
            price = night + rest_price(duals, day.slot, arrival, 1)
            price += way_cost(net, day.member, x.place[b], goal[e], minutes)
            at[b, e], cost[b, e] = arrival, price
            latest, least[b] = max(latest, arrival), min(least[b], price)
    return Ends(cost, at, latest, least)
