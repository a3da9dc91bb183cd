"""Who could serve which seats: a quick reading that leaves out nobody the rules admit.

Members are bits of one integer, so that a requirement is kept once and joined with others at once.
What depends on the minute (availability, expiry, ways, rooms) is left to the solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property

from scheduler.problem import (
    MODALITIES,
    Acceptance,
    Member,
    Problem,
    Seat,
    Session,
    Target,
)

Bits = int


class Able:
    """Members by what they could do; ``1 << i`` stands for ``problem.members[i]``."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.index = {m.id: i for i, m in enumerate(problem.members)}
        self.all: Bits = (1 << len(problem.members)) - 1
        self.scores = {(s.speaks, s.interpreter_of): s for s in problem.substitutions}
        self.laws = {(p.country, p.procedure): p.modalities for p in problem.procedures}
        self._role, self._source = cache(self._role_bits), cache(self._source_bits)
        self._target, self._modality = cache(self._target_bits), cache(self._modality_bits)
        self._plain = cache(self._plain_bits)

    def for_seat(self, seat: Seat, session: Session) -> Bits:
        """Members who could serve the seat; the one it is pinned to, if there is one."""
        pinned = self._pinned.get(seat.id)
        if pinned is not None:
            return pinned
        found = self._role((seat.role, *seat.also_roles)) & self._source(seat.accepts)
        found &= self._target(seat.into) & self._plain("gender", seat.gender)
        found &= self._plain("procedures", seat.qualification)
        found &= self._plain("vettings", seat.vetting)
        found &= self._in_some_way(seat, session)
        return found if seat.candidates is None else found & self.of(seat.candidates)

    def of(self, members: Iterable[str]) -> Bits:
        """The bits of these members."""
        return sum(1 << self.index[m] for m in set(members) if m in self.index)

    def such(self, test: Callable[[Member], bool]) -> Bits:
        """The bits of the members that pass."""
        return sum(1 << i for i, m in enumerate(self.problem.members) if test(m))

    @cached_property
    def _pinned(self) -> dict[str, Bits]:
        return {p.seat: self.of((p.member,)) for p in self.problem.pins}

    def _in_some_way(self, seat: Seat, session: Session) -> Bits:
        lists = (session.modalities, seat.modalities, self._law(session))
        found = 0
        for m in MODALITIES:
            if all(x is None or m in x for x in lists):
                found |= self._modality(m, session.country)
        return found

    def _law(self, session: Session) -> tuple[str, ...] | None:
        return self.laws.get((session.country, session.procedure))

    def _role_bits(self, roles: tuple[str, ...]) -> Bits:
        needed = {r for r in roles if r}
        return self.such(lambda m: m.roles is None or needed.issubset(m.roles))

    def _source_bits(self, accepts: tuple[Acceptance, ...]) -> Bits:
        if not accepts:
            return self.all
        return self.such(lambda m: m.skills is None or any(self._understood(m, a) for a in accepts))

    def _understood(self, member: Member, accepted: Acceptance) -> bool:
        need = accepted.min_score
        if accepted.consent:
            need = min(need, accepted.consent_score)
        spoken = [s.dialect for s in member.skills or () if s.direction != "into"]
        return need <= 0 or any(self._score(d, accepted) >= need for d in spoken)

    def _score(self, dialect: str, accepted: Acceptance) -> int:
        if dialect == accepted.dialect:
            return 100
        row = self.scores.get((accepted.dialect, dialect))
        return 0 if row is None else max(row.mediation, row.interview)

    def _target_bits(self, into: tuple[Target, ...]) -> Bits:
        if not into:
            return self.all
        wanted = {t.language: t.min_level for t in into}
        return self.such(
            lambda m: (
                m.skills is None
                or any(s.direction != "from" and s.dialect in wanted for s in m.skills)
            )
        )

    def _modality_bits(self, modality: str, country: str) -> Bits:
        field = "on_site_countries" if modality == "on_site" else "remote_countries"

        def can(m: Member) -> bool:
            allowed = getattr(m, field)
            known = m.modalities is None or modality in m.modalities
            return known and (allowed is None or not country or country in allowed)

        return self.such(can)

    def _plain_bits(self, field: str, needed: str) -> Bits:
        """Members whose field is, or holds, what is needed."""
        if not needed:
            return self.all

        def has(m: Member) -> bool:
            if field == "gender":
                return m.gender == needed
            if field == "vettings":
                return any(v.country == needed for v in m.vettings)
            return m.procedures is None or needed in m.procedures

        return self.such(has)
