"""What the ways of a day take and cost at least: from its begin, between places, to its end.

Waits at borders are left aside, so that what is found here is a bound from below.
"""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.day import Day
from scheduler.solve.duals import Duals
from scheduler.solve.ends import least_rest_price
from scheduler.solve.jit import Floats, Ints, jit
from scheduler.solve.ways import fare, moves


@jit
def ways_between(net: Net, member: int, origin: Ints, goal: Ints) -> tuple[Ints, Floats]:
    """Least minutes on the way between places and what it costs at least; -1: no way."""
    time, length, border = net.roads.minutes, net.roads.kilometres, net.roads.border
    rate, km_rate, trip = net.travel_rate[member], net.km_rate[member], net.trip_cost[member]
    minutes = np.zeros((len(origin), len(goal)), np.int64)
    cost = np.zeros((len(origin), len(goal)))
    for q, a in enumerate(origin):
        for r, b in enumerate(goal):
            if moves(a, b):
                minutes[q, r] = time[a, b]
                cost[q, r] = fare(time[a, b], rate, length[a, b], km_rate)
                cost[q, r] += trip if border[a, b] >= 0 else 0
    return minutes, cost


@jit
def leads(net: Net, place: Ints, minutes: Ints) -> Ints:
    """From the end of a seat at one place to the begin of one at another; -1: impossible."""
    pause, buffer, one_way = net.limits.pause, net.limits.buffer, net.limits.one_way
    lead = np.full(minutes.shape, pause)
    for q, a in enumerate(place):
        for r, b in enumerate(place):
            if minutes[q, r] < 0 or minutes[q, r] > one_way:
                lead[q, r] = -1
            elif moves(a, b):
                lead[q, r] = max(pause, minutes[q, r] + buffer)
    return lead


@jit
def starts(net: Net, duals: Duals, day: Day, use: Ints) -> Floats:
    """What beginning the day with each candidate costs at least, lunch still needed or not."""
    cost, floor = np.full((len(use), 2), np.inf), least_rest_price(duals, day.slot, 0)
    for a, c in enumerate(use):
        if net.in_place[c]:
            continue
        free, begin = day.lunch == 0 or net.meal[net.node[c]], net.busy_from[net.node[c]]
        if net.leave[c] > -FAR and net.leave[c] >= day.leave_from:
            fed = 1 if free or net.leave[c] > day.lunch_from else 0
            cost[a, fed] = net.leave_cost[c] + floor
        for stay in range(day.first_stay, day.last_stay):
            if net.stay_place[stay] == net.place[c]:
                fed = 1 if free or begin > day.lunch_from else 0
                night = duals.wake[stay * net.days + day.number]
                cost[a, fed] = min(cost[a, fed], night + floor)
    return cost


@jit
def last_costs(net: Net, duals: Duals, day: Day, place: Ints) -> tuple[Floats, Ints]:
    """What ending the day at each place costs at least, and how soon that may be."""
    goal = np.append(net.home[day.member], net.stay_place[day.first_stay : day.last_stay])
    minutes, way = ways_between(net, day.member, place, goal)
    floor = least_rest_price(duals, day.slot, 1)
    cost, soon = np.full(len(place), np.inf), np.full(len(place), FAR)
    for e in range(len(goal)):
        stay = day.first_stay + e - 1
        night = 0.0 if e == 0 else duals.sleep[stay * net.days + day.number]
        if night == np.inf:
            continue
        for q in range(len(place)):
            if minutes[q, e] >= 0:
                cost[q] = min(cost[q], way[q, e] + night + floor)
                soon[q] = min(soon[q], minutes[q, e])
    return cost, soon
