"""What the routes of other days leave to one day: rest and nights away."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.limits import weekly_caps
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.stays import owners
from scheduler.solve.tasks import on_slots
from scheduler.solve.ties import weeks_of

HOME = -1


class Left:
    """What is left to a group of slots of one day beside routes that stand."""

    def __init__(self, master: Master, group: Bools, stands: list[Route]) -> None:
        self.group, self.stands = group, stands
        net, slots = master.compiled.net, len(group)
        self.earliest, self.latest = np.full(slots, -FAR), np.full(slots, FAR)
        self.wake, self.sleep = np.full(slots, HOME), np.full(slots, HOME)
        for r in stands:
            self._beside(r, net)
        self.net = net._replace(
            minutes_cap=np.minimum(net.minutes_cap, _of_week(master, stands, "minutes")),
            trauma_cap=np.minimum(net.trauma_cap, _of_week(master, stands, "trauma")),
        )
        """The columns of pricing, with no more minutes and heavy seats than the week leaves."""
        stay, slot = np.arange(len(net.stay_place)), owners(net)[0][:, None] * net.days
        slot = slot + np.arange(net.days)
        self.no_wake = (self.wake[slot] != stay[:, None]).ravel()
        self.no_sleep = (self.sleep[slot] != stay[:, None]).ravel()
        """By stay and day: where nobody is to wake, or to sleep."""

    def _beside(self, r: Route, net: Net) -> None:
        day, rest = r.slot % net.days, net.limits.rest
        if day < net.days - 1:
            self.earliest[r.slot + 1], self.wake[r.slot + 1] = r.returns + rest, r.sleep
        if day > 0:
            self.latest[r.slot - 1], self.sleep[r.slot - 1] = r.leaves - rest, r.wake

    @property
    def away(self) -> Ints:
        """Slots of the group that begin or end away from home."""
        return np.flatnonzero(self.group & ((self.wake != HOME) | (self.sleep != HOME)))

    def fits(self, r: Route) -> bool:
        """Whether a route of the group keeps to what is left."""
        at = r.slot
        rested = self.earliest[at] <= r.leaves and r.returns <= self.latest[at]
        nights = self.wake[at] == r.wake and self.sleep[at] == r.sleep
        node = self.net.node[list(r.seats)]
        minutes = (self.net.end - self.net.start)[node].sum() <= self.net.minutes_cap[at]
        heavy = self.net.trauma[node].sum() <= self.net.trauma_cap[at]
        return bool(rested and nights and minutes and heavy)

    def ways(self, pool: Pool) -> list[int]:
        """Numbers of the ways without seats of those who begin or end away from home."""
        ends = [(q, self.wake[q], self.sleep[q]) for q in self.away.tolist()]
        found = [pool.add(q, (), int(wake), int(sleep)) for q, wake, sleep in ends]
        return [k for k in found if k >= 0]

    def tasks(self, tasks: Tasks, slots: Ints) -> Tasks:
        """Those of the tasks that are about these slots, within the times that are left."""
        tasks = on_slots(tasks, slots)
        return tasks._replace(
            leave_from=np.maximum(tasks.leave_from, self.earliest[tasks.slot]),
            return_by=np.minimum(tasks.return_by, self.latest[tasks.slot]),
        )

    def duals(self, duals: Duals) -> Duals:
        """Prices at which nobody wakes or sleeps where they are not to."""
        return duals._replace(
            wake=np.where(self.no_wake, np.inf, duals.wake),
            sleep=np.where(self.no_sleep, np.inf, duals.sleep),
        )


def _of_week(master: Master, stands: list[Route], what: str) -> Ints:
    """By slot: what its member's week leaves of minutes, or of trauma-heavy seats."""
    net, week_of_day = master.compiled.net, weeks_of(master.compiled)[1]
    caps = weekly_caps(master.compiled.problem, what)
    seats = np.array([c for r in stands for c in r.seats], np.int64)
    node, slot = net.node[seats], master.compiled.candidates.slot[seats]
    amount = (net.end - net.start)[node] if what == "minutes" else net.trauma[node]
    np.subtract.at(caps, (slot // net.days, week_of_day[slot % net.days]), amount)
    left: Ints = caps[:, week_of_day].ravel()
    return left
