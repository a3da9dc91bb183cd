"""The rows of the flow on arcs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from benchmarks.solver.peers.case import Case
from benchmarks.solver.peers.columns import Columns
from scheduler.solve.arrays import FAR
from scheduler.solve.jit import Floats, Ints

Entries = tuple[Ints, Ints, Floats]
"""Row, column, factor."""


class Rows:
    """The master's rows, then flow in and out of each candidate, then the caps of each day."""

    def __init__(self, case: Case, columns: Columns) -> None:
        self.case, self.columns = case, columns
        self.low, self.high = list(case.master.frame.low), list(case.master.frame.high)
        parts = (
            self._of_master(),
            self._of_flow(),
            self._of_days(),
            self._of_spans(),
            self._of_rest(),
            self._of_lunch(),
            self._of_rooms(),
        )
        self.blocks = [block for part in parts for block in part]

    def entries(self) -> Entries:
        rows, columns, factors = (np.concatenate([b[k] for b in self.blocks]) for k in range(3))
        return rows.astype(np.int64), columns.astype(np.int64), factors.astype(np.float64)

    def _of_master(self) -> Iterator[Entries]:
        master, columns = self.case.master, self.columns
        frame = master.frame
        yield np.array(frame.side_row), np.array(frame.side_var), np.array(frame.side_factor)
        owner = np.repeat(columns.all, np.diff(master.stake_ptr))
        yield master.stake_row, columns.use + owner, master.stake_factor
        slots = self.case.slots()
        known = np.flatnonzero(master.row_of_slot[slots] >= 0)
        yield master.row_of_slot[slots[known]], columns.begin + known, np.ones(len(known))
        streaks = [
            (row, columns.begin + c)
            for c, slot in enumerate(slots.tolist())
            for row in master.streak_rows.get(slot, ())
        ]
        table = np.array(streaks, np.int64).reshape(-1, 2)
        yield table[:, 0], table[:, 1], np.ones(len(table))

    def _new(self, number: int, low: float, highs: Floats) -> Ints:
        first = len(self.low)
        self.low += [low] * number
        self.high += highs.tolist()
        return np.arange(first, first + number)

    def _of_flow(self) -> Iterator[Entries]:
        """What begins with a candidate or comes to it, and what ends with it or leaves it."""
        k, arcs = self.columns, self.columns.arcs
        for end, at in ((k.begin, arcs.head), (k.end, arcs.tail)):
            rows = self._new(k.n, 0.0, np.zeros(k.n))
            yield rows, k.use + k.all, np.full(k.n, -1.0)
            yield rows, end + k.all, np.ones(k.n)
            yield rows[at], k.arc + np.arange(len(at)), np.ones(len(at))

    def _of_days(self) -> Iterator[Entries]:
        net, slots = self.case.compiled.net, self.case.slots()
        minutes = (net.end - net.start)[net.node]
        heavy = net.trauma[net.node].astype(np.int64)
        for caps, amount in ((net.minutes_cap, minutes), (net.trauma_cap, heavy)):
            bound = np.flatnonzero(caps < FAR)
            row = np.full(len(caps), -1)
            row[bound] = self._new(len(bound), -np.inf, caps[bound].astype(np.float64))
            mine = np.flatnonzero((row[slots] >= 0) & (amount > 0))
            yield row[slots[mine]], self.columns.use + mine, amount[mine].astype(np.float64)

    def _of_spans(self) -> Iterator[Entries]:
        """Who leaves early is back in time."""
        span = self.case.compiled.net.limits.span
        for begins, ends in self._by_slot():
            times = self.columns.ends.leaves[begins]
            late = self.columns.ends.returns[ends] - span
            for at in np.unique(times[times < late.max(initial=-FAR)]):
                yield self._either(begins[times <= at], ends[late > at])

    def _of_rest(self) -> Iterator[Entries]:
        """Who is back late leaves late on the next day."""
        net, slots = self.case.compiled.net, [*self._by_slot()]
        for slot, (_, ends) in enumerate(slots[:-1]):
            begins = slots[slot + 1][0] if (slot + 1) % net.days else ends[:0]
            times = self.columns.ends.returns[ends] + net.limits.rest
            early = self.columns.ends.leaves[begins]
            for at in np.unique(times[times > early.min(initial=FAR)]):
                yield self._either(begins[early < at], ends[times >= at])

    def _by_slot(self) -> Iterator[tuple[Ints, Ints]]:
        """Candidates that the day may begin with, and end with."""
        k, first = self.columns, self.case.compiled.net.first
        for a, b in pairwise(first):
            mine = np.arange(a, b)[k.kept[a:b]]
            yield mine[k.ends.first[mine] >= 0], mine[k.ends.last[mine] >= 0]

    def _either(self, begins: Ints, ends: Ints) -> Entries:
        """A day does not both begin with one of these and end with one of those."""
        columns = np.concatenate([self.columns.begin + begins, self.columns.end + ends])
        row = self._new(1, -np.inf, np.ones(1))
        return np.repeat(row, len(columns)), columns, np.ones(len(columns))

    def _of_lunch(self) -> Iterator[Entries]:
        """Who leaves before lunch and is back after it eats on an arc or in a session."""
        net, slots, k = self.case.compiled.net, self.case.slots(), self.columns
        if not net.limits.lunch:
            return
        row = self._new(self.case.compiled.slots, -np.inf, np.ones(self.case.compiled.slots))
        meal, fed = np.flatnonzero(net.meal[net.node]), np.flatnonzero(k.arcs.fed)
        day, ends = slots % net.days, k.ends
        early = np.flatnonzero(ends.leaves <= net.lunch_from[day])
        late = np.flatnonzero(ends.returns >= net.lunch_until[day])
        yield row[slots[early]], k.begin + early, np.ones(len(early))
        yield row[slots[late]], k.end + late, np.ones(len(late))
        yield row[slots[meal]], k.use + meal, -np.ones(len(meal))
        yield row[slots[k.arcs.tail[fed]]], k.arc + fed, -np.ones(len(fed))

    def _of_rooms(self) -> Iterator[Entries]:
        """No more in the rooms of a class than there are, whenever somebody comes."""
        net, room = self.case.compiled.net, self.case.compiled.candidates.room
        begin, until = net.busy_from[net.node], net.busy_until[net.node]
        for number, rooms in enumerate(self.case.compiled.rooms):
            mine = np.flatnonzero(room == number)
            for at in np.unique(begin[mine]):
                here = mine[(begin[mine] <= at) & (at < until[mine])]
                row = self._new(1, -np.inf, np.array([float(len(rooms.rooms))]))
                yield np.repeat(row, len(here)), self.columns.use + here, np.ones(len(here))
