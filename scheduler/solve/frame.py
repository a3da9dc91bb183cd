"""The rows that tie days together: the fixed part of the master problem.

Rows hold coverage, chains, teams, weeks, caps and balance; *side* variables are everything that
is not a route: uncovered seats, chains in use, starts of sessions, overload, imbalance.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from scheduler.solve.compile import Compiled
from scheduler.solve.jit import Floats, Ints

PINNED = 20_000_000_000
"""Weight of a pinned seat: more than ten seats with a deadline set by law."""


@dataclass(slots=True)
class Frame:
    """Rows ``low <= a x <= high`` and side variables ``0 <= x <= upper``; costs in cents."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    side_var: list[int] = field(default_factory=list)
    side_row: list[int] = field(default_factory=list)
    side_factor: list[float] = field(default_factory=list)
    constant: int = 0
    """Cost no plan can avoid."""
    cover: set[int] = field(default_factory=set)
    """Rows of seats: in the linear relaxation more than one is allowed."""
    weeks: set[int] = field(default_factory=set)
    """Rows of the minutes of a member's week."""
    uncovered: dict[int, int] = field(default_factory=dict)
    """Seat to its side variable."""

    def row(self, low: float, high: float) -> int:
        """A new row."""
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def var(
        self, cost: float, upper: float, entries: list[tuple[int, float]], *, whole: bool = False
    ) -> int:
        """A new side variable with its coefficients."""
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        number = len(self.cost) - 1
        for row, factor in entries:
            self.side_var.append(number)
            self.side_row.append(row)
            self.side_factor.append(factor)
        return number


class Stakes:
    """Coefficients of candidates in rows, gathered block by block."""

    def __init__(self) -> None:
        self.blocks: list[tuple[Ints, Ints, Floats]] = []

    def add(self, candidates: Ints, rows: Ints, factors: Floats) -> None:
        """Entries of a block of candidates."""
        self.blocks.append((candidates, rows, factors))

    def matrix(self, n: int) -> tuple[Ints, Ints, Floats]:
        """Rows of each candidate: pointer, row, factor."""
        empty = np.zeros(0, np.int64)
        c, r, f = (np.concatenate([b[k] for b in self.blocks] or [empty]) for k in range(3))
        order = np.argsort(c, kind="stable")
        ptr = np.searchsorted(c[order], np.arange(n + 1))
        return ptr, r[order].astype(np.int64), f[order].astype(np.float64)


def coverage_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> Ints:
    """Each seat served once, by one chain, or left uncovered. Returns the row of each seat."""
    row_of_seat = np.full(len(compiled.demands), -1, np.int64)
    chains: dict[str, list[int]] = defaultdict(list)
    for d in compiled.demands:
        row_of_seat[d.index] = frame.row(0.0, 0.0) if d.seat.chain else frame.row(1.0, 1.0)
        frame.cover.add(int(row_of_seat[d.index]))
        if d.seat.chain:
            chains[d.seat.chain].append(d.index)
        else:
            frame.uncovered[d.index] = frame.var(
                seat_weight(compiled, d.index), 1.0, [(int(row_of_seat[d.index]), 1.0)]
            )
    by_id = {d.seat.id: d.index for d in compiled.demands}
    for legs in chains.values():
        _chain(compiled, frame, stakes, row_of_seat, legs, by_id)
    seats = compiled.net.seat[compiled.net.node]
    everyone = np.arange(len(seats))
    stakes.add(everyone, row_of_seat[seats], np.ones(len(seats)))
    return row_of_seat


def _chain(
    compiled: Compiled,
    frame: Frame,
    stakes: Stakes,
    row_of_seat: Ints,
    legs: list[int],
    by_id: dict[str, int],
) -> None:
    """All legs or none; a chain on its own counts its legs, else it serves the direct seat."""
    seats = [compiled.demands[x].seat for x in legs]
    entries = [(int(row_of_seat[x]), -1.0) for x in legs]
    direct = {s.instead_of for s in seats if s.instead_of}
    entries.extend((int(row_of_seat[by_id[seat]]), 1.0) for seat in direct)
    if not direct:
        weight = sum(seat_weight(compiled, x) for x in legs)
        whole = frame.row(1.0, 1.0)
        missing = frame.var(weight, 1.0, [(whole, 1.0)])
        entries.append((whole, 1.0))
        frame.uncovered.update(dict.fromkeys(legs, missing))
    change, lost = compiled.problem.goals.change, 0
    if direct:
        confirmed = {c.seat for c in compiled.problem.confirmed}
        lost = change * sum(s.id in confirmed for s in seats)
        frame.constant += lost
        lost -= change * sum(s in confirmed for s in direct)
    used = frame.var(-float(lost), 1.0, entries, whole=True)
    limit = compiled.problem.policy.max_relay_remote
    if limit is not None:
        row = frame.row(-np.inf, float(limit))
        node_seat = compiled.net.seat[compiled.net.node]
        remote = np.flatnonzero(np.isin(node_seat, legs) & compiled.net.remote[compiled.net.node])
        stakes.add(remote, np.full(len(remote), row), np.ones(len(remote)))
    frame.upper[used] = float(all(_served(compiled, x) for x in legs))


