"""Prices of the master's rows laid out for pricing, and the bound that they prove."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.duals import Duals, reduced_costs_of
from scheduler.solve.given import Limits, limited
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.master import Master
from scheduler.solve.settle import lodgings


def duals_of(master: Master, y: Floats, slots: Ints | None = None) -> Duals:
    """Prices of the rows (in cents) laid out for pricing, of some slots or all."""
    net = master.compiled.net
    reduced = reduced_costs_of(
        net.cost,
        net.first,
        np.arange(master.compiled.slots) if slots is None else slots,
        master.stake_ptr,
        master.stake_row,
        master.stake_factor,
        y,
    )
    for room, found in master.room_rows.items():
        for at, row in ((a, r) for a, r in found if y[r]):
            reduced[master.in_room_at(room, at)] -= y[row]
    use, work = np.zeros(master.compiled.slots), np.repeat(net.day_fee, net.days).astype(float)
    open_slots = master.open_slots
    use[open_slots] = -y[master.row_of_slot[open_slots]]
    for slot, found_rows in master.streak_rows.items():
        work[slot] -= y[found_rows].sum()
    wake, sleep = night_charges(net, _night_prices(master, y))
    return Duals(reduced, use, work, wake, sleep, *_rests(master, y))


def _night_prices(master: Master, y: Floats) -> Floats:
    """By night, from its row if it has one."""
    has_row = master.night_row >= 0
    price = master.night_price.copy()
    price[has_row] = y[master.night_row[has_row]]
    return price


def night_charges(net: Net, price: Floats) -> tuple[Floats, Floats]:
    """Charges for waking and sleeping away at these prices of nights."""
    sleep = lodgings(net) - price
    sleep[net.days - 1 :: net.days] = np.inf
    wake = np.concatenate([[np.inf], price[:-1]]) if len(price) else price
    wake[:: net.days] = np.inf
    return wake, sleep


def _rests(master: Master, y: Floats) -> tuple[Ints, Ints, Ints, Floats]:
    slots = master.compiled.slots
    table = [
        (slot, late, at, -y[row])
        for slot in sorted(master.rests)
        for late, at, row in master.rests[slot]
    ]
    ptr = np.searchsorted(np.array([t[0] for t in table], np.int64), np.arange(slots + 1))
    return (
        ptr,
        np.array([t[1] for t in table], np.int64),
        np.array([t[2] for t in table], np.int64),
        np.array([t[3] for t in table], float),
    )


def bound_of(master: Master, y: Floats, best: Floats, limits: Limits | None = None) -> float:
    """What no plan can be cheaper than, from any prices: ``best`` is the least reduced cost of
    each task under them, ``limits`` those of the case. Slot prices are taken back, for a slot may
    as well stay unused."""
    frame, y = master.frame, clipped(master, y)
    low, high = limited(master.low, master.high, limits or {})
    rhs = np.where(y > 0, low, high)
    slots = master.open_slots
    rows = master.row_of_slot[slots]
    plain = master.high[rows] == 1.0
    rhs[y == 0] = 0.0
    value = float((y * rhs).sum() - y[rows[plain]].sum())
    reduced = np.array(frame.cost, float)
    np.subtract.at(reduced, frame.side_var, np.array(frame.side_factor) * y[frame.side_row])
    value += float((np.minimum(reduced, 0.0) * np.array(frame.upper)).sum())
    least = np.zeros(master.compiled.slots)
    taken = np.zeros(master.compiled.slots)
    taken[slots[plain]] = y[rows[plain]]
    slot_of_task = master.compiled.tasks.slot
    np.minimum.at(least, slot_of_task, best + taken[slot_of_task])
    return value + float(least.sum()) + frame.constant


def padded(master: Master, y: Floats) -> Floats:
    """Prices also for rows that came later: what these rows were charged before they came."""
    return np.concatenate([y, master.frame.first_price[len(y) :]])


def clipped(master: Master, y: Floats) -> Floats:
    """Prices with the sign their rows allow; later rows have none yet."""
    low, high = master.low[: len(y)], master.high[: len(y)]
    twice = list(master.frame.cover - master.frame.once)
    at_least = np.isin(np.arange(len(y)), twice) | np.isinf(high)
    y = np.where(at_least, np.maximum(y, 0.0), y)
    return np.where(np.isinf(low), np.minimum(y, 0.0), y)
