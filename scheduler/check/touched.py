"""What sets a plan apart from another one: the members, sessions and rooms it may be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from scheduler.check.memory import TABLES, other_borders
from scheduler.check.view import View
from scheduler.plan import Assignment

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Touched:
    """Whatever is about nobody and nothing of these is the same in both plans."""

    members: frozenset[str]
    sessions: frozenset[str]
    rooms: frozenset[str]

    def of_members(self, view: View) -> View:
        """These members alone: all that they do."""
        plan, p = view.plan, view.problem
        return view.part(
            [a for a in plan.assignments if a.member in self.members],
            [d for d in plan.duties if d.member in self.members],
            pairings=tuple(x for x in p.pairings if x.member in self.members),
            commitments=tuple(c for c in p.commitments if c.member in self.members),
        )

    def of_sessions(self, view: View) -> View:
        """These sessions alone: all their seats, whoever serves them."""
        p = view.problem
        seats = {s.id: s for s in p.seats if s.session in self.sessions}
        return view.part(
            [a for a in view.plan.assignments if a.seat in seats],
            [],
            seats=tuple(seats.values()),
            pins=tuple(x for x in p.pins if x.seat in seats),
            confirmed=tuple(c for c in p.confirmed if c.seat in seats),
        )

    def of_rooms(self, view: View) -> View:
        """These rooms alone: whoever is in them."""
        return view.part([a for a in view.plan.assignments if a.room in self.rooms], [])


def touched(before: View, now: View) -> Touched | None:
    """``None`` where everything may be another. No seat is given out twice, no day told twice."""
    old, new = before.problem, now.problem
    if any(getattr(old, t) is not getattr(new, t) for t in TABLES):
        return None
    sessions = _sessions(before, now)
    about = [*_of_sessions(before, sessions), *_of_sessions(now, sessions)]
    members = {a.member for a in about}
    members |= {d.member for d in _differing(before.plan.duties, now.plan.duties)}
    members |= {m.id for m in _differing(old.members, new.members)}
    members |= {r.member for r in _differing(old.recusals, new.recusals)}
    shut = other_borders(old, new)
    members |= {s.member.id for s in before.shifts if s.crosses(shut)} if shut else set()
    rooms = {a.room for a in about if a.room}
    return Touched(frozenset(members), frozenset(sessions), frozenset(rooms))


def _sessions(before: View, now: View) -> set[str]:
    """Those of which a row, a seat, a promise or an assignment is another."""
    old, new = before.problem, now.problem
    seats = {
        *(s.id for s in _differing(old.seats, new.seats)),
        *(p.seat for p in _differing(old.pins, new.pins)),
        *(c.seat for c in _differing(old.confirmed, new.confirmed)),
        *(a.seat for a in _differing(before.plan.assignments, now.plan.assignments)),
    }
    found = {s.id for s in _differing(old.sessions, new.sessions)}
    for view in (before, now):
        found |= {view.seats[x].session for x in seats if x in view.seats}
    return found


def _of_sessions(view: View, sessions: set[str]) -> list[Assignment]:
    seats = {s.id for s in view.problem.seats if s.session in sessions}
    return [a for a in view.plan.assignments if a.seat in seats]


def _differing(before: Sequence[Row], now: Sequence[Row]) -> set[Row]:
    """Rows that only one of the two has. Those that are the same objects need no comparison."""
    if before is now:
        return set()
    old, new = {id(x): x for x in before}, {id(x): x for x in now}
    gone = {old[k] for k in old.keys() - new.keys()}
    return gone ^ {new[k] for k in new.keys() - old.keys()}
