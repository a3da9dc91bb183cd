"""The referee's own reading of problem and plan: look-ups and the order of each day."""

from __future__ import annotations

import copy
import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from scheduler.check.lookups import FOLLOWS, Lookups
from scheduler.check.memory import Memory
from scheduler.check.roads import Way
from scheduler.plan import Assignment, Duty, Plan
from scheduler.problem import (
    REMOTE,
    Member,
    Problem,
    ProcedurePolicy,
    Seat,
    Session,
)


@dataclass(frozen=True, slots=True)
class Served:
    """One assignment with everything it refers to."""

    assignment: Assignment
    seat: Seat
    session: Session
    member: Member
    policy: ProcedurePolicy | None
    day: int
    start: int
    end: int
    busy_from: int
    """The link test begins."""
    busy_until: int
    """Signature and debrief are done."""
    place: str

    @property
    def remote(self) -> bool:
        return self.assignment.modality in REMOTE

    @property
    def minutes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Shift:
    """One member's day as the referee reckons it."""

    member: Member
    day: int
    served: tuple[Served, ...]
    starts_at: str
    sleeps_at: str
    ways: tuple[Way | None, ...]
    """To each seat, then to the place of sleep."""
    leaves: int
    returns: int


OF_PLAN = ("served", "by_day", "by_session", "shifts")


def _same(one: tuple[Served, ...], other: tuple[Served, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


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
        seat = self.seats[a.seat]
        session, member = self.sessions[seat.session], self.members[a.member]
        policy = self.policies.get((session.country, session.procedure))
        remote = a.modality in REMOTE
        end = a.start + self.duration(seat)
        numbers = self.problem.policy
        after = (numbers.debrief_minutes if session.trauma else 0) + (
            policy.remote_extra if policy is not None and remote else 0
        )
        place = session.site if not remote else member.home
        if remote and a.room:
            place = self.rooms[a.room][0]
        before = numbers.link_test_minutes if remote else 0
        # An assignment holds its own place in memory for as long as it is known.
        found = self.memory.served[id(a)] = Served(
            a,
            seat,
            session,
            member,
            policy,
            self.day_of(a.start),
            a.start,
            end,
            a.start - before,
            end + after,
            place,
        )
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
            known = self._reckon(duty, served)
            self.memory.shifts[id(duty)] = duty, known
        return known

    def _reckon(self, duty: Duty, served: tuple[Served, ...]) -> Shift:
        member = self.members[duty.member]
        if not served:
            way = self.roads.after(duty.starts_at, duty.sleeps_at, duty.leaves)
            returns = way.arrives if way else duty.leaves
            return Shift(
                member, duty.day, (), duty.starts_at, duty.sleeps_at, (way,), duty.leaves, returns
            )
        ways = self._ways(served, duty.starts_at, duty.sleeps_at)
        first, last = ways[0], ways[-1]
        return Shift(
            member,
            duty.day,
            served,
            duty.starts_at,
            duty.sleeps_at,
            ways,
            first.leaves if first else served[0].busy_from,
            last.arrives if last else served[-1].busy_until,
        )

    def _ways(self, served: tuple[Served, ...], start: str, sleep: str) -> tuple[Way | None, ...]:
        first, last = served[0], served[-1]
        buffer = self.problem.policy.travel_buffer if self.moves(start, first.place) else 0
        ways = [self.roads.before(start, first.place, first.busy_from - buffer)]
        pairs = itertools.pairwise(served)
        ways += [self.roads.after(a.place, b.place, a.busy_until) for a, b in pairs]
        return (*ways, self.roads.after(last.place, sleep, last.busy_until))

    @staticmethod
    def moves(a: str, b: str) -> bool:
        """Whether going from ``a`` to ``b`` is a way at all."""
        return bool(a) and bool(b) and a != b
