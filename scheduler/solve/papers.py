"""Which members have the papers a seat asks for, valid for as long as they must be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from scheduler.problem import Member, Problem
from scheduler.solve.jit import Bools
from scheduler.solve.masks import Masks

FOREVER = 2**40


class Papers(Masks):
    """Qualifications, trainings, vettings and undertakings of the members."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.members)
        self.now = problem.now
        self.undertaking_required = problem.policy.undertaking_required
        self.expiries = sorted({u for m in self.members for u in _ends(m)})
        self.keep("qualified", "undertaking", "_trained", "_vetted")

    def qualified(self, procedure: str) -> Bools:
        """Qualified for the procedure."""
        return self.mask(
            not procedure or m.procedures is None or procedure in m.procedures for m in self.members
        )

    def trained(self, topics: tuple[str, ...], end: int) -> Bools:
        """Has every training, valid until ``end``."""
        return self._trained(topics, self._rounded(end))

    def _trained(self, topics: tuple[str, ...], end: int) -> Bools:
        return self.mask(
            all(
                any(t.topic == topic and (t.until is None or t.until >= end) for t in m.trainings)
                for topic in topics
            )
            for m in self.members
        )

    def vetted(self, country: str, start: int, end: int) -> Bools:
        """Has a vetting of the country, valid now and until ``end``."""
        return self._vetted(country, min(self.now, start), self._rounded(end))

    def _vetted(self, country: str, at: int, end: int) -> Bools:
        return self.mask(
            not country
            or any(
                v.country == country
                and (v.since is None or v.since <= at)
                and (v.until is None or v.until >= end)
                for v in m.vettings
            )
            for m in self.members
        )

    def _rounded(self, end: int) -> int:
        """The first expiry from ``end`` on: what is valid until then is valid until ``end``."""
        i = bisect_left(self.expiries, end)
        return self.expiries[i] if i < len(self.expiries) else FOREVER

    def undertaking(self) -> Bools:
        """Has signed the undertaking, where that is required."""
        return self.mask(
            not self.undertaking_required
            or (m.undertaking_at is not None and m.undertaking_at <= self.now)
            for m in self.members
        )


def _ends(member: Member) -> Iterable[int]:
    yield from (t.until for t in member.trainings if t.until is not None)
    yield from (v.until for v in member.vettings if v.until is not None)
