"""What the routes of other days leave to one day: rest and nights away."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.jit import Bools, Floats, Ints
from scheduler.solve.limits import weekly_caps
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.relax import Relaxation
from scheduler.solve.separate import SLACK, rooms
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
        """The columns of pricing, with no more minutes and heavy seats than the weeks leave."""
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

    def broken(self, r: Relaxation, weights: Floats) -> int:
        """Rows of host rooms added because routes with such weights break them; nothing else can
        be."""
        used = [(r.pool.routes[k], float(weights[k])) for k in np.flatnonzero(weights > SLACK)]
        return rooms(r.master, used, [])

    def keep_to(self, routes: list[Route], slots: Bools) -> None:
        """Leave to these slots no more minutes and heavy seats than these routes take."""
        self.net = self.net._replace(
            minutes_cap=np.where(slots, _taken(self.net, routes, "minutes"), self.net.minutes_cap),
            trauma_cap=np.where(slots, _taken(self.net, routes, "trauma"), self.net.trauma_cap),
        )

    @property
    def away(self) -> Ints:
        """Slots of the group that begin or end away from home."""
        return np.flatnonzero(self.group & ((self.wake != HOME) | (self.sleep != HOME)))

    def fits(self, r: Route) -> bool:
        """Whether a route of the group keeps to what is left."""
        at = r.slot
        rested = self.earliest[at] <= r.leaves and r.returns <= self.latest[at]
        nights = self.wake[at] == r.wake and self.sleep[at] == r.sleep
        minutes = _amount(self.net, r, "minutes") <= self.net.minutes_cap[at]
        heavy = _amount(self.net, r, "trauma") <= self.net.trauma_cap[at]
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
    """By slot: minutes, or trauma-heavy seats, that its member's week leaves beside routes."""
    net, (weeks, week_of_day) = master.compiled.net, weeks_of(master.compiled)
    caps = weekly_caps(master.compiled.problem, weeks, what)
    taken = _taken(net, stands, what).reshape(-1, net.days)
    for day in range(net.days):
        caps[:, week_of_day[day]] -= taken[:, day]
    left: Ints = caps[:, week_of_day].ravel()
    return left


def _taken(net: Net, routes: list[Route], what: str) -> Ints:
    """By slot: what these routes take."""
    taken = np.zeros(len(net.first) - 1, np.int64)
    for r in routes:
        taken[r.slot] = _amount(net, r, what)
    return taken


def _amount(net: Net, r: Route, what: str) -> int:
    node = net.node[list(r.seats)]
    amount = (net.end - net.start)[node] if what == "minutes" else net.trauma[node]
    return int(amount.sum())
