"""What the rules say about one day: how it may begin, go on and end, and what each step costs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.reprice.steps import End, Step
from scheduler.solve.arrays import FAR, Net
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Ints, lean
from scheduler.solve.ways import moves, way_after, way_before, way_cost


class Day(NamedTuple):
    """A stretch of one member's day."""

    slot: int
    member: int
    number: int
    opens: int
    closes: int
    bits: Ints
    """By candidate: the bit of its session, where the day could meet it twice."""


@lean
def first_step(net: Net, duals: Duals, day: Day, c: int, wake: int) -> tuple[bool, int, Step]:
    """Whether the day may begin with a candidate, when the member then leaves, and the step."""
    node, place, home = net.node[c], net.place[c], net.home[day.member]
    leave, way, minutes = net.busy_from[node], 0.0, 0
    if wake >= 0:
        way = duals.wake[wake * net.days + day.number]
    else:
        buffer = net.limits.buffer if moves(home, place) else 0
        leave, minutes = way_before(net.roads, home, place, leave - buffer)
        way = float(way_cost(net, day.member, home, place, minutes))
    is_there = leave > -FAR and way < np.inf and (wake < 0 or net.stay_place[wake] == place)
    in_time = leave >= day.opens and minutes <= net.limits.one_way
    length = net.end[node] - net.start[node]
    fed = 1 if net.limits.lunch == 0 or net.meal[node] else 0
    cost = way + duals.reduced[c] + rest_price(duals, day.slot, leave, 0)
    step = Step(
        cost,
        length,
        1 if net.remote[node] else 0,
        0,
        1 if net.trauma[node] else 0,
        fed,
        day.bits[c],
    )
    return is_there and in_time and not net.in_place[c], leave, step


@lean
def next_step(net: Net, duals: Duals, day: Day, a: int, c: int) -> tuple[bool, Step]:
    """Whether ``c`` may come after ``a``, and the step."""
    ka, kb, here, there = net.node[a], net.node[c], net.place[a], net.place[c]
    free, begin = net.busy_until[ka], net.busy_from[kb]
    buffer = net.limits.buffer if moves(here, there) else 0
    at, minutes = way_after(net.roads, here, there, free)
    in_time = begin >= free + net.limits.pause and at + buffer <= begin
    near = minutes <= net.limits.one_way and (here == there or not net.in_place[c])
    goes_on = net.remote[ka] and net.remote[kb]
    goes_on = goes_on and net.start[kb] - net.end[ka] < net.limits.remote_reset
    lunch = min(begin, net.lunch_until[day.number]) - max(free, net.lunch_from[day.number])
    ate = net.meal[kb] or min(lunch, begin - buffer - at) >= net.limits.lunch
    step = Step(
        way_cost(net, day.member, here, there, minutes) + duals.reduced[c],
        net.end[kb] - net.start[kb],
        1 if net.remote[kb] else 0,
        1 if goes_on else 0,
        1 if net.trauma[kb] else 0,
        1 if ate else 0,
        day.bits[c],
    )
    return in_time and near, step


@lean
def last_way(net: Net, duals: Duals, day: Day, c: int, sleep: int) -> tuple[bool, float, End]:
    """Whether the day may end after ``c`` at home or a stay, what that costs, and the end."""
    place = net.place[c]
    goal = net.home[day.member] if sleep < 0 else net.stay_place[sleep]
    at, minutes = way_after(net.roads, place, goal, net.busy_until[net.node[c]])
    cost = way_cost(net, day.member, place, goal, minutes) + rest_price(duals, day.slot, at, 1)
    cost += duals.use[day.slot] + duals.work[day.slot]
    in_time = at < FAR and at <= day.closes
    if sleep >= 0:
        cost += duals.sleep[sleep * net.days + day.number]
        in_time = in_time and at <= net.lodging_by[day.number]
    lunch = net.lunch_from[day.number], net.lunch_until[day.number]
    return in_time, cost, End(at, lunch[0], lunch[1], net.limits.span)


@lean
def rest_price(duals: Duals, slot: int, at: int, late: int) -> float:
    """Charged for returning late, or for leaving early."""
    price = 0.0
    for k in range(duals.rest_ptr[slot], duals.rest_ptr[slot + 1]):
        if duals.rest_late[k] == late and (at >= duals.rest_at[k]) == (late == 1):
            price += duals.rest_price[k]
    return price
