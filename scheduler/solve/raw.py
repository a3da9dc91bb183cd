"""A problem in numbers: its seats, nodes and pairs, and the nets that are made of pairs."""

from __future__ import annotations

import numpy as np

from scheduler.problem import Day, Problem, minutes_of
from scheduler.solve.arrays import FAR, Net
from scheduler.solve.candidates import Candidates, build_candidates
from scheduler.solve.crew import Crew
from scheduler.solve.duals import Tasks
from scheduler.solve.gates import with_gates
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.net import net_of
from scheduler.solve.nodes import gather
from scheduler.solve.pairs import Pairs
from scheduler.solve.places import place_numbers
from scheduler.solve.rooms import room_classes
from scheduler.solve.screen import demands
from scheduler.solve.seating import Seating
from scheduler.solve.tasks import tasks_of
from scheduler.solve.thin import Sought, nearest

WHOLE = Day(date="1970-01-01", start=-FAR, end=FAR)


class Raw:
    """All that does not depend on which pairs are looked at."""

    def __init__(self, problem: Problem, seats: Ints | None = None) -> None:
        """``seats``: only these get nodes."""
        self.problem, self.crew, self.demands = problem, Crew(problem), demands(problem)
        self.places = place_numbers(problem)
        self.rooms = room_classes(problem, self.places)
        self.looked_at = np.ones(len(self.demands), np.bool_)
        if seats is not None:
            self.looked_at = np.isin(np.arange(len(self.demands)), seats)
        chosen = [d for d in self.demands if self.looked_at[d.index]]
        self.nodes, self.pairs = gather(problem, self.crew, chosen)
        self.days = problem.days or (WHOLE,)
        starts = np.array([d.start for d in self.days], np.int64)
        begins = np.array(self.nodes.start, np.int64)
        self.day_of_node = np.searchsorted(starts, begins, side="right") - 1
        self.seating = Seating(problem, self.crew, self.demands, self.places, self.rooms)

    def near(self) -> Bools:
        """Which pairs are enough for a good plan."""
        seat = np.array(self.nodes.seat, np.int64)
        mine = seat[self.pairs.node]
        sought = Sought(
            np.searchsorted(mine, np.arange(len(self.demands) + 1)),
            self._whereabouts(seat)[self.pairs.node],
            self.pairs,
            np.array([d.duration for d in self.demands], np.float64),
            np.array([minutes_of(self.problem, m) for m in self.problem.members], np.float64),
        )
        return nearest(self.problem, self.places, sought)

    def possible(self) -> Bools:
        """By seat: whether anybody passes its rules, rooms left aside."""
        out = np.zeros(len(self.demands), np.bool_)
        out[self.nodes.seat] = True
        return out

    def _whereabouts(self, seat: Ints) -> Ints:
        """By node the place, 0 where it may be served from home."""
        site = np.array([self.places[d.session.site] for d in self.demands], np.int64)
        bound = np.array([d.needs_room for d in self.demands])
        remote = np.array(self.nodes.remote, np.bool_)
        return np.where(remote & ~bound[seat], 0, site[seat])

    def net_of(self, pairs: Pairs) -> tuple[Candidates, Net]:
        """Candidates of some pairs, and the columns of the inner loops."""
        days = len(self.days)
        found = build_candidates(self.seating, self.nodes, pairs, self.day_of_node, days)
        columns = net_of(self.problem, self.demands, self.places, self.nodes, found, self.days)
        return found, with_gates(columns, found.slot)

    def tasks_of(self, net: Net) -> Tasks:
        """Slots with candidates, or whose member may sleep away."""
        used = np.flatnonzero(np.diff(net.first) > 0)
        lodgers = np.repeat(np.diff(net.stay_ptr) > 0, len(self.days))
        return tasks_of(self.problem, self.days, np.union1d(used, np.flatnonzero(lodgers)))
