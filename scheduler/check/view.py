"""The referee's own reading of problem and plan: look-ups and the order of each day."""

from __future__ import annotations

import copy
import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from scheduler.check.memory import Memory
from scheduler.check.roads import Roads, Way
from scheduler.plan import Assignment, Duty, Plan
from scheduler.problem import (
    REMOTE,
    Commitment,
    Day,
    Member,
    Problem,
    ProcedurePolicy,
    Recusal,
    Room,
    Seat,
    Session,
)

WHOLE = Day(date="1970-01-01", start=-(2**40), end=2**40)
"""The one day of a problem without days."""


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


CACHED = ("served", "by_day", "by_session", "shifts")
"""What follows from the plan."""
Unit = TypeVar("Unit", Served, Shift)
T = TypeVar("T")


def _same(one: tuple[Served, ...], other: tuple[Served, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


class View:
    """Look-ups over one problem and one plan whose ids are known to exist."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.sessions = {s.id: s for s in problem.sessions}
        self.seats = {s.id: s for s in problem.seats}
        self.members = {m.id: m for m in problem.members}
        self.rooms: dict[str, tuple[str, Room]] = {
            r.id: (s.id, r) for s in problem.sites for r in s.rooms
        }
        self.countries = {s.id: s.country for s in problem.sites}
        self.days = problem.days or (WHOLE,)
        self.policies = {(p.country, p.procedure): p for p in problem.procedures}
        self.pins = {p.seat: p for p in problem.pins}
        self.roads = Roads(problem)
        self.scores = {
            (s.speaks, s.interpreter_of): {"mediation": s.mediation, "interview": s.interview}
            for s in problem.substitutions
        }

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

    def duration(self, seat: Seat) -> int:
        """Minutes of a seat; a relay leg takes longer than the session would."""
        if seat.duration is not None:
            return seat.duration
        base = self.sessions[seat.session].duration
        if not seat.chain:
            return base
        return -(-base * self.problem.policy.relay_factor_percent // 100)

    def day_of(self, minute: int) -> int:
        """Index of the day a minute lies on; -1 for none."""
        for i, day in enumerate(self.days):
            if day.start <= minute < day.end:
                return i
        return -1

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
            found = self.memory.served[id(a)] = self._serve(a)
        return found

    def _serve(self, a: Assignment) -> Served:
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
        return Served(
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

    @cached_property
    def chains(self) -> dict[str, list[str]]:
        """Relay chain to its legs."""
        chains: dict[str, list[str]] = defaultdict(list)
        for seat in self.problem.seats:
            if seat.chain:
                chains[seat.chain].append(seat.id)
        return chains

    @cached_property
    def stand_ins(self) -> dict[str, set[str]]:
        """Direct seat to the chains that may serve instead of it."""
        stand_ins: dict[str, set[str]] = defaultdict(set)
        for seat in self.problem.seats:
            if seat.instead_of:
                stand_ins[seat.instead_of].add(seat.chain)
        return stand_ins

    @cached_property
    def recusals(self) -> dict[str, list[Recusal]]:
        """Member to recusals."""
        recusals: dict[str, list[Recusal]] = defaultdict(list)
        for recusal in self.problem.recusals:
            recusals[recusal.member].append(recusal)
        return recusals

    @cached_property
    def fixed(self) -> dict[tuple[str, str], list[Commitment]]:
        """Member and local date to commitments outside the problem."""
        fixed: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
        for c in self.problem.commitments:
            fixed[c.member, c.date].append(c)
        return fixed

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
    def recent(self) -> dict[tuple[str, str], int]:
        """Member and officer to their recent meetings."""
        return {(p.member, p.officer): p.recent for p in self.problem.pairings}

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
