"""Prices of nights that have no row: so that neither sleeping nor waking there alone is worth it."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.duals import Tasks
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.master import Master
from scheduler.solve.nights import SLEEP, WAKE


class Nights:
    """What was last found out about each night, ``stay * days + day``."""

    def __init__(self, net: Net) -> None:
        self.net = net
        stays = np.diff(net.stay_ptr)
        self.lodging = np.repeat(np.repeat(net.lodging, stays), net.days).astype(float)
        self.most = np.repeat(net.night, net.days).astype(float)
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
        with np.errstate(invalid="ignore"):
            move = np.nan_to_num((self.wake - self.sleep) / 2, nan=0.0, posinf=np.inf, neginf=-np.inf)
        night = np.clip(price - move, self.lodging - self.most, self.most)
        table, lodging = night.reshape(-1, self.net.days), self.lodging.reshape(-1, self.net.days)
        for day in range(1, self.net.days):
            table[:, day] = np.minimum(table[:, day], table[:, day - 1] + lodging[:, day])
        self.wake, self.sleep = self.wake + night - price, self.sleep - night + price
        return night

    def _of(self, tasks: Tasks) -> tuple[Ints, Ints, Ints, Ints]:
        """Pairs of task and stay of its member; the number of the night after that day, the day."""
        member, day = np.divmod(tasks.slot, self.net.days)
        first, last = self.net.stay_ptr[member], self.net.stay_ptr[member + 1]
        task = np.repeat(np.arange(len(member)), last - first)
        stay = np.arange(len(task)) - np.repeat(np.cumsum(last - first) - (last - first), last - first)
        return task, stay, (first[task] + stay) * self.net.days + day[task], day[task]


def settle_closed(master: Master, nights: Nights) -> None:
    """Move the prices of nights without a row."""
    closed = master.night_row < 0
    master.night_price = np.where(closed, nights.settle(master.night_price), master.night_price)