def _served(compiled: Compiled, seat: int) -> bool:
    return bool((compiled.net.seat[compiled.net.node] == seat).any())


def seat_weight(compiled: Compiled, seat: int) -> int:
    """What it costs to leave the seat uncovered, lost confirmations included."""
    d, goals = compiled.demands[seat], compiled.problem.goals
    if d.pin is not None:
        return PINNED
    s = d.session
    weight = (
        goals.statutory
        if s.statutory
        else (goals.coverage[min(s.priority, len(goals.coverage) - 1)])
    )
    confirmed = any(c.seat == d.seat.id for c in compiled.problem.confirmed)
    return weight + goals.change * confirmed


def beside_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    """A mediator beside an interpreter: no seat without the other."""
    by_id = {d.seat.id: d.index for d in compiled.demands}
    node_seat = compiled.net.seat[compiled.net.node]
    for d in compiled.demands:
        if d.seat.beside and d.pin is None:
            row = frame.row(-np.inf, 1.0)
            mine = np.flatnonzero(node_seat == d.index)
            stakes.add(mine, np.full(len(mine), row), np.ones(len(mine)))
            other = frame.uncovered[by_id[d.seat.beside]]
            frame.side_var.append(other)
            frame.side_row.append(row)
            frame.side_factor.append(1.0)


def start_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    """Seats of one session with several starts all take the same start."""
    seats: dict[str, list[int]] = defaultdict(list)
    for d in compiled.demands:
        seats[d.session.id].append(d.index)
    node_seat, node_start = compiled.net.seat, compiled.net.start
    for group in seats.values():
        starts = compiled.demands[group[0]].starts
        if len(group) == 1 or len(starts) == 1:
            continue
        one = frame.row(-np.inf, 1.0)
        for start in starts:
            rows = {x: frame.row(-np.inf, 0.0) for x in group}
            frame.var(0.0, 1.0, [(one, 1.0), *((r, -1.0) for r in rows.values())], whole=True)
            for x, row in rows.items():
                at = np.flatnonzero((node_seat == x) & (node_start == start))
                mine = np.flatnonzero(np.isin(compiled.net.node, at))
                stakes.add(mine, np.full(len(mine), row), np.ones(len(mine)))


