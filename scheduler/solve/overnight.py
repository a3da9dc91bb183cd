"""Nights at what they are worth to a member's whole week.

A night elsewhere may cost the day before it, if that is dear; prices of nights from single days
(`settle.py`) do not tell. For members who have a day far dearer than the prices say could be it is
found out, day after day, what their days up to there cost at least if they sleep at each stay. Who
wakes there pays as much more as these days cost more than with the night at home: so the days of
the week add up to the cheapest week.
"""

from __future__ import annotations

import numpy as np

from scheduler.solve.cover import heaviest_weight, lightest_weight
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.layout import bound_of, duals_of
from scheduler.solve.master import Master
from scheduler.solve.pool import Route
from scheduler.solve.pricer import price
from scheduler.solve.prices import Prices, priced
from scheduler.solve.regret import above_best, least_of
from scheduler.solve.stays import owners
from scheduler.solve.tasks import on_slots

FAR_DEARER = 1 / 8
"""Of the lightest seat, by which a day is far dearer."""
MUCH = 1e12
"""Cents paid for sleeping where one is asked to."""


def with_nights(master: Master, prices: Prices, members: Ints) -> Prices:
    """Better prices, if nights of these members make them so; the master then has the prices of the
    nights. No night may have a row yet, and all members are to have lodgings."""
    if not len(members):
        return prices
    compiled, before = master.compiled, master.night_price
    slots = master.open_slots[np.isin(master.open_slots // compiled.net.days, members)]
    rows, y = master.row_of_slot[slots], prices.y.copy()
    y[rows] = 0.0
    master.night_price = _worth(master, duals_of(master, y, slots), slots)
    found = priced(master, y)
    if found.bound <= prices.bound:
        master.night_price = before
        return prices
    # What the best route of a slot wins is the slot's price again.
    found.y[rows] = least_of(found.best, compiled.tasks.slot, compiled.slots)[slots]
    best = np.where(np.isin(compiled.tasks.slot, slots), 0.0, found.best)
    return Prices(found.y, best, bound_of(master, found.y, best))


def torn(master: Master, prices: Prices, routes: list[Route]) -> Ints:
    """Members who may sleep away and in these routes have a day far dearer than its best one."""
    compiled = master.compiled
    far = above_best(master, prices, routes) > FAR_DEARER * lightest_weight(compiled)
    away = np.diff(compiled.net.stay_ptr) > 0
    return np.flatnonzero(away & far.reshape(-1, compiled.net.days).any(axis=1))


def _worth(master: Master, duals: Duals, slots: Ints) -> Floats:
    """The prices of all nights, those of the members of these slots at what they are worth."""
    net = master.compiled.net
    members, nights = np.unique(slots // net.days), master.night_price.reshape(-1, net.days).copy()
    first, last = net.stay_ptr[members], net.stay_ptr[members + 1]
    for day in range(net.days - 1):
        wake = np.full(nights.shape, np.inf)
        wake[:, day] = nights[:, day - 1] if day else np.inf
        today, before = slots[slots % net.days == day], duals._replace(wake=wake.ravel())
        home = _until(master, before, today, day, np.zeros(0, np.int64))
        for k in range((last - first).max()):
            mine, stays = members[first + k < last], (first + k)[first + k < last]
            theirs = today[np.isin(today // net.days, mine)]
            more = (_until(master, before, theirs, day, stays) - home)[mine]
            nights[stays, day] = np.minimum(more, heaviest_weight(master.compiled))
    return nights.ravel()


def _until(master: Master, duals: Duals, slots: Ints, day: int, stays: Ints) -> Floats:
    """By member: what these slots of one day cost at least, and what waking costs, if it sleeps at
    one of these stays (infinite where it cannot), or else at home (0 without a slot)."""
    net, tasks = master.compiled.net, on_slots(master.compiled.tasks, slots)
    sleep = np.full((len(net.stay_place), net.days), np.inf)
    sleep[stays, day] = net.lodging[owners(net)[0][stays]] - MUCH
    best = price(net, duals._replace(sleep=sleep.ravel()), tasks, 1, exact=True).best
    cost = least_of(best, tasks.slot // net.days, len(net.home))
    if not len(stays):
        return cost
    return np.where(cost < -MUCH / 2, cost + MUCH, np.inf)
