"""What a closed border does to the days that cross it: other hours, or the end of the day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from scheduler.check.day_rules import DAY_RULES
from scheduler.check.shift import Shift
from scheduler.check.standing import as_it_is, assignments_of
from scheduler.check.view import View
from scheduler.check.week_rules import rest
from scheduler.events import BorderClosed, Event
from scheduler.excerpt import Slot
from scheduler.plan import Plan


def retimed(view: View, events: Sequence[Event]) -> tuple[View, set[Slot]]:
    """The plan with the hours that days which cross a closed border have now; and those days that
    cannot be any more."""
    shut = {e.border for e in events if isinstance(e, BorderClosed)}
    crossing = [s for s in view.shifts if s.crosses(shut)] if shut else []
    blocked = {_slot(s) for s in crossing if any(True for r in DAY_RULES for _ in r(view, s))}
    moved = _moved(view, [s for s in crossing if _slot(s) not in blocked])
    if not moved:
        return view, blocked
    now = view.of(_with_hours(view.plan, moved))
    tired = _tired(now, {s.member.id for s in moved})
    return now, blocked | {_slot(s) for s in moved if s.member.id in tired}


def _moved(view: View, shifts: Sequence[Shift]) -> list[Shift]:
    """Those whose hours or ways are others than the plan says."""
    told = {(d.member, d.day): d for d in view.plan.duties}
    return [s for s in shifts if as_it_is(told[_slot(s)], s) != told[_slot(s)]]


def _slot(shift: Shift) -> Slot:
    return shift.member.id, shift.day


def _with_hours(plan: Plan, shifts: Sequence[Shift]) -> Plan:
    """The plan with the figures of these shifts."""
    now, given = {_slot(s): s for s in shifts}, [a for s in shifts for a in assignments_of(s)]
    by_seat = {a.seat: a for a in given}
    return replace(
        plan,
        assignments=tuple(by_seat.get(a.seat, a) for a in plan.assignments),
        duties=tuple(
            as_it_is(d, now[d.member, d.day]) if (d.member, d.day) in now else d
            for d in plan.duties
        ),
    )


def _tired(view: View, members: Collection[str]) -> set[str]:
    """Those of the members who have too little rest between two days."""
    plan, p = view.plan, view.problem
    theirs = view.part(
        [a for a in plan.assignments if a.member in members],
        [d for d in plan.duties if d.member in members],
        commitments=tuple(c for c in p.commitments if c.member in members),
    )
    return {member for v in rest(theirs) for member in v.members}
