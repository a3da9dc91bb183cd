"""Prices of nights that have no row: neither sleeping nor waking there alone is worth it then."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.duals import Tasks
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.nights import SLEEP, WAKE


def lodgings(net: Net) -> Floats:
    """By night what the lodging costs."""
    return np.repeat(np.repeat(net.lodging, np.diff(net.stay_ptr)), net.days).astype(float)


class Nights:
    """What was last found out about each night, ``stay * days + day``."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.lodging = lodgings(net)
        self.least = -np.repeat(net.back, net.days).astype(float)
        self.most = self.lodging + np.repeat(net.there, net.days)
        self.wake = np.full(len(self.most), np.inf)
        self.sleep = np.full(len(self.most), np.inf)

    def learn(self, tasks: Tasks, regret: Floats) -> None:
        """Take in what pricing these tasks told."""
        task, stay, at, day = self._of(tasks)
        self.sleep[at] = regret[task, stay, SLEEP]
        later = day > 0
        self.wake[at[later] - 1] = regret[task, stay, WAKE][later]

    def settle(self, price: Floats) -> Floats:
        """Prices that are as far from making anybody sleep there as from making anybody wake."""
        known = ~(np.isinf(self.wake) & np.isinf(self.sleep))
        move = np.zeros(len(price))
        np.subtract(self.wake, self.sleep, out=move, where=known)
        # Beyond these it would pay to go there, or home, without work.
        night: Floats = np.clip(price - move / 2, self.least, self.most)
        self._no_dearer_than_one_more(night)
        self.wake, self.sleep = self.wake + night - price, self.sleep - night + price
        return night

    def _no_dearer_than_one_more(self, night: Floats) -> None:
        """By more than a lodging dearer than the night before, staying on would be paid for."""
        table, lodging = night.reshape(-1, self.net.days), self.lodging.reshape(-1, self.net.days)
        for day in range(1, self.net.days):
            table[:, day] = np.minimum(table[:, day], table[:, day - 1] + lodging[:, day])

    def _of(self, tasks: Tasks) -> tuple[Ints, Ints, Ints, Ints]:
        """Pairs of task and stay of its member; the number of the night after that day, the day."""
        member, day = np.divmod(tasks.slot, self.net.days)
        first, last = self.net.stay_ptr[member], self.net.stay_ptr[member + 1]
        count = last - first
        task = np.repeat(np.arange(len(member)), count)
        stay = np.arange(len(task)) - np.repeat(np.cumsum(count) - count, count)
        return task, stay, (first[task] + stay) * self.net.days + day[task], day[task]
