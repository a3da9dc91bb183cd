"""The referee's own reading of problem and plan: who serves what, and the order of each day."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from scheduler.check.lookups import FOLLOWS, Lookups
from scheduler.check.memory import Memory
from scheduler.check.served import Served, served_of
from scheduler.check.shift import Shift, shift_of
from scheduler.plan import Assignment, Duty, Plan
from scheduler.problem import Problem

OF_PLAN = ("served", "by_day", "by_session", "shifts")


class View(Lookups):
    """Look-ups over one problem and one plan whose ids are known to exist."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan, self.memory = problem, plan, Memory()

    def of(self, plan: Plan) -> View:
        """The same problem with another plan: what the two have in common is reckoned once."""
        return self._with(self.problem, plan)

    def changed(self, problem: Problem) -> View:
        """Another problem with the same plan: what the two have in common is reckoned once."""
        other = self._with(problem, self.plan)
        other.memory = self.memory.kept(self.problem, problem)
        return other

    def part(
        self, assignments: Sequence[Assignment], duties: Sequence[Duty], **tables: Any
    ) -> View:
        """Some rows of the plan and of tables of the problem. Only rules that look at nothing
        else may be asked about it."""
        plan = replace(self.plan, assignments=tuple(assignments), duties=tuple(duties))
        return self._with(replace(self.problem, **tables), plan)

    def _with(self, problem: Problem, plan: Plan) -> View:
        """Look-ups are kept where their tables are the same."""
        other = copy.copy(self)
        other.problem, other.plan = problem, plan
        stale = set(OF_PLAN)
        for table, names in FOLLOWS.items():
            if getattr(problem, table) is not getattr(self.problem, table):
                stale.update(names)
        for name in stale:
            other.__dict__.pop(name, None)
        return other

    @cached_property
    def served(self) -> dict[str, Served]:
        """Seat id to the assignment of it, the last one if there are several."""
        known = self.memory.served
        return {a.seat: known.get(id(a)) or self._served(a) for a in self.plan.assignments}

    def _served(self, a: Assignment) -> Served:
        """Each assignment holds its own place in memory for as long as it is known."""
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
