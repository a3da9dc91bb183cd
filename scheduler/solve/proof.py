"""The bound of a thinned week: what all pairs are worth at the prices that some of them led to.

Any prices of seats, weeks and nights prove a bound once every route of every member is priced under
them. Members are taken some at a time, so that memory holds their candidates.
"""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.candidates import Candidates
from scheduler.solve.duals import Duals
from scheduler.solve.jit import Bools, Floats, Ints, jit
from scheduler.solve.layout import bound_of, clipped, night_charges
from scheduler.solve.master import Master
from scheduler.solve.pricer import price
from scheduler.solve.settle import Nights
from scheduler.solve.stays import owners, stay_at
from scheduler.solve.ties import weeks_of
from scheduler.solve.walk import walk

AT_ONCE = 3_000_000
"""Pairs that are looked at together."""
DEAR = 100_000.0
"""Cents for a seat that somebody has time for but lives farther away than others."""


class Proof:
    """A bound that is true once all parts are added, in cents."""

    def __init__(self, master: Master, y: Floats) -> None:
        self.master, self.raw = master, master.compiled.raw
        self.y = _of_seats_and_weeks(master, _fair(master, clipped(master, y)))
        self.bound = bound_of(master, self.y, np.zeros(len(master.compiled.tasks.slot)))

    def parts(self) -> list[Ints]:
        """Members that are looked at together."""
        count = np.bincount(self.raw.pairs.member, minlength=len(self.raw.problem.members))
        part = np.cumsum(count) // AT_ONCE
        return [np.flatnonzero(part == k) for k in np.unique(part)]

    def add(self, members: Ints) -> None:
        """Take in the least reduced costs of all days of some members."""
        all_of_them, slots = self.raw.pairs, self.master.compiled.slots
        mine = np.zeros(len(self.raw.problem.members), np.bool_)
        mine[members] = True
        found, net = self.raw.net_of(all_of_them.where(mine[all_of_them.member]))
        tasks = self.raw.tasks_of(net)
        duals = _duals(self.master, found, net, self.y)
        least = np.zeros(slots)
        np.minimum.at(least, tasks.slot, price(net, duals, tasks, 1, exact=True).best)
        self.bound += float(least.sum())


def _fair(master: Master, y: Floats) -> Floats:
    """The prices, lower for seats that were dear only because nobody nearer could serve them."""
    compiled, rows = master.compiled, master.row_of_seat
    if compiled.near is None:
        return y
    dear = y[rows] > DEAR
    seat = np.array(compiled.raw.nodes.seat)[compiled.raw.pairs.node]
    found, net = compiled.raw.net_of(compiled.raw.pairs.where(dear[seat] & ~compiled.near))
    served = np.unique(net.seat[net.node[alone(net, found.slot)]])
    y = y.copy()
    y[rows[served]] = DEAR
    return y


@jit
def alone(net: Net, slot: Ints) -> Bools:
    """Which candidates could be the only one of their day."""
    out = np.zeros(len(slot), np.bool_)
    for c in range(len(slot)):
        member = slot[c] // net.days
        stays = net.stay_place[net.stay_ptr[member] : net.stay_ptr[member + 1]]
        ends = np.append(np.flatnonzero(stays == net.place[c]) + net.stay_ptr[member], -1)
        for wake in ends:
            for sleep in ends:
                out[c] = out[c] or walk(net, slot[c], np.array([c]), wake, sleep)[0]
    return out


def _of_seats_and_weeks(master: Master, y: Floats) -> Floats:
    """Prices of these rows alone: they mean the same for candidates that the master lacks."""
    rows = [*master.row_of_seat.tolist(), *master.frame.weeks]
    out = np.zeros(len(y))
    out[rows] = y[rows]
    return out


def _duals(master: Master, found: Candidates, net: Net, y: Floats) -> Duals:
    """The prices laid out for these candidates."""
    compiled, none = master.compiled, np.zeros(0, np.int64)
    weeks, week_of_day = weeks_of(compiled)
    minute = np.zeros(len(compiled.problem.members) * len(weeks))
    minute[list(master.frame.weeks.values())] = y[list(master.frame.weeks)]
    week = found.member * len(weeks) + week_of_day[found.slot % net.days]
    length = (net.end - net.start)[found.node]
    gain = y[master.row_of_seat][net.seat[found.node]] + minute[week] * length
    return Duals(
        found.cost - gain,
        np.zeros(compiled.slots),
        np.repeat(net.day_fee, net.days).astype(float),
        *night_charges(net, _nights(master, net)),
        np.zeros(compiled.slots + 1, np.int64),
        none,
        none,
        np.zeros(0),
    )


def _nights(master: Master, net: Net) -> Floats:
    """Prices of the nights: those of the master, and for stays that it lacks the first ones."""
    night = Nights(net).most.reshape(-1, net.days)
    known = stay_at(master.compiled.net, *owners(net))
    night[known >= 0] = master.night_price.reshape(-1, net.days)[known[known >= 0]]
    return night.ravel()
