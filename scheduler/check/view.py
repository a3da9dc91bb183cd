"""The referee's own reading of problem and plan: who serves what, and the order of each day."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from scheduler.check.lookups import Lookups
from scheduler.check.memory import Memory
from scheduler.check.served import Served, served_of
from scheduler.check.shift import Shift, shift_of
from scheduler.plan import Assignment, Duty, Plan
from scheduler.problem import Problem

CACHED = ("served", "by_day", "by_session", "shifts")
"""What follows from the plan."""
Unit = TypeVar("Unit", Served, Shift)
T = TypeVar("T")


class View(Lookups):
    """Look-ups over one problem and one plan whose ids are known to exist."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        super().__init__(problem)
        self.plan = plan
        self.memory = Memory()

    def of(self, plan: Plan) -> View:
        """The same problem with another plan: what the two have in common is reckoned once."""
        other = copy.copy(self)
        for name in CACHED:
            other.__dict__.pop(name, None)
        other.plan = plan
        return other

    def changed(self, problem: Problem) -> View:
        """Another problem with the same plan: what the two have in common is reckoned once."""
        other = View(problem, self.plan)
        other.memory = self.memory.kept(self.problem, problem)
        return other

    def once(self, reckon: Callable[[View, Unit], T], unit: Unit) -> T:
        """What follows from the problem and one seat or day alone, found once for all plans."""
        known = self.memory.found.setdefault(reckon, {})
        if id(unit) not in known:
            known[id(unit)] = unit, reckon(self, unit)
        found: T = known[id(unit)][1]  # type: ignore[assignment]
        return found

    @cached_property
    def served(self) -> dict[str, Served]:
        """Seat id to the first assignment of it."""
        served: dict[str, Served] = {}
        for assignment in self.plan.assignments:
            served.setdefault(assignment.seat, self._served(assignment))
        return served

    def _served(self, a: Assignment) -> Served:
        """Each assignment holds its own place in memory for as long as it is known."""
        found = self.memory.served.get(id(a))
        if found is None:
            found = self.memory.served[id(a)] = served_of(self, a)
        return found

    @cached_property
    def by_day(self) -> dict[tuple[str, int], list[Served]]:
        """Member and day to what they serve, in order of time."""
        days: dict[tuple[str, int], list[Served]] = defaultdict(list)
        for s in sorted(self.served.values(), key=lambda s: (s.busy_from, s.busy_until)):
            days[s.member.id, s.day].append(s)
        return dict(days)

    @cached_property
    def by_session(self) -> dict[str, list[Served]]:
        """Session to what is served of it."""
        sessions: dict[str, list[Served]] = defaultdict(list)
        for s in self.served.values():
            sessions[s.session.id].append(s)
        return sessions

    @cached_property
    def shifts(self) -> list[Shift]:
        """Every duty, reckoned from the raw problem."""
        return [self._shift(d) for d in sorted(self.plan.duties, key=lambda d: (d.member, d.day))]

    def _shift(self, duty: Duty) -> Shift:
        served = tuple(self.by_day.get((duty.member, duty.day), ()))
        _, known = self.memory.shifts.get(id(duty), (duty, None))
        if known is None or not _same(known.served, served):
            known = shift_of(self, duty, served)
            self.memory.shifts[id(duty)] = duty, known
        return known


def _same(one: tuple[Served, ...], other: tuple[Served, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
