"""Which parts keep their plan and which take the new one, so that the whole is never worse."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.spread.standing import Standing


def better_parts(problem: Problem, now: Standing, new: Sequence[Plan]) -> set[int]:
    """Parts whose new plan is to be taken.

    A session that is served and moves ties its two parts: both take the new plan or neither. One
    that nobody serves costs its weight in the part that it is offered to, with either plan.
    """
    before = [p.value for p in now.plans]
    tied = list(range(len(new)))
    served = served_sessions(problem, now.plans)
    for session, weight in _weights(problem, now.offers).items():
        home, goal = now.homes[session], now.offers[session]
        if session in served:
            tied = [tied[home] if t == tied[goal] else t for t in tied]
        else:
            before[home] -= weight
            before[goal] += weight
    gain: Counter[int] = Counter()
    for k, group in enumerate(tied):
        gain[group] += before[k] - new[k].value
    return {k for k, group in enumerate(tied) if gain[group] > 0}


def served_sessions(problem: Problem, plans: Sequence[Plan]) -> set[str]:
    """Sessions some of whose seats are served."""
    session = {s.id: s.session for s in problem.seats}
    return {session[a.seat] for p in plans for a in p.assignments}


def _weights(problem: Problem, sessions: Mapping[str, int]) -> dict[str, int]:
    """What it costs to leave all the seats of these sessions open."""
    by_id = {s.id: s for s in problem.sessions}
    found: dict[str, int] = defaultdict(int)
    for seat in problem.seats:
        if seat.session in sessions and not seat.instead_of:
            found[seat.session] += problem.goals.weight_of(by_id[seat.session])
    return dict(found)
