"""The cheapest day of a member, found without any of the pricing's shortcuts.

Every candidate of the day is looked at, partial days are only compared with those that end at the
same candidate, nothing is cut off because it cannot get cheap enough, and every rule is asked anew.
"""

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.jit import Floats, Ints, jit
from scheduler.solve.ways import moves, way_after, way_before, way_cost

MINUTES, ROW, HEAVY, LEAVE, FED, MET = range(6)
ROOM = 4_000
"""Partial days that may end at one candidate."""


class Ask(NamedTuple):
    """What is asked: the day, and the sessions it could meet twice."""

    net: Net
    duals: Duals
    slot: int
    opens: int
    sessions: Ints


class Partial(NamedTuple):
    """``[candidate, number]`` of partial days; ``used[candidate]`` are in use."""

    cost: Floats
    data: Ints
    used: Ints


def cheapest_days(net: Net, duals: Duals, tasks: Tasks) -> Floats:
    """By task the least reduced cost, at most 0."""
    return np.array([_cheapest(net, duals, tasks, t) for t in range(len(tasks.slot))])


@jit
def _rest_price(duals: Duals, slot: int, at: int, late: int) -> float:
    price = 0.0
    for k in range(duals.rest_ptr[slot], duals.rest_ptr[slot + 1]):
        if duals.rest_late[k] == late and (at >= duals.rest_at[k]) == (late == 1):
            price += duals.rest_price[k]
    return price


@jit
def _cheapest(net: Net, duals: Duals, tasks: Tasks, t: int) -> float:
    slot = tasks.slot[t]
    member, day, lo, hi = slot // net.days, slot % net.days, net.first[slot], net.first[slot + 1]
    opens, closes = tasks.leave_from[t], tasks.return_by[t]
    first, last = net.stay_ptr[member], net.stay_ptr[member + 1]
    best = _without_seats(net, duals, slot, opens, closes)
    ask = Ask(net, duals, slot, opens, _elastic(net, lo, hi))
    days = Partial(
        np.empty((hi - lo, ROOM)),
        np.empty((hi - lo, ROOM, 6), np.int64),
        np.zeros(hi - lo, np.int64),
    )
    for b in range(hi - lo):
        c = lo + b
        for stay in range(first - 1, last):
            _begin(ask, c, stay if stay >= first else -1, days, b)
        for a in range(b):
            for z in range(days.used[a]):
                _go_on(ask, lo + a, c, days.cost[a, z], days.data[a, z], days, b)
        for stay in range(first - 1, last):
            sleep = stay if stay >= first else -1
            goal = net.home[member] if sleep < 0 else net.stay_place[sleep]
            at, minutes = way_after(net.roads, net.place[c], goal, net.busy_until[net.node[c]])
            if at >= FAR or at > closes or (sleep >= 0 and at > net.lodging_by[day]):
                continue
            price = way_cost(net, member, net.place[c], goal, minutes) + _rest_price(
                duals, slot, at, 1
            )
            price += duals.use[slot] + duals.work[slot]
            if sleep >= 0:
                price += duals.sleep[sleep * net.days + day]
            for z in range(days.used[b]):
                leave, fed = days.data[b, z, LEAVE], days.data[b, z, FED]
                hungry = leave <= net.lunch_from[day] and at >= net.lunch_until[day] and fed == 0
                if not hungry and at - leave <= net.limits.span:
                    best = min(best, days.cost[b, z] + price)
    return best


@jit
def _elastic(net: Net, lo: int, hi: int) -> Ints:
    """Sessions that a day could meet twice."""
    found = net.elastic[net.node[lo:hi]]
    return np.unique(found[found >= 0])


@jit
def _bit(net: Net, c: int, sessions: Ints) -> int:
    at = np.searchsorted(sessions, net.elastic[net.node[c]])
    return 1 << at if net.elastic[net.node[c]] >= 0 and at < 62 else 0


