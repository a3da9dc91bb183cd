"""Who is planned anew together: members who may serve the same seats."""

from __future__ import annotations

import numpy as np

from scheduler.solve.jit import Floats, Ints
from scheduler.solve.master import Master


class Near:
    """Members of one week, and the seats that each may serve."""

    def __init__(self, master: Master) -> None:
        net, slot = master.compiled.net, master.compiled.candidates.slot
        self.seats, seat = len(master.compiled.demands), net.seat[net.node]
        self.members = len(master.compiled.problem.members)
        self.member, self.seat = np.divmod(
            np.unique(slot // net.days * self.seats + seat), self.seats
        )
        self.able = np.maximum(1, np.bincount(self.seat, minlength=self.seats))
        """By seat: how many may serve it."""
        self.day = np.full(self.seats, net.days)
        """By seat: its first day."""
        np.minimum.at(self.day, seat, slot % net.days)

    def like(self, member: int) -> Ints:
        """All members, those who share most seats with this one first."""
        seats = self.member == member
        shared = np.bincount(self.member[np.isin(self.seat, self.seat[seats])], None, self.members)
        shared[member] += self.seats
        return np.argsort(-shared, kind="stable")

    def around(self, seat: int, regret: Floats) -> Ints:
        """Members who may serve a seat, or could make room for it on its day, those first whose
        days are nearest to it and have most to gain."""
        able = np.zeros(self.members, np.bool_)
        able[self.member[self.seat == seat]] = True
        theirs = np.bincount(self.seat[able[self.member]], minlength=self.seats) / self.able
        theirs[self.day != self.day[seat]] = 0.0
        nearness = np.bincount(self.member, theirs[self.seat], self.members)
        nearness[able] += nearness.max()
        order = np.argsort(-nearness * (regret + regret.mean()), kind="stable")
        return order[nearness[order] > 0]
