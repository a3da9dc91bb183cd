"""Which members the rules about one seat leave, without compiling anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scheduler.check.view import View
from scheduler.problem import Problem
from scheduler.solve.crew import Crew
from scheduler.solve.jit import Bools
from scheduler.solve.screen import Demand, demand, screened, timely

TABLES = ("substitutions", "procedures", "policy", "goals", "sites", "days")
"""What the answers about seats that stay the same depend on, besides members, recusals, pins."""


class Who:
    """Answers for the problem of a view; every seat is looked at once."""

    def __init__(self, view: View, crew: Crew | None = None) -> None:
        self.view, self.crew = view, crew or Crew(view.problem)
        self.known: dict[str, Bools] = {}

    def changed(self, view: View) -> Who:
        """For another problem: what has the same answer there is not looked at again."""
        mine, theirs = self.view.problem, view.problem
        if not (_same_tables(mine, theirs) and _same_but_available(mine, theirs)):
            return Who(view)
        other = Who(view, self.crew.changed(theirs))
        other.learn(self)
        return other

    def learn(self, other: Who) -> None:
        """Take over the other's answers where they are the same."""
        mine, theirs = self.view.problem, other.view.problem
        if mine.members is not theirs.members or not _same_tables(mine, theirs):
            return
        recused = {*mine.recusals} ^ {*theirs.recusals}
        if any(r.scope != "session" for r in recused):
            return
        sessions, pinned = {r.id for r in recused}, {p.seat for p in {*mine.pins} ^ {*theirs.pins}}
        seats = self.view.seats
        self.known |= {
            x: answer
            for x, answer in other.known.items()
            if x in seats and x not in pinned and seats[x].session not in sessions
        }

    def demand(self, seat: str) -> Demand:
        """The seat with what it refers to; it needs no number here."""
        view = self.view
        s = view.seats[seat]
        session = view.sessions[s.session]
        law = view.policies.get((session.country, session.procedure))
        return demand(view.problem.policy, -1, s, session, law, view.pins.get(seat))

    def may(self, seat: str) -> Bools:
        """Members who may serve the seat at one of its starts, in one of its modalities."""
        if seat not in self.known:
            self.known[seat] = self._may(self.demand(seat))
        return self.known[seat]

    def _may(self, d: Demand) -> Bools:
        base = screened(self.crew, d)
        if not base.any():
            return base
        times = [timely(self.crew, d, m, start) for m in d.modalities for start in d.starts]
        return base & np.logical_or.reduce(times) if times else ~self.crew.all

    def names(self, mask: Bools) -> list[str]:
        """Ids of the members in a mask."""
        members = self.view.problem.members
        return [members[i].id for i in np.flatnonzero(mask)]


def _same_tables(one: Problem, other: Problem) -> bool:
    return all(getattr(one, t) is getattr(other, t) for t in TABLES)


def _same_but_available(one: Problem, other: Problem) -> bool:
    """Whether the members are the same but for when they are available."""
    return len(one.members) == len(other.members) and all(
        a is b or replace(a, available=b.available) == b
        for a, b in zip(one.members, other.members, strict=True)
    )
