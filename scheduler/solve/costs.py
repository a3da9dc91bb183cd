"""What one member costs in one node: pay, quality and fairness, ways left aside."""

from __future__ import annotations

import numpy as np

from scheduler.problem import Confirmed, Problem
from scheduler.solve.crew import Crew
from scheduler.solve.jit import Ints
from scheduler.solve.screen import Demand


class Costs:
    """Costs in cents of some members ``who``, all that does not depend on the rest of the day."""

    def __init__(self, problem: Problem, crew: Crew) -> None:
        self.goals, self.crew, self.days = problem.goals, crew, problem.days
        members = problem.members
        self.rate = np.array([m.hourly_rate for m in members], np.int64)
        self.unsocial = np.array([m.unsocial_load for m in members], np.int64)
        self.trauma = np.array([m.trauma_load for m in members], np.int64)
        self.recent: dict[str, list[tuple[int, int]]] = {}
        for p in problem.pairings:
            self.recent.setdefault(p.officer, []).append((crew.index[p.member], p.recent))
        self.confirmed = {c.seat: c for c in problem.confirmed}

    def by_member(self, d: Demand, who: Ints) -> Ints:
        """Pay and quality that depend on the member alone."""
        goals, s = self.goals, d.session
        cost = (d.duration * self.rate[who] + 30) // 60
        cost += self.crew.tongues.dialect(d.seat.accepts)[1][who] + goals.relay * bool(d.seat.chain)
        if d.seat.preferred_gender:
            cost += goals.gender * ~self.crew.gender(d.seat.preferred_gender)[who]
        if s.continuity_member:
            cost += goals.continuity * (who != self.crew.index[s.continuity_member])
        if s.trauma:
            cost += (goals.trauma * self.trauma[who] + 50) // 100
        for i, recent in self.recent.get(s.officer, ()):
            cost += recent * goals.rotation * (who == i)
        return cost

    def at(self, d: Demand, start: int, who: Ints) -> Ints:
        """Fairness and training that depend on the start."""
        end = start + d.duration
        cost = np.zeros(len(who), np.int64)
        for topic in d.seat.preferred_trainings:
            cost += self.goals.training * ~self.crew.papers.trained((topic,), end)[who]
        social = next((x.social for x in self.days if x.start <= start < x.end), None)
        if social is not None:
            outside = d.duration - max(0, min(end, social[1]) - max(start, social[0]))
            cost += (outside * self.goals.unsocial * self.unsocial[who] + 3000) // 6000
        return cost

    def modality(self, d: Demand, modality: str, start: int, who: Ints) -> Ints:
        """Quality of the modality, and what moving a confirmed assignment costs."""
        liked = d.session.preferred_modality in ("", modality)
        cost = np.full(len(who), 0 if liked else self.goals.modality)
        c = self.confirmed.get(d.seat.id)
        if c is not None:
            kept = _kept(c, modality, start)
            cost += self.goals.change * ((who != self.crew.index[c.member]) | (not kept))
        return cost


def _kept(c: Confirmed, modality: str, start: int) -> bool:
    return c.start in (None, start) and c.modality in ("", modality)
