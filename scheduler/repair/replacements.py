"""Who could take over one seat, what that costs, and what each one would disturb."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.check import Judged
from scheduler.check.view import View
from scheduler.excerpt import Slot, joined, tied, totalled
from scheduler.plan import Duty, Plan, Tier
from scheduler.problem import Confirmed, Problem
from scheduler.repair.around import away_slots
from scheduler.repair.greedy import Workbench
from scheduler.repair.who import Who
from scheduler.solve.greedy import Board
from scheduler.solve.pool import Route, route_of

BEST, SPARE = 3, 2
"""Replacements looked for, and how many more the referee is asked about: the costs of insertions
leave out what members' weeks and the countries' balance cost."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One member for one seat, everything else as it is but what is disturbed."""

    member: str
    start: int
    modality: str
    cost: int
    """Value of the plan with it, less the value of the plan as it is; below 0: better."""
    tiers: tuple[Tier, ...]
    """The same by tier."""
    disturbs: tuple[str, ...] = ()
    """Seats of the member that would be left open."""


def best_replacements(problem: Problem, plan: Plan, seat: str) -> tuple[Replacement, ...]:
    """The three best single replacements for a seat, or the three best to fill it."""
    found = Insertions(problem, plan, seat).found(BEST, SPARE)
    return tuple(option for option, _ in found)


class Insertions:
    """The members who could take a seat that is open, or that somebody else has."""

    def __init__(self, problem: Problem, plan: Plan, seat: str) -> None:
        self.problem, self.plan, self.seat = problem, plan, seat
        whole = View(problem, plan)
        self.who = Who(whole)
        self.whole, self.holder = whole, whole.served.get(seat)
        self.judged = Judged(whole)
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
        served = {x: s for x, s in self.whole.served.items() if x in free}
        promised = {
            x: Confirmed(x, s.member.id, s.start, s.assignment.modality) for x, s in served.items()
        }
        stays = {c.seat: c for c in self.problem.confirmed if c.seat in free}
        return Workbench(self.view, slots, free, promised | stays)

    def found(self, most: int, spare: int = 0) -> list[tuple[Replacement, Plan]]:
        """The best ones with the plan each makes, by value; no two of one member."""
        board = self.board()
        if board is None:
            return []
        options = sorted(self._routes(board), key=lambda x: (x[0], x[1], x[2].key))
        judged = (self._judged(board, route, given_up) for _, _, route, given_up in options)
        legal = list(itertools.islice((x for x in judged if x is not None), most + spare))
        return sorted(legal, key=lambda x: (x[0].cost, x[0].member))[:most]

    def board(self) -> Board | None:
        """What stays, on a board; ``None`` where the day of the holder falls without the seat."""
        board = self.bench.board()
        if self.own is not None:
            told = replace(
                self.plan,
                assignments=tuple(a for a in self.plan.assignments if a.seat != self.seat),
                duties=(*self.rest.duties, self.own),
            )
            back = self.bench.put_back(board, self.whole.of(told), [self.own])
            if back != set(self.own.seats):
                return None
        return board

    def _routes(self, board: Board) -> list[tuple[int, int, Route, tuple[int, ...]]]:
        """Extra cost, candidate, route with it, and the candidates that give way."""
        compiled = self.bench.compiled
        d = next((d for d in compiled.demands if d.seat.id == self.seat), None)
        if d is None or d.seat.chain:
            return []
        found: dict[int, tuple[int, int, Route, tuple[int, ...]]] = {}
        holder = None if self.holder is None else compiled.crew.index[self.holder.member.id]
        for c in board.candidates[d.index].tolist():
            member = int(compiled.candidates.member[c])
            if member == holder or not board.fits(c):
                continue
            for option in self._ways_in(board, c):
                if member not in found or option[0] < found[member][0]:
                    found[member] = option
        return list(found.values())

    def _ways_in(self, board: Board, c: int) -> list[tuple[int, int, Route, tuple[int, ...]]]:
        compiled = self.bench.compiled
        old = board.routes.get(int(compiled.candidates.slot[c]))
        route = board.insertion(c)
        if route is not None:
            return [(route.cost - (0 if old is None else old.cost), c, route, ())]
        if old is None:
            return []
        return [
            (route.cost - old.cost + self._loss(gone), c, route, (gone,))
            for gone in old.seats
            if self._may_yield(gone) and (route := self._instead(board, old, c, gone)) is not None
        ]

    def _instead(self, board: Board, old: Route, c: int, gone: int) -> Route | None:
        """The route with one seat in place of another."""
        net = self.bench.compiled.net
        seats = sorted(
            (*(x for x in old.seats if x != gone), c),
            key=lambda x: (net.busy_from[net.node[x]], x),
        )
        route = route_of(self.bench.compiled, old.slot, tuple(seats), old.wake, old.sleep)
        return route if route is not None and board.rested(route) else None

    def name(self, c: int) -> str:
        """The seat of a candidate."""
        compiled = self.bench.compiled
        seat: str = compiled.demands[compiled.net.seat[compiled.net.node[c]]].seat.id
        return seat

    def _may_yield(self, c: int) -> bool:
        """Neither pinned nor tied to other seats."""
        seat = self.name(c)
        return seat not in self.view.pins and tied(self.whole, [seat]) == {seat}

    def _loss(self, c: int) -> int:
        session = self.whole.seats[self.name(c)].session
        return self.problem.goals.weight_of(self.whole.sessions[session])

    def _judged(
        self, board: Board, route: Route, given_up: tuple[int, ...]
    ) -> tuple[Replacement, Plan] | None:
        """What the referee says of it."""
        routes = {**board.routes, route.slot: route}
        bench = self.bench
        draft = joined(self.view.plan, bench.slots, bench.compiled, routes.values())
        report = self.judged.again(self.whole.of(draft))
        if not report.legal:
            return None
        plan = totalled(replace(draft, bound=0, uncovered=(), problem_digest=""), report)
        was = {t.name: t.value for t in self.plan.tiers}
        given = next(a for a in plan.assignments if a.seat == self.seat)
        option = Replacement(
            given.member,
            given.start,
            given.modality,
            plan.value - self.plan.value,
            tuple(Tier(t.name, t.value - was[t.name]) for t in plan.tiers),
            tuple(self.name(x) for x in given_up),
        )
        return option, plan
