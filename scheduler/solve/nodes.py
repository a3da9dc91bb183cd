"""Nodes: each seat at each of its starts, on site or remote; and who could take each.

Rows are gathered seat by seat into columns; nothing here knows about days or routes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scheduler.problem import REMOTE, Confirmed, Problem
from scheduler.solve.arrays import FAR
from scheduler.solve.crew import Crew
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.screen import Demand, screened, timely

MODALITY = {"on_site": 0, "video": 1, "phone": 2}


@dataclass(slots=True)
class Nodes:
    """Columns over nodes, and over pairs of a node and a member who passes all its rules."""

    seat: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    busy_from: list[int] = field(default_factory=list)
    busy_until: list[int] = field(default_factory=list)
    remote: list[bool] = field(default_factory=list)
    pair_node: list[Ints] = field(default_factory=list)
    pair_member: list[Ints] = field(default_factory=list)
    pair_modality: list[Ints] = field(default_factory=list)
    pair_cost: list[Ints] = field(default_factory=list)


class Pricing:
    """Cost of one member in one node, all that does not depend on the rest of the day."""

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


def gather(problem: Problem, crew: Crew, demands: list[Demand]) -> Nodes:
    """All nodes and pairs; pinned seats have only their member."""
    nodes, pricing = Nodes(), Pricing(problem, crew)
    countries = {s.id: s.country for s in problem.sites}
    for d in demands:
        who = np.flatnonzero(screened(crew, d))
        if not len(who):
            continue
        cost = pricing.by_member(d, who)
        seated = crew.seated(d.session.site, countries.get(d.session.site, ""))[who]
        at_site = np.ones(len(who), np.bool_) if d.pin is not None else seated
        for start in d.starts:
            moment = cost + pricing.at(d, start, who)
            for modalities in _kinds(d):
                may = {m: timely(crew, d, m, start)[who] for m in modalities}
                if "on_site" in may:
                    may["on_site"] = may["on_site"] & at_site
                extra = {m: pricing.modality(d, m, start, who) for m in modalities}
                _add(nodes, problem, d, start, who, moment, may, extra)
    return nodes


def _kinds(d: Demand) -> list[list[str]]:
    """On site, and remote: the modalities of one node."""
    kinds = [m for m in d.modalities if m not in REMOTE], [m for m in d.modalities if m in REMOTE]
    return [kind for kind in kinds if kind]


def _add(
    nodes: Nodes,
    problem: Problem,
    d: Demand,
    start: int,
    who: Ints,
    moment: Ints,
    may: dict[str, Bools],
    extra: dict[str, Ints],
) -> None:
    """One node with every member who may serve it in one of the modalities, the cheapest each."""
    prices = np.stack([np.where(may[m], extra[m], FAR) for m in may])
    best, least = prices.argmin(axis=0), prices.min(axis=0)
    able = np.flatnonzero(least < FAR)
    if not len(able):
        return
    codes = np.array([MODALITY[m] for m in may])
    remote = "on_site" not in may
    before, after = _around(problem, d, remote=remote)
    number = len(nodes.seat)
    nodes.seat.append(d.index)
    nodes.start.append(start)
    nodes.end.append(start + d.duration)
    nodes.busy_from.append(start - before)
    nodes.busy_until.append(start + d.duration + after)
    nodes.remote.append(remote)
    nodes.pair_node.append(np.full(len(able), number))
    nodes.pair_member.append(who[able])
    nodes.pair_modality.append(codes[best[able]])
    nodes.pair_cost.append(moment[able] + least[able])


def _around(problem: Problem, d: Demand, *, remote: bool) -> tuple[int, int]:
    """Minutes the member is taken before and after the seat."""
    policy = problem.policy
    after = policy.debrief_minutes if d.session.trauma else 0
    if remote and d.policy is not None:
        after += d.policy.remote_extra
    return (policy.link_test_minutes if remote else 0), after
