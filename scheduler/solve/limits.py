"""What a day may hold: limits for everybody, and what is left of them in each slot."""

from __future__ import annotations

import numpy as np

from scheduler.problem import Day, Problem, week_cap
from scheduler.solve.arrays import FAR, Limits
from scheduler.solve.jit import Ints


def limits_of(problem: Problem) -> Limits:
    """The limits for everybody."""
    p = problem.policy

    def far(limit: int | None) -> int:
        return FAR if limit is None else limit

    return Limits(
        p.travel_buffer,
        p.break_minutes,
        far(p.max_continuous_remote),
        p.remote_reset,
        far(p.max_span),
        p.min_rest,
        far(p.max_one_way),
        p.lunch_minutes or 0,
    )


def daily_caps(problem: Problem, days: tuple[Day, ...], what: str) -> Ints:
    """For each slot: minutes or trauma-heavy seats still allowed that day."""
    policy, fixed = problem.policy, committed(problem, "date", what)
    out = []
    for m in problem.members:
        cap = policy.max_trauma_day
        if what == "minutes":
            cap = policy.max_day_minutes if m.max_day_minutes is None else m.max_day_minutes
        out += [FAR if cap is None else max(0, cap - fixed.get((m.id, d.date), 0)) for d in days]
    return np.array(out, np.int64)


def committed(problem: Problem, when: str, what: str) -> dict[tuple[str, str], int]:
    """By member and ``date`` or ``week``: ``minutes`` or ``trauma``-heavy seats of commitments."""
    fixed = dict[tuple[str, str], int]()
    for c in problem.commitments:
        key = c.member, getattr(c, when)
        fixed[key] = fixed.get(key, 0) + getattr(c, what)
    return fixed


def weekly_caps(problem: Problem, weeks: list[str], what: str) -> Ints:
    """``[member, week]``: minutes or trauma-heavy seats still allowed."""
    fixed = committed(problem, "week", what)
    caps = np.full((len(problem.members), len(weeks)), FAR)
    for i, m in enumerate(problem.members):
        cap = week_cap(problem, m) if what == "minutes" else problem.policy.max_trauma_week
        if cap is not None:
            caps[i] = [max(0, cap - fixed.get((m.id, week), 0)) for week in weeks]
    return caps
