"""A week in parts: each member is in one, each session has its home in one."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.problem import Problem
from scheduler.spread.demand import Demand
from scheduler.spread.groups import groups_of
from scheduler.spread.homes import homes
from scheduler.spread.merge import merged


@dataclass(frozen=True)
class Split:
    """Who is in which part, and which parts could serve a session."""

    parts: tuple[tuple[str, ...], ...]
    """Members of each part, in the problem's order."""
    stands: dict[str, tuple[int, ...]]
    """Session to the parts some of whose members might serve it; never empty."""
    homes: dict[str, int]
    """Session to the one of them that it is given to at first."""

    @property
    def shared(self) -> set[str]:
        """Sessions that more than one part could serve."""
        return {session for session, parts in self.stands.items() if len(parts) > 1}


def split(problem: Problem, most_members: int) -> Split:
    """Parts of at most so many members, where pins allow it; the same problem, the same parts.

    Members who could serve the same seats come together as far as there is room. Independent
    parts stay so, except that small ones share one.
    """
    demand = Demand(problem)
    loose = groups_of(problem, most_members, demand.independent())
    groups = merged(loose, demand.wanted(), most_members) or [()]
    bits = [sum(1 << i for i in group) for group in groups]
    stands = {s.id: _stands(demand.could(s), bits) for s in problem.sessions}
    names = [tuple(problem.members[i].id for i in group) for group in groups]
    return Split(tuple(names), stands, homes(demand, groups, stands))


def _stands(could: int, bits: list[int]) -> tuple[int, ...]:
    return tuple(k for k, b in enumerate(bits) if b & could) or (0,)
