"""One day of a plan, and what the other days leave it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.solver.peers.arcs import Ends, found_ends
from benchmarks.solver.peers.case import Case
from scheduler.solve.arrays import FAR
from scheduler.solve.jit import Ints
from scheduler.solve.pool import Route

HORIZON = 3 * 1440
"""Minutes of the day with the days around it."""


@dataclass(slots=True)
class Visits:
    """Visits of one day: nodes; and for each member the candidate that each would be."""

    nodes: list[int]
    candidate: dict[tuple[int, int], int]
    """Visit and member."""


class Day:
    """One day as a routing problem, the others as a plan has them."""

    def __init__(self, case: Case, routes: list[Route], day: int) -> None:
        self.case, self.net, self.day = case, case.compiled.net, day
        self.others = [r for r in routes if r.slot % self.net.days != day]
        self.mine = [r for r in routes if r.slot % self.net.days == day]
        ends = Ends(*found_ends(self.net))
        self.first, self.last = ends.first, ends.last
        self.visits = self._visits()
        self.members = sorted({m for _, m in self.visits.candidate})

    def _visits(self) -> Visits:
        net, slots = self.net, self.case.slots()
        today = np.flatnonzero(slots % net.days == self.day)
        usable = today[(self.first[today] >= 0) & (self.last[today] >= 0)]
        price = net.cost + self.first + self.last
        started = {c for r in self.mine for c in r.seats}
        best: dict[tuple[int, int], int] = {}
        for c in sorted(usable.tolist(), key=lambda c: (c not in started, price[c])):
            best.setdefault((int(net.node[c]), int(slots[c]) // net.days), c)
        nodes = sorted({node for node, _ in best})
        number = {node: k for k, node in enumerate(nodes)}
        return Visits(nodes, {(number[n], m): c for (n, m), c in best.items()})

    def between(self, member: int, zero: int) -> tuple[int, int]:
        """When the rest after the day before is over, and when the rest before the next begins."""
        rest, slot = self.net.limits.rest, member * self.net.days + self.day
        around = {r.slot: r for r in self.others if r.slot in (slot - 1, slot + 1)}
        before = around.get(slot - 1) if self.day else None
        after = around.get(slot + 1) if self.day < self.net.days - 1 else None
        earliest = 0 if before is None else before.returns + rest - zero
        return earliest, HORIZON if after is None else after.leaves - rest - zero

    def caps(self) -> tuple[list[int], list[int], list[int]]:
        """For each member: minutes of the day, fair minutes left, trauma-heavy seats left."""
        p, net, days = self.case.problem, self.net, self.case.compiled.days
        week = days[self.day].week
        minutes, heavy = np.zeros(len(p.members), np.int64), np.zeros(len(p.members), np.int64)
        for r in self.others:
            if days[r.slot % net.days].week == week:
                node = net.node[np.array(r.seats, np.int64)]
                minutes[r.slot // net.days] += int((net.end - net.start)[node].sum())
                heavy[r.slot // net.days] += int(net.trauma[node].sum())
        index = self.case.compiled.crew.index
        for c in p.commitments:
            if c.week == week:
                minutes[index[c.member]] += c.minutes
                heavy[index[c.member]] += c.trauma
        return self._left(minutes, heavy)

    def _left(self, minutes: Ints, heavy: Ints) -> tuple[list[int], list[int], list[int]]:
        policy, members = self.case.problem.policy, self.case.problem.members
        most, fair, traumas = [], [], []
        for m in self.members:
            slot = m * self.net.days + self.day
            cap = members[m].max_week_minutes
            cap = policy.max_week_minutes if cap is None else cap
            week = FAR if cap is None else cap - int(minutes[m])
            most.append(max(0, min(int(self.net.minutes_cap[slot]), week, HORIZON)))
            share = members[m].fair_minutes
            fair.append(HORIZON if share is None else max(0, share - int(minutes[m])))
            limit = policy.max_trauma_week
            of_week = FAR if limit is None else limit - int(heavy[m])
            traumas.append(max(0, min(int(self.net.trauma_cap[slot]), of_week, HORIZON)))
        return most, fair, traumas
