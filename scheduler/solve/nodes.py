"""Nodes: each seat at each of its starts, on site or remote; and who could take each.

Rows are gathered seat by seat into columns; nothing here knows about days or routes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scheduler.problem import REMOTE, Problem
from scheduler.solve.arrays import FAR
from scheduler.solve.costs import Costs
from scheduler.solve.crew import Crew
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.pairs import Pairs, PairsSoFar
from scheduler.solve.screen import Demand, screened, timely

MODALITY = {"on_site": 0, "video": 1, "phone": 2}


@dataclass(slots=True)
class Nodes:
    """Columns over nodes."""

    seat: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    busy_from: list[int] = field(default_factory=list)
    busy_until: list[int] = field(default_factory=list)
    remote: list[bool] = field(default_factory=list)


class Gathering:
    """Nodes and pairs so far."""

    def __init__(self, problem: Problem, crew: Crew) -> None:
        self.problem, self.crew, self.costs = problem, crew, Costs(problem, crew)
        self.countries = {s.id: s.country for s in problem.sites}
        self.nodes, self.pairs = Nodes(), PairsSoFar()

    def seat(self, d: Demand) -> None:
        """All nodes of one seat; a pinned one has only its member."""
        who = np.flatnonzero(screened(self.crew, d))
        if not len(who):
            return
        cost = self.costs.by_member(d, who)
        for start in d.starts:
            moment = cost + self.costs.at(d, start, who)
            for modalities in _kinds(d):
                may = {m: self._may(d, m, start)[who] for m in modalities}
                extra = {m: self.costs.modality(d, m, start, who) for m in modalities}
                self._node(d, start, who, moment, may, extra)

    def _may(self, d: Demand, modality: str, start: int) -> Bools:
        mask = timely(self.crew, d, modality, start)
        if modality != "on_site" or d.pin is not None:
            return mask
        site = d.session.site
        return mask & self.crew.seated(site, self.countries.get(site, ""))

    def _node(
        self,
        d: Demand,
        start: int,
        who: Ints,
        moment: Ints,
        may: dict[str, Bools],
        extra: dict[str, Ints],
    ) -> None:
        """One node with every member who may serve it in one of the modalities, the cheapest."""
        prices = np.stack([np.where(may[m], extra[m], FAR) for m in may])
        best, least = prices.argmin(axis=0), prices.min(axis=0)
        able = np.flatnonzero(least < FAR)
        if len(able):
            codes = np.array([MODALITY[m] for m in may])
            cost = moment[able] + least[able]
            self.pairs.add(len(self.nodes.seat), who[able], codes[best[able]], cost)
            self._columns(d, start, remote="on_site" not in may)

    def _columns(self, d: Demand, start: int, *, remote: bool) -> None:
        before, after = _around(self.problem, d, remote=remote)
        self.nodes.seat.append(d.index)
        self.nodes.start.append(start)
        self.nodes.end.append(start + d.duration)
        self.nodes.busy_from.append(start - before)
        self.nodes.busy_until.append(start + d.duration + after)
        self.nodes.remote.append(remote)


def gather(problem: Problem, crew: Crew, demands: list[Demand]) -> tuple[Nodes, Pairs]:
    """All nodes, and all pairs of a node and a member who passes all its rules."""
    found = Gathering(problem, crew)
    for d in demands:
        found.seat(d)
    return found.nodes, found.pairs.together()


def _kinds(d: Demand) -> list[list[str]]:
    """On site, and remote: the modalities of one node."""
    kinds = [m for m in d.modalities if m not in REMOTE], [m for m in d.modalities if m in REMOTE]
    return [kind for kind in kinds if kind]


def _around(problem: Problem, d: Demand, *, remote: bool) -> tuple[int, int]:
    """Minutes the member is taken before and after the seat."""
    policy = problem.policy
    after = policy.debrief_minutes if d.session.trauma else 0
    if remote and d.policy is not None:
        after += d.policy.remote_extra
    return (policy.link_test_minutes if remote else 0), after