def week_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    """Minutes of a member's week, with overload above the fair share; trauma-heavy seats."""
    p, net, c = compiled.problem, compiled.net, compiled.candidates
    weeks = sorted({d.week for d in compiled.days})
    week_of_day = np.array([weeks.index(d.week) for d in compiled.days], np.int64)
    group = c.member * len(weeks) + week_of_day[c.slot % net.days]
    length = (net.end - net.start)[c.node]
    fixed: dict[tuple[str, str], tuple[int, int]] = {}
    for x in p.commitments:
        a, b = fixed.get((x.member, x.week), (0, 0))
        fixed[x.member, x.week] = a + x.minutes, b + x.trauma
    rows = np.full(len(p.members) * len(weeks), -1, np.int64)
    heavy_rows = rows.copy()
    for g in np.unique(group):
        m, week = p.members[g // len(weeks)], weeks[g % len(weeks)]
        minutes, heavy = fixed.get((m.id, week), (0, 0))
        rows[g] = _minutes_row(compiled, frame, m.max_week_minutes, m.fair_minutes, minutes)
        frame.weeks.add(int(rows[g]))
        if p.policy.max_trauma_week is not None:
            heavy_rows[g] = frame.row(-np.inf, float(max(0, p.policy.max_trauma_week - heavy)))
    frame.weeks.discard(-1)
    for table, factor, among in (
        (rows, length, np.ones(len(length), np.bool_)),
        (heavy_rows, np.ones(len(length)), net.trauma[c.node]),
    ):
        mine = np.flatnonzero((table[group] >= 0) & among)
        stakes.add(mine, table[group[mine]], factor[mine].astype(np.float64))


def _minutes_row(
    compiled: Compiled, frame: Frame, cap: int | None, fair: int | None, fixed: int
) -> int:
    """One member's week; -1 when nothing binds."""
    cap = compiled.problem.policy.max_week_minutes if cap is None else cap
    if fair is None:
        return -1 if cap is None else frame.row(-np.inf, float(max(0, cap - fixed)))
    limit = float(max(0, (fair if cap is None else min(fair, cap)) - fixed))
    row = frame.row(-np.inf, limit)
    room = _all_minutes(compiled) if cap is None else cap - fixed - limit
    frame.var(float(compiled.problem.goals.overload), max(0.0, float(room)), [(row, -1.0)])
    return row


def _all_minutes(compiled: Compiled) -> int:
    return sum(d.duration for d in compiled.demands)


def balance_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    """Minutes lent between each pair of countries."""
    p, net, c = compiled.problem, compiled.net, compiled.candidates
    if not p.goals.balance:
        return
    lender = np.array([m.country for m in p.members])[c.member]
    borrower = np.array([d.session.country for d in compiled.demands])[net.seat[c.node]]
    length = (net.end - net.start)[c.node].astype(np.float64)
    history: dict[tuple[str, str], int] = defaultdict(int)
    for x in p.lent:
        a, b = sorted((x.lender, x.borrower))
        history[a, b] += x.minutes if x.lender == a else -x.minutes
    names = sorted({*lender.tolist(), *borrower.tolist(), *(x for k in history for x in k)} - {""})
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            row = frame.row(-float(history[a, b]), -float(history[a, b]))
            most = float(_all_minutes(compiled) + abs(history[a, b]))
            for factor in (-1.0, 1.0):
                frame.var(float(p.goals.balance), most, [(row, factor)])
            for one, other, sign in ((a, b, 1.0), (b, a, -1.0)):
                mine = np.flatnonzero((lender == one) & (borrower == other))
                stakes.add(mine, np.full(len(mine), row), sign * length[mine])


def pair_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    """Caps on the meetings of a member and an officer; never both sides of one case."""
    c, index = compiled.candidates, compiled.crew.index
    sessions = [d.session for d in compiled.demands]
    officers = np.array([s.officer for s in sessions])[compiled.net.seat[c.node]]
    for pair in compiled.problem.pairings:
        if pair.at_most is not None:
            mine = np.flatnonzero((c.member == index[pair.member]) & (officers == pair.officer))
            row = frame.row(-np.inf, float(max(0, pair.at_most)))
            stakes.add(mine, np.full(len(mine), row), np.ones(len(mine)))
    _sides(compiled, frame, stakes)


def _sides(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    c = compiled.candidates
    sides: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for d in compiled.demands:
        if d.session.case and d.session.side:
            sides[d.session.case][d.session.side].append(d.index)
    node_seat = compiled.net.seat[c.node]
    for case in sides.values():
        for one in case.get("applicant", ()):
            for other in case.get("authority", ()):
                both = np.isin(node_seat, (one, other))
                for member in np.unique(c.member[both]):
                    mine = np.flatnonzero(both & (c.member == member))
                    row = frame.row(-np.inf, 1.0)
                    stakes.add(mine, np.full(len(mine), row), np.ones(len(mine)))


def consecutive_rows(compiled: Compiled, frame: Frame) -> dict[int, list[int]]:
    """Days worked in a row; returns the rows each slot's routes with seats belong to."""
    limit, rows_of_slot = compiled.problem.policy.max_consecutive_days, defaultdict(list)
    if limit is None:
        return {}
    index = {dt.date.fromisoformat(d.date).toordinal(): k for k, d in enumerate(compiled.days)}
    fixed: dict[int, set[int]] = defaultdict(set)
    for c in compiled.problem.commitments:
        if c.date:
            fixed[compiled.crew.index[c.member]].add(dt.date.fromisoformat(c.date).toordinal())
    for member in range(len(compiled.problem.members)):
        for first in range(min(index) - limit, max(index) + 1):
            window = range(first, first + limit + 1)
            worked = sum(day in fixed[member] for day in window)
            slots = [
                member * len(compiled.days) + index[day]
                for day in window
                if day in index and day not in fixed[member]
            ]
            if slots and worked + len(slots) > limit:
                row = frame.row(-np.inf, float(max(0, limit - worked)))
                for slot in slots:
                    rows_of_slot[slot].append(row)
    return dict(rows_of_slot)
