"""Which part a session is given to at first."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.problem import Session, minutes_of
from scheduler.spread.demand import Demand, likely
from scheduler.spread.groups import Group

LEAST = 0.02
"""What a part that has no time left still counts."""


def homes(
    demand: Demand, groups: list[Group], stands: Mapping[str, tuple[int, ...]]
) -> dict[str, int]:
    """Each session to the part of those promised to it, else to that with the most members for
    it who still have time; sessions that few parts could serve choose first."""
    given = _Given(demand, groups)
    order = sorted(demand.problem.sessions, key=lambda s: (len(stands[s.id]), s.start, s.id))
    return {s.id: given.give(s, stands[s.id]) for s in order}


class _Given:
    """How much each part has been given."""

    def __init__(self, demand: Demand, groups: list[Group]) -> None:
        self.demand, problem = demand, demand.problem
        self.bits = [sum(1 << i for i in group) for group in groups]
        self.time = [
            max(1, sum(minutes_of(problem, problem.members[i]) for i in group)) for group in groups
        ]
        self.load = [0] * len(groups)

    def give(self, session: Session, parts: tuple[int, ...]) -> int:
        """The part that the session goes to."""
        promised = self.demand.promised(session)
        could = self.demand.could(session)
        options = [k for k in parts if self.bits[k] & promised] or list(parts)
        best = max(options, key=lambda k: (self._worth(session, could, k), -k))
        self.load[best] += session.duration * len(self.demand.seats[session.id])
        return best

    def _worth(self, session: Session, could: int, k: int) -> float:
        left = max(LEAST, 1 - self.load[k] / self.time[k])
        return likely(could & self.bits[k], self.demand.near(session)) * left
