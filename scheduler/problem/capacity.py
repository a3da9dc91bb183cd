"""How long members may interpret."""

from __future__ import annotations

from scheduler.problem.model import Problem
from scheduler.problem.people import Member

FULL = 480
"""Minutes of a day's work where nothing limits them."""


def week_cap(problem: Problem, member: Member) -> int | None:
    """Minutes that a member may interpret in a week; ``None``: any."""
    own = member.max_week_minutes
    return problem.policy.max_week_minutes if own is None else own


def minutes_of(problem: Problem, member: Member) -> int:
    """Minutes that a member can interpret in the whole horizon, roughly; at least 1."""
    cap, free = week_cap(problem, member), member.available
    weeks = max(1, len({d.week for d in problem.days}))
    known = [] if cap is None else [cap * weeks]
    known += [] if free is None else [sum(b - a for a, b in free)]
    return max(1, min(known, default=FULL * max(1, len(problem.days))))
