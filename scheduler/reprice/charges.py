"""What prices of the rows charge for candidates, days and nights."""

from __future__ import annotations

import numpy as np

from scheduler.reprice.numbers import Prices
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.master import Master


def charges_of(master: Master, prices: Prices) -> Duals:
    """Prices laid out for the days."""
    wake, sleep = _nights(master, prices)
    rests = _rests(master, prices)
    reduced, use, work = _reduced(master, prices), _use(master, prices), _work(master, prices)
    return Duals(reduced, use, work, wake, sleep, *rests)


def _reduced(master: Master, prices: Prices) -> Floats:
    """Costs of the candidates less the prices of the rows that they are in."""
    net, room = master.compiled.net, master.compiled.candidates.room
    owner = np.repeat(np.arange(len(net.node)), np.diff(master.stake_ptr))
    gain = master.stake_factor * prices.rows[master.stake_row]
    reduced: Floats = net.cost.astype(float)
    np.subtract.at(reduced, owner, gain)
    begins, ends = net.busy_from[net.node], net.busy_until[net.node]
    for number, at, price in prices.rooms:
        reduced[(room == number) & (begins <= at) & (at < ends)] -= price
    return reduced


def _use(master: Master, prices: Prices) -> Floats:
    """By slot: charged for any day, with seats or without."""
    slots, use = master.open_slots, np.zeros(master.compiled.slots)
    use[slots] = -prices.rows[master.row_of_slot[slots]]
    return use


def _work(master: Master, prices: Prices) -> Floats:
    """By slot: charged for a day with seats."""
    net = master.compiled.net
    work = np.repeat(net.day_fee, net.days).astype(float)
    for slot, rows in master.streak_rows.items():
        work[slot] -= prices.rows[rows].sum()
    return work


def _nights(master: Master, prices: Prices) -> tuple[Floats, Floats]:
    """Charged for waking and for sleeping at each stay on each day; nobody wakes away on the first
    day, or sleeps away on the last."""
    net = master.compiled.net
    price = prices.nights.reshape(-1, net.days)
    owner = np.repeat(np.arange(len(net.home)), np.diff(net.stay_ptr))
    wake, sleep = np.full(price.shape, np.inf), np.full(price.shape, np.inf)
    wake[:, 1:] = price[:, :-1]
    sleep[:, :-1] = net.lodging[owner][:, None] - price[:, :-1]
    return wake.ravel(), sleep.ravel()


def _rests(master: Master, prices: Prices) -> tuple[Ints, Ints, Ints, Floats]:
    """By slot: charged for returning too late for the rest, and for leaving before it is over."""
    rest = master.compiled.net.limits.rest
    late = [(slot, 1, until - rest, -price) for slot, until, price in prices.rests]
    early = [(slot + 1, 0, until, -price) for slot, until, price in prices.rests]
    table = np.array(sorted([*late, *early]), float).reshape(-1, 4)
    slot, side, at = table[:, :3].astype(np.int64).T
    ptr = np.searchsorted(slot, np.arange(master.compiled.slots + 1))
    return ptr, side.copy(), at.copy(), table[:, 3].copy()
