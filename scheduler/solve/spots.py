"""The candidates of one slot place by place, and what the ways between the places cost at least.

Waits at borders and all limits of the day but its times are left aside, so that what is found
here is a bound from below.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.day import Day
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Bools, Floats, Ints, jit
from scheduler.solve.least_ways import last_costs, leads, starts, ways_between

SAME, EAT = 0, 1
"""Kinds of ways between two candidates: without lunch, and with it."""


class Spots(NamedTuple):
    """Candidates (numbered in order of time) and the places they are at."""

    place: Ints
    """By spot."""
    spot: Ints
    """By candidate."""
    in_place: Bools
    begin: Ints
    until: Ints
    length: Ints
    gain: Floats
    meal: Bools
    order: Ints
    """Candidates in the order in which they end."""
    first: Ints
    """Those of spot ``q``: ``first[q]:first[q + 1]`` of the next two."""
    by_begin: Ints
    by_until: Ints
    lead: Ints
    """``[from, to]``: minutes from the end of one to the begin of the other; -1: impossible."""
    way: Floats
    start: Floats
    """``[candidate, 0 or 1]``: cost of beginning the day with it, 1 where no lunch is needed."""
    end: Floats
    """By spot: cost of ending the day there."""
    soon: Ints
    """By spot: minutes to the nearest end of the day."""
    lunch: Ints
    """Minutes of lunch, from when, until when."""


@jit
def spots_of(net: Net, duals: Duals, day: Day, use: Ints, order: Ints) -> Spots:
    """The candidates ``use``; ``order`` are their numbers in the order in which they end."""
    node = net.node[use]
    place, spot = numbered(net, use)
    first = np.zeros(len(place) + 1, np.int64)
    for q in spot:
        first[q + 1] += 1
    first = np.cumsum(first)
    minutes, way = ways_between(net, day.member, place, place)
    end, soon = last_costs(net, duals, day, place)
    return Spots(
        place,
        spot,
        net.in_place[use],
        net.busy_from[node],
        net.busy_until[node],
        net.end[node] - net.start[node],
        duals.reduced[use],
        net.meal[node],
        order,
        first,
        by_spot(spot, first, np.arange(len(use))),
        by_spot(spot, first, order),
        leads(net, place, minutes),
        way,
        starts(net, duals, day, use),
        end,
        soon,
        np.array([day.lunch, day.lunch_from, day.lunch_until]),
    )


@jit
def numbered(net: Net, use: Ints) -> tuple[Ints, Ints]:
    """The places of the candidates ``use``, and by candidate the number of its place in them."""
    n, m = len(use), 0
    number = np.full(len(net.roads.minutes), -1)
    place, spot = np.empty(n, np.int64), np.empty(n, np.int64)
    for a in range(n):
        p = net.place[use[a]]
        if number[p] < 0:
            number[p], place[m], m = m, p, m + 1
        spot[a] = number[p]
    return place[:m].copy(), spot


@jit
def by_spot(spot: Ints, first: Ints, order: Ints) -> Ints:
    """Candidates spot by spot, each spot's in the given order."""
    at, out = first.copy(), np.empty(len(order), np.int64)
    for a in order:
        out[at[spot[a]]] = a
        at[spot[a]] += 1
    return out