@jit
def _begin(ask: Ask, c: int, wake: int, days: Partial, b: int) -> None:
    """The day begins with ``c``."""
    net, duals, slot = ask.net, ask.duals, ask.slot
    node, place = net.node[c], net.place[c]
    member, day = slot // net.days, slot % net.days
    if net.in_place[c] or (wake >= 0 and net.stay_place[wake] != place):
        return
    leave, price = net.busy_from[node], 0.0
    if wake >= 0:
        price = duals.wake[wake * net.days + day]
    else:
        home = net.home[member]
        buffer = net.limits.buffer if moves(home, place) else 0
        leave, minutes = way_before(net.roads, home, place, net.busy_from[node] - buffer)
        if leave == -FAR or minutes > net.limits.one_way:
            return
        price = float(way_cost(net, member, home, place, minutes))
    length = net.end[node] - net.start[node]
    heavy = 1 if net.trauma[node] else 0
    if leave < ask.opens or length > net.minutes_cap[slot] or heavy > net.trauma_cap[slot]:
        return
    fed = 1 if net.limits.lunch == 0 or net.meal[node] else 0
    row = length if net.remote[node] else 0
    new = np.array([length, row, heavy, leave, fed, _bit(net, c, ask.sessions)])
    _keep(days, b, price + duals.reduced[c] + _rest_price(duals, slot, leave, 0), new)


@jit
def _go_on(ask: Ask, a: int, c: int, before: float, old: Ints, days: Partial, b: int) -> None:
    """After ``a`` comes ``c``."""
    net, slot = ask.net, ask.slot
    ka, kb, here, there = net.node[a], net.node[c], net.place[a], net.place[c]
    day, free, begin = slot % net.days, net.busy_until[net.node[a]], net.busy_from[net.node[c]]
    buffer = net.limits.buffer if moves(here, there) else 0
    at, minutes = way_after(net.roads, here, there, free)
    if begin < free + net.limits.pause or at + buffer > begin or minutes > net.limits.one_way:
        return
    bit, length = _bit(net, c, ask.sessions), net.end[kb] - net.start[kb]
    if (net.in_place[c] and here != there) or old[MET] & bit:
        return
    total, heavy = old[MINUTES] + length, old[HEAVY] + (1 if net.trauma[kb] else 0)
    row = 0
    if net.remote[kb]:
        goes_on = net.remote[ka] and net.start[kb] - net.end[ka] < net.limits.remote_reset
        row = length + (old[ROW] if goes_on else 0)
        if goes_on and row > net.limits.remote_row:
            return
    if total > net.minutes_cap[slot] or heavy > net.trauma_cap[slot]:
        return
    inside = min(begin, net.lunch_until[day]) - max(free, net.lunch_from[day])
    ate = net.meal[kb] or min(inside, begin - buffer - at) >= net.limits.lunch
    new = np.array([total, row, heavy, old[LEAVE], 1 if ate else old[FED], old[MET] | bit])
    way = way_cost(net, slot // net.days, here, there, minutes)
    _keep(days, b, before + way + ask.duals.reduced[c], new)


@jit
def _keep(days: Partial, b: int, value: float, new: Ints) -> None:
    """Keep a partial day unless one that ends here too is as good in everything."""
    cost, data, used = days.cost, days.data, days.used
    for z in range(used[b]):
        old = data[b, z]
        if (
            cost[b, z] <= value
            and old[MINUTES] <= new[MINUTES]
            and old[ROW] <= new[ROW]
            and old[HEAVY] <= new[HEAVY]
            and old[LEAVE] >= new[LEAVE]
            and old[FED] >= new[FED]
            and old[MET] & ~new[MET] == 0
        ):
            return
    if used[b] == ROOM:
        raise ValueError("more partial days than there is room for")
    cost[b, used[b]], data[b, used[b]] = value, new
    used[b] += 1


@jit
def _without_seats(net: Net, duals: Duals, slot: int, opens: int, closes: int) -> float:
    """The cheapest way on a day without seats."""
    member, day, best = slot // net.days, slot % net.days, 0.0
    noon, first, last = net.noon[slot % net.days], net.stay_ptr[member], net.stay_ptr[member + 1]
    for s in range(first - 1, last):
        for e in range(first - 1, last):
            if (s < first and e < first) or (s >= first and e >= first and s != e):
                continue
            a = net.home[member] if s < first else net.stay_place[s]
            b = net.home[member] if e < first else net.stay_place[e]
            at, minutes = way_after(net.roads, a, b, noon)
            late = at > closes or at > noon + 720 or (e >= first and at > net.lodging_by[day])
            if noon < opens or late:
                continue
            price = duals.use[slot] + way_cost(net, member, a, b, minutes)
            price += _rest_price(duals, slot, noon, 0) + _rest_price(duals, slot, at, 1)
            price += duals.wake[s * net.days + day] if s >= first else 0.0
            price += duals.sleep[e * net.days + day] if e >= first else 0.0
            best = min(best, price)
    return best
