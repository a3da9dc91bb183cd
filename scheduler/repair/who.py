"""Which members the rules about one seat leave, without compiling anything."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from scheduler.problem import Problem
from scheduler.solve.crew import Crew
from scheduler.solve.jit import Bools
from scheduler.solve.screen import Demand, demands, screened, timely

TABLES = ("members", "substitutions", "procedures", "policy", "goals", "sites", "days")
"""What the answers about seats that stay the same depend on, besides recusals and pins."""


class Who:
    """Answers for one problem; every seat is looked at once."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.crew = problem, Crew(problem)
        self.known: dict[str, Bools] = {}

    def changed(self, problem: Problem) -> Who:
        """For another problem: what has the same answer there is not looked at again."""
        other = Who(problem)
        if all(getattr(problem, t) is getattr(self.problem, t) for t in TABLES):
            other.crew = self.crew.recusing(problem)
            other.learn(self)
        return other

    def learn(self, other: Who) -> None:
        """Take over the other's answers where they are the same."""
        mine, theirs = self.problem, other.problem
        if any(getattr(mine, t) is not getattr(theirs, t) for t in TABLES):
            return
        recused = {*mine.recusals} ^ {*theirs.recusals}
        if any(r.scope != "session" for r in recused):
            return
        sessions, pinned = {r.id for r in recused}, {p.seat for p in {*mine.pins} ^ {*theirs.pins}}
        kept = self.demands.keys() & other.known.keys()
        self.known |= {
            x: other.known[x] for x in kept - pinned if self.demands[x].session.id not in sessions
        }

    @cached_property
    def demands(self) -> dict[str, Demand]:
        """By seat."""
        return {d.seat.id: d for d in demands(self.problem)}

    def may(self, seat: str) -> Bools:
        """Members who may serve the seat at one of its starts, in one of its modalities."""
        if seat not in self.known:
            self.known[seat] = self._may(self.demands[seat])
        return self.known[seat]

    def _may(self, d: Demand) -> Bools:
        base = screened(self.crew, d)
        if not base.any():
            return base
        times = [timely(self.crew, d, m, start) for m in d.modalities for start in d.starts]
        return base & np.logical_or.reduce(times) if times else ~self.crew.all

    def names(self, mask: Bools) -> list[str]:
        """Ids of the members in a mask."""
        return [self.problem.members[i].id for i in np.flatnonzero(mask)]
