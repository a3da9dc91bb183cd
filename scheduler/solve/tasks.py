"""Slots to price: where a member's commitments outside the problem leave room."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from scheduler.problem import Commitment, Day, Problem
from scheduler.solve.arrays import FAR
from scheduler.solve.duals import Tasks, some_of
from scheduler.solve.jit import Ints


def tasks_of(problem: Problem, days: tuple[Day, ...], slots: Ints) -> Tasks:
    """For each slot one task, or one for each gap between commitments of the same date."""
    fixed: dict[str, list[Commitment]] = defaultdict(list)
    for c in problem.commitments:
        fixed[c.member].append(c)
    rows = []
    for slot in slots:
        member, day = problem.members[slot // len(days)], days[slot % len(days)]
        for start, end in _gaps(fixed.get(member.id, []), day, problem.policy.min_rest):
            rows.append((int(slot), start, end))
    table = np.array(rows, np.int64).reshape(-1, 3)
    columns = table[:, 0].copy(), table[:, 1].copy(), table[:, 2].copy()
    return Tasks(*columns, np.zeros(len(rows)))


def on_slots(tasks: Tasks, slots: Ints) -> Tasks:
    """Those of the tasks that are about these slots."""
    return some_of(tasks, np.flatnonzero(np.isin(tasks.slot, slots)))


def windows_of(tasks: Tasks) -> dict[int, list[tuple[int, int]]]:
    """Slot to the stretches in which its work may lie."""
    windows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for slot, start, end in zip(*(column.tolist() for column in tasks[:3]), strict=True):
        windows[slot].append((start, end))
    return dict(windows)


def _gaps(fixed: list[Commitment], day: Day, rest: int) -> list[tuple[int, int]]:
    """Stretches in which the day's work may lie: none of a commitment, nor of the rest around one
    of another date."""
    blocked = []
    for c in fixed:
        margin = 0 if c.date and c.date == day.date else rest
        blocked.append((c.start - margin, c.end + margin))
    gaps, free = [], -FAR
    for start, end in [*sorted(blocked), (FAR, FAR)]:
        if free < start and free < day.end and start > day.start:
            gaps.append((free, start))
        free = max(free, end)
    return gaps
