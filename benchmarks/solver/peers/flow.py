"""The problem as a flow on arcs: one model for HiGHS and CP-SAT.

Columns: side variables of the master (uncovered seats, overload, balance, ...), then for each
candidate whether it is used, begins a day, ends a day, then one for each arc. All rows of the
master hold, and for each day its minutes, trauma-heavy seats, lunch and host rooms. Not in the
model: nights away, spans, rest, remote minutes in a row, gaps between commitments. The plan is
mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.solver.peers.arcs import Arcs, arcs_of
from benchmarks.solver.peers.case import Case
from scheduler.solve.arrays import FAR
from scheduler.solve.jit import Bools, Floats, Ints

Entries = tuple[Ints, Ints, Floats]
"""Row, column, factor."""


@dataclass(slots=True)
class Flow:
    """``low <= A x <= high``, ``0 <= x <= upper``, least cost."""

    low: Floats
    high: Floats
    cost: Floats
    upper: Floats
    whole: Bools
    entries: Entries
    start: Floats
    """The greedy plan; side variables other than of seats are left at 0."""
    used: slice
    """Columns of the candidates."""


def flow_of(case: Case, most: int) -> Flow:
    """The model; refused where there are more than ``most`` arcs."""
    arcs = arcs_of(case.compiled.net, most)
    columns = _Columns(case, arcs)
    rows = _Rows(case, columns)
    return Flow(
        np.array(rows.low),
        np.array(rows.high),
        columns.cost(),
        columns.upper(),
        columns.whole(),
        rows.entries(),
        columns.start(),
        slice(columns.use, columns.begin),
    )


class _Columns:
    """Where each kind of column begins."""

    def __init__(self, case: Case, arcs: Arcs) -> None:
        self.case, self.arcs, self.net = case, arcs, case.compiled.net
        self.frame, self.n = case.master.frame, len(case.compiled.net.node)
        self.use = len(self.frame.cost)
        self.begin, self.end = self.use + self.n, self.use + 2 * self.n
        self.arc = self.use + 3 * self.n
        self.total = self.arc + len(arcs.tail)
        self.all = np.arange(self.n)

    def cost(self) -> Floats:
        arcs = self.arcs
        parts = self.frame.cost, self.net.cost, arcs.first, arcs.last, arcs.cost
        return np.concatenate([np.maximum(p, 0) if k in (2, 3) else p for k, p in enumerate(parts)])

    def upper(self) -> Floats:
        row = self.case.master.row_of_slot[self.case.slots()]
        ends = [(x >= 0) & (row >= 0) for x in (self.arcs.first, self.arcs.last)]
        ones = np.ones(self.n), *ends, np.ones(len(self.arcs.tail))
        return np.concatenate([self.frame.upper, *ones])

    def whole(self) -> Bools:
        of_side = np.array(self.frame.whole, np.bool_)
        of_side[[*self.frame.uncovered.values()]] = True
        return np.concatenate([of_side, np.ones(self.total - self.use, np.bool_)])

    def start(self) -> Floats:
        x, seats = np.zeros(self.total), self.case.seats_of(self.case.greedy)
        served = set(self.net.seat[self.net.node[seats]].tolist())
        open_seats = [v for seat, v in self.frame.uncovered.items() if seat not in served]
        x[open_seats] = 1.0
        x[self.use + np.array(seats, np.int64)] = 1.0
        arc = {
            pair: k
            for k, pair in enumerate(
                zip(self.arcs.tail.tolist(), self.arcs.head.tolist(), strict=True)
            )
        }
        for r in self.case.greedy:
            if r.seats:
                x[[self.begin + r.seats[0], self.end + r.seats[-1]]] = 1.0
                pairs = zip(r.seats, r.seats[1:], strict=False)
                x[[self.arc + arc[p] for p in pairs if p in arc]] = 1.0
        return x


class _Rows:
    """The master's rows, then flow in and out of each candidate, then the caps of each day."""

    def __init__(self, case: Case, columns: _Columns) -> None:
        self.case, self.columns = case, columns
        self.low, self.high = list(case.master.frame.low), list(case.master.frame.high)
        parts = (
            self._of_master(),
            self._of_flow(),
            self._of_days(),
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

    def _of_lunch(self) -> Iterator[Entries]:
        """Who leaves before lunch and is back after it eats on an arc or in a session."""
        net, slots, k = self.case.compiled.net, self.case.slots(), self.columns
        if not net.limits.lunch:
            return
        row = self._new(self.case.compiled.slots, -np.inf, np.ones(self.case.compiled.slots))
        meal, fed = np.flatnonzero(net.meal[net.node]), np.flatnonzero(k.arcs.fed)
        early, late = np.flatnonzero(k.arcs.early), np.flatnonzero(k.arcs.late)
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
