"""Days of a large week planned anew beside the others, two at once if they are no neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from scheduler.plan import Plan
from scheduler.solve.anew import value_of
from scheduler.solve.careful import CarefulDive
from scheduler.solve.day_root import root_of
from scheduler.solve.jit import Bools, Floats
from scheduler.solve.kept import kept
from scheduler.solve.known import Known
from scheduler.solve.layout import padded
from scheduler.solve.left import Left
from scheduler.solve.pool import Route, parted
from scheduler.solve.prices import Prices
from scheduler.solve.regret import above_best, lost_of
from scheduler.solve.touch import Touch

WORTH = 2e-4
"""Share of the value that a day must lie above what the prices say it could cost."""
ROUNDS = 2
"""How often routes are priced in after each step of a dive."""


class DaysAnew:
    """The days of one week, with good prices of its rows."""

    def __init__(self, known: Known, prices: Prices) -> None:
        self.known, self.prices, self.master = known, prices, known.master
        self.touch, self.number = Touch(known.master), known.master.compiled.net.days
        self.tried = np.zeros(self.number, np.bool_)

    def plans(self) -> Iterator[Plan]:
        """Better plans: each day once, those that lie highest above the prices first."""
        while not self.known.over() and (days := self._highest()):
            with ThreadPoolExecutor(len(days)) as side:
                found = list(side.map(self._anew, self._lefts(days)))
            for day, routes in zip(days, found, strict=True):
                yield from self._better(day, routes)

    def _highest(self) -> list[int]:
        """The day that lies highest above the prices, and the highest that nights and rest do not
        tie to it."""
        regret, days = np.where(self.tried, 0.0, self._regret()), list[int]()
        regret[regret <= WORTH * self.known.value] = 0.0
        while len(days) < 2 and regret.any():
            days.append(int(regret.argmax()))
            regret[max(0, days[-1] - 1) : days[-1] + 2] = 0.0
        return days

    def _lefts(self, days: list[int]) -> list[Left]:
        """What is left to each; minutes of a week that nobody uses are left to one of two days."""
        lefts = []
        for k, day in enumerate(days):
            slots = self._slots(day)
            mine, others = parted(self.known.routes, slots)
            lefts.append(Left(self.master, slots, others))
            if len(days) > 1:
                every_second = np.arange(self.master.compiled.slots) // self.number % 2 == k
                lefts[k].keep_to(mine, every_second)
        return lefts

    def _anew(self, left: Left) -> list[Route] | None:
        """The routes of one day; its rows are its own, as another day may be planned beside it."""
        known, master = self.known, self.master.fork()
        mine, _ = parted(known.routes, left.group)
        touch = self.touch.over(master)
        root = root_of(known.pool, touch, self.prices, left, mine, known.late)
        if root is None:
            return None
        return CarefulDive(root, left, ROUNDS, known.late).routes(value_of(root, mine))

    def _better(self, day: int, found: list[Route] | None) -> Iterator[Plan]:
        """The plan with these routes of a day, if it is better."""
        self.tried[day] = True
        if found is None:
            return
        routes = [*parted(self.known.routes, self._slots(day))[1], *found]
        if kept(self.master, routes):
            yield from self.known.better(routes)

    def _slots(self, day: int) -> Bools:
        of_day = np.arange(self.master.compiled.slots) % self.number == day
        slots: Bools = (self.master.row_of_slot >= 0) & of_day
        return slots

    def _regret(self) -> Floats:
        """By day: how much dearer routes and open seats are than the prices say they could be."""
        master, net, routes = self.master, self.master.compiled.net, self.known.routes
        above = above_best(master, self.prices, routes).reshape(-1, self.number).sum(axis=0)
        day_of = np.zeros(len(master.compiled.demands), np.int64)
        day_of[net.seat[net.node]] = master.compiled.candidates.slot % self.number
        lost = lost_of(master, padded(master, self.prices.y), routes)
        regret: Floats = above + np.bincount(day_of, lost, self.number)
        return regret
