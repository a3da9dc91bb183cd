"""A member on trial in a seat: the problem as far as it concerns them, and what bars them."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler import plan as scheduler
from scheduler.check import Report
from scheduler.problem import Member, Problem, Seat

#: Whether a session is whole is decided when somebody confirms.
TOGETHER = frozenset({"beside", "chain_all_or_none", "chain_or_direct", "pins_kept"})


def is_barred(report: Report, seat: Seat) -> bool:
    """Whether a rule is broken that speaks of the seat, or of no seat at all."""
    broken = (v for v in report.violations if v.rule not in TOGETHER)
    return any(not v.seats or seat.id in v.seats for v in broken)


def excerpt(
    problem: Problem, seat: Seat | None, member: Member, rows: Sequence[scheduler.Assignment]
) -> Problem:
    """The problem as far as it concerns one member: small, because it is asked many times."""
    seats = {a.seat for a in rows}
    own = {seat.id} if seat else set()
    kept = tuple(s for s in problem.seats if s.id in seats)
    sessions = {s.session for s in kept}
    return replace(
        problem,
        sessions=tuple(s for s in problem.sessions if s.id in sessions),
        seats=kept,
        members=(member,),
        pins=tuple(p for p in problem.pins if p.seat in seats - own),
        confirmed=(),
        recusals=tuple(r for r in problem.recusals if r.member == member.id),
        pairings=tuple(p for p in problem.pairings if p.member == member.id),
        commitments=tuple(c for c in problem.commitments if c.member == member.id),
    )


def moved(problem: Problem, seat: Seat, start: int) -> Problem:
    """The same with the seat's session at another time."""
    sessions = (
        replace(s, start=start, latest_start=None) if s.id == seat.session else s
        for s in problem.sessions
    )
    return replace(problem, sessions=tuple(sessions))
