"""Rows that tie days together: weeks, balance between countries, pairs, days in a row."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import numpy as np

from scheduler.problem import week_cap
from scheduler.solve.compile import Compiled
from scheduler.solve.frame import Frame, Stakes
from scheduler.solve.jit import Ints
from scheduler.solve.limits import committed, weekly_caps


def weeks_of(compiled: Compiled) -> tuple[list[str], Ints]:
    """The weeks in order, and by day the number of its week."""
    weeks = sorted({d.week for d in compiled.days})
    return weeks, np.array([weeks.index(d.week) for d in compiled.days], np.int64)


def week_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    """Minutes of a member's week, with overload above the fair share; trauma-heavy seats."""
    p, net, c = compiled.problem, compiled.net, compiled.candidates
    weeks, week_of_day = weeks_of(compiled)
    group = c.member * len(weeks) + week_of_day[c.slot % net.days]
    length = (net.end - net.start)[c.node]
    fixed, heavy = committed(p, "week", "minutes"), weekly_caps(p, weeks, "trauma").ravel()
    rows = np.full(len(p.members) * len(weeks), -1, np.int64)
    heavy_rows = rows.copy()
    for g in np.unique(group):
        m, week = p.members[g // len(weeks)], weeks[g % len(weeks)]
        minutes = fixed.get((m.id, week), 0)
        rows[g] = _minutes_row(compiled, frame, week_cap(p, m), m.fair_minutes, minutes)
        frame.weeks[int(rows[g])] = int(g)
        if p.policy.max_trauma_week is not None:
            heavy_rows[g] = frame.row(-np.inf, float(heavy[g]))
    frame.weeks.pop(-1, None)
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
    lender = np.array([m.country for m in p.members])
    borrower = np.array([d.session.country for d in compiled.demands])
    seat = net.seat[c.node]
    length = (net.end - net.start)[c.node].astype(np.float64)
    history: dict[tuple[str, str], int] = defaultdict(int)
    for x in p.lent:
        a, b = sorted((x.lender, x.borrower))
        history[a, b] += x.minutes if x.lender == a else -x.minutes
    lend, borrow = lender[np.unique(c.member)].tolist(), borrower[np.unique(seat)].tolist()
    names = sorted({*lend, *borrow, *(x for k in history for x in k)} - {""})
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            row = frame.row(-float(history[a, b]), -float(history[a, b]))
            most = float(_all_minutes(compiled) + abs(history[a, b]))
            for factor in (-1.0, 1.0):
                frame.var(float(p.goals.balance), most, [(row, factor)])
            for one, other, sign in ((a, b, 1.0), (b, a, -1.0)):
                mine = np.flatnonzero((lender == one)[c.member] & (borrower == other)[seat])
                stakes.add(mine, np.full(len(mine), row), sign * length[mine])


def pair_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    """Caps on the meetings of a member and an officer; never both sides of one case."""
    c, index = compiled.candidates, compiled.crew.index
    seats: dict[str, list[int]] = defaultdict(list)
    for d in compiled.demands:
        seats[d.session.officer].append(d.index)
    for pair in compiled.problem.pairings:
        if pair.at_most is not None:
            mine = _of_seats(compiled, seats[pair.officer])
            mine = mine[c.member[mine] == index[pair.member]]
            row = frame.row(-np.inf, float(max(0, pair.at_most)))
            stakes.add(mine, np.full(len(mine), row), np.ones(len(mine)))
    _sides(compiled, frame, stakes)


def _of_seats(compiled: Compiled, seats: list[int]) -> Ints:
    """Candidates of some seats."""
    none = np.zeros(0, np.int64)
    return np.concatenate([none, *(compiled.candidates_of(x) for x in seats)])


def _sides(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    c = compiled.candidates
    sides: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for d in compiled.demands:
        if d.session.case and d.session.side:
            sides[d.session.case][d.session.side].append(d.index)
    for case in sides.values():
        for one in case.get("applicant", ()):
            for other in case.get("authority", ()):
                both = _of_seats(compiled, [one, other])
                for member in np.unique(c.member[both]):
                    mine = both[c.member[both] == member]
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
