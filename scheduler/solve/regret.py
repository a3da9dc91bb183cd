"""Where a plan is furthest from what the prices say could be."""

from __future__ import annotations

import numpy as np

from scheduler.solve.cover import seat_weight
from scheduler.solve.entries import reduced_costs
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.layout import padded
from scheduler.solve.master import Master
from scheduler.solve.near import Near
from scheduler.solve.pool import Route, served_by
from scheduler.solve.prices import Prices


def regret_of(master: Master, prices: Prices, routes: list[Route], near: Near) -> Floats:
    """By member: how much dearer its days are than its best ones under the prices, and what open
    seats that it might serve lose, shared among all who might; cents.

    All regrets add up to what lies between the plan and the bound of the prices, but for rows that
    are not full.
    """
    y = padded(master, prices.y)
    shared = lost_of(master, y, routes) / near.able
    lost = np.bincount(near.member, shared[near.seat], near.members)
    regret: Floats = above_best(master, prices, routes).reshape(near.members, -1).sum(axis=1)
    return regret + lost


def above_best(master: Master, prices: Prices, routes: list[Route]) -> Floats:
    """By slot: how much dearer its day is than its best one under the prices, in cents."""
    mine = np.zeros(master.compiled.slots)
    y = padded(master, prices.y)
    mine[[r.slot for r in routes]] = reduced_costs(master, routes, y)
    return mine - least_of(prices.best, master.compiled.tasks.slot, len(mine))


def least_of(best: Floats, group: Ints, groups: int) -> Floats:
    """The least of each group; 0 is nothing at all."""
    least = np.zeros(groups)
    np.minimum.at(least, group, best)
    return least


def winnable(master: Master, y: Floats, routes: list[Route], worth: float) -> list[int]:
    """Open seats that lose so many cents, the heaviest first."""
    lost = lost_of(master, y, routes)
    return [seat for seat in open_seats(master, routes) if lost[seat] >= worth]


def open_seats(master: Master, routes: list[Route]) -> list[int]:
    """Seats to cover that nobody serves, the heaviest first."""
    served, compiled = served_by(master.compiled, routes), master.compiled
    seats = [d.index for d in compiled.demands if d.index not in served and not d.seat.chain]
    return sorted(seats, key=lambda seat: -seat_weight(compiled, seat))


def lost_of(master: Master, y: Floats, routes: list[Route]) -> Floats:
    """By seat: what it weighs above its price, where it is open."""
    out = np.zeros(len(master.compiled.demands))
    for seat in open_seats(master, routes):
        weight = seat_weight(master.compiled, seat)
        out[seat] = max(0.0, weight - y[master.row_of_seat[seat]])
    return out
