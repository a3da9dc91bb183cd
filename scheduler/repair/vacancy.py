"""A seat that is open, or thought to be open, and what stays around it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from scheduler.check import Judged
from scheduler.check.view import View
from scheduler.excerpt import Slot
from scheduler.plan import Duty, Plan
from scheduler.problem import Confirmed, Problem
from scheduler.repair.around import away_slots
from scheduler.repair.greedy import Workbench
from scheduler.repair.journeys import journeys
from scheduler.repair.who import Who
from scheduler.solve.board import Board


class Vacancy:
    """One seat of a plan without the member who has it, should there be one."""

    def __init__(self, problem: Problem, plan: Plan, seat: str) -> None:
        self.problem, self.plan, self.seat = problem, plan, seat
        whole = View(problem, plan)
        self.who, self.judged = Who(whole), Judged(whole)
        self.whole, self.holder = whole, whole.served.get(seat)
        self.rest = self._without()
        self.view = whole.of(self.rest)

    def _without(self) -> Plan:
        """The plan without the day on which the seat is served."""
        if self.holder is None:
            return self.plan
        slot = self.holder.member.id, self.holder.day
        gone = {x for d in self.plan.duties if (d.member, d.day) == slot for x in d.seats}
        return replace(
            self.plan,
            assignments=tuple(a for a in self.plan.assignments if a.seat not in gone),
            duties=tuple(d for d in self.plan.duties if (d.member, d.day) != slot),
        )

    @cached_property
    def day(self) -> int:
        """The day on which the seat is served, or may begin."""
        session = self.whole.sessions[self.whole.seats[self.seat].session]
        return self.whole.day_of(session.start if self.holder is None else self.holder.start)

    @cached_property
    def own(self) -> Duty | None:
        """The day of the member who has the seat, less the seat."""
        if self.holder is None:
            return None
        slot = self.holder.member.id, self.holder.day
        duty = next(d for d in self.plan.duties if (d.member, d.day) == slot)
        return replace(duty, seats=tuple(x for x in duty.seats if x != self.seat))

    @cached_property
    def bench(self) -> Workbench:
        """The seat open, everything else of the day fixed."""
        names = self.who.names(self.who.may(self.seat))
        slots: set[Slot] = {(member, self.day) for member in names} - away_slots(self.view)
        free = {self.seat}
        if self.own is not None:
            slots.add((self.own.member, self.own.day))
            free |= set(self.own.seats)
        return Workbench(self.view, slots, free, self._promised(free))

    def _promised(self, free: set[str]) -> dict[str, Confirmed]:
        """Free seats as they are confirmed, or else as they are served."""
        served = {x: s for x, s in self.whole.served.items() if x in free}
        as_served = {
            x: Confirmed(x, s.member.id, s.start, s.assignment.modality) for x, s in served.items()
        }
        return as_served | {c.seat: c for c in self.problem.confirmed if c.seat in free}

    def board(self) -> Board | None:
        """What stays, on a board; ``None`` where the day of the holder falls without the seat."""
        board = self.bench.board()
        if self.own is not None:
            told = replace(
                self.plan,
                assignments=tuple(a for a in self.plan.assignments if a.seat != self.seat),
                duties=(*self.rest.duties, self.own),
            )
            before = self.whole.of(told)
            for journey in journeys(self.whole, [self.own]):
                if not self.bench.restore(board, before, journey):
                    return None
        return board
