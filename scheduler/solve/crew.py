"""Which members a seat's requirements leave: one boolean array over members for each rule.

Arrays are kept by requirement, so that seats asking for the same thing share them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from functools import cache, partial

import numpy as np

from scheduler.problem import Acceptance, Member, Problem, Target
from scheduler.solve.jit import Bools, Ints

FOREVER = 2**40


class Crew:
    """Masks over ``problem.members``; every method returns an array with one entry a member."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.members = problem, problem.members
        self.index = {m.id: i for i, m in enumerate(problem.members)}
        self.scores = {
            (s.speaks, s.interpreter_of): {"mediation": s.mediation, "interview": s.interview}
            for s in problem.substitutions
        }
        self.all = np.ones(len(self.members), np.bool_)
        self.polyglot = self._mask(m.skills is None for m in self.members)
        self.understood = [
            {k.dialect for k in m.skills or () if k.direction != "into"} for m in self.members
        ]
        self.dialects = set[str]().union(*self.understood)
        self.expiries = sorted({u for m in self.members for u in _ends(m)})
        self.barred = self._barred(problem)
        self.keep_hours()
        for method in (
            "role",
            "source",
            "target",
            "script",
            "qualified",
            "gender",
            "seated",
            "undertaking",
            "independent",
            "listed",
            "present",
            "recipient",
            "modality",
        ):
            setattr(self, method, cache(getattr(self, method)))
        self._trained, self._vetted = cache(self._trained), cache(self._vetted)  # type: ignore[method-assign]
        self.dialect = cache(self.dialect)  # type: ignore[method-assign]

    def changed(self, problem: Problem) -> Crew:
        """The same members in a problem with other recusals, some of them available otherwise."""
        other = copy(self)
        other.barred = self._barred(problem)
        if problem.members is not self.members:
            other.members = problem.members
            other.keep_hours()
        return other

    def keep_hours(self) -> None:
        """Look up when each member is available."""
        rows = [(i, a, b) for i, m in enumerate(self.members) for a, b in m.available or ()]
        self.windows = np.array(rows, np.int64).reshape(-1, 3).T
        self.always = self._mask(m.available is None for m in self.members)
        self.free = cache(partial(Crew.free, self))  # type: ignore[method-assign]

    def _barred(self, problem: Problem) -> dict[tuple[str, str], list[int]]:
        barred: dict[tuple[str, str], list[int]] = defaultdict(list)
        for r in problem.recusals:
            barred[r.scope, r.id].append(self.index[r.member])
        return barred

    def _mask(self, test: Iterable[bool]) -> Bools:
        return np.fromiter(test, np.bool_, len(self.members))

    def role(self, roles: tuple[str, ...]) -> Bools:
        """Holds all these roles."""
        needed = [r for r in roles if r]
        return self._mask(
            m.roles is None or all(r in m.roles for r in needed) for m in self.members
        )

    def score(self, dialect: str, table: str) -> Ints:
        """Best substitution score, 0 to 100."""
        known = {d: self.scores.get((dialect, d), {}).get(table, 0) for d in self.dialects}
        known[dialect] = 100
        best = (max((known[d] for d in told), default=0) for told in self.understood)
        return np.fromiter(best, np.int64, len(self.members))

    def dialect(self, accepts: tuple[Acceptance, ...]) -> tuple[Bools, Ints]:
        """Who understands well enough, and what each one's dialect costs in quality."""
        if not accepts:
            return self.all, np.zeros(len(self.members), np.int64)
        goals = self.problem.goals
        got = np.stack([self.score(a.dialect, a.table) for a in accepts])
        rank, need = np.arange(len(accepts)), np.array([_enough(a) for a in accepts])
        prices = rank[:, None] * goals.fallback + (100 - got) * goals.dialect
        good = got >= need[:, None]
        best = np.where(good, prices, FOREVER).min(axis=0)
        ok = good.any(axis=0)
        cost = np.where(ok, best, prices.min(axis=0))
        return ok | self.polyglot, np.where(self.polyglot, 0, cost)

    def source(self, accepts: tuple[Acceptance, ...]) -> Bools:
        """Understands one of the accepted dialects well enough."""
        return self.dialect(accepts)[0]

    def target(self, into: tuple[Target, ...]) -> Bools:
        """Speaks one of the office's languages well enough."""
        return self._mask(
            not into
            or m.skills is None
            or any(
                k.direction != "from" and k.dialect == t.language and k.level >= t.min_level
                for k in m.skills
                for t in into
            )
            for m in self.members
        )

    def script(self, script: str) -> Bools:
        """Reads the script."""
        return self._mask(
            not script or m.scripts is None or script in m.scripts for m in self.members
        )

    def qualified(self, procedure: str) -> Bools:
        """Qualified for the procedure."""
        return self._mask(
            not procedure or m.procedures is None or procedure in m.procedures for m in self.members
        )

    def trained(self, topics: tuple[str, ...], end: int) -> Bools:
        """Has every training, valid until ``end``."""
        return self._trained(topics, self._rounded(end))

    def _trained(self, topics: tuple[str, ...], end: int) -> Bools:
        return self._mask(
            all(
                any(t.topic == topic and (t.until is None or t.until >= end) for t in m.trainings)
                for topic in topics
            )
            for m in self.members
        )

    def vetted(self, country: str, start: int, end: int) -> Bools:
        """Has a vetting of the country, valid now and until ``end``."""
        return self._vetted(country, min(self.problem.now, start), self._rounded(end))

    def _vetted(self, country: str, at: int, end: int) -> Bools:
        return self._mask(
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
        i = int(np.searchsorted(self.expiries, end))
        return self.expiries[i] if i < len(self.expiries) else FOREVER

    def undertaking(self) -> Bools:
        """Has signed the undertaking, where that is required."""
        required, now = self.problem.policy.undertaking_required, self.problem.now
        return self._mask(
            not required or (m.undertaking_at is not None and m.undertaking_at <= now)
            for m in self.members
        )

    def gender(self, gender: str) -> Bools:
        """Has the gender."""
        return self._mask(gender in ("", m.gender) for m in self.members)

    def recused(self, scope: str, id_: str) -> Bools:
        """Not barred from this case, officer, authority, site or session."""
        barred = self.barred.get((scope, id_)) if id_ else None
        if not barred:
            return self.all
        mask = self.all.copy()
        mask[barred] = False
        return mask

    def independent(self, site: str) -> Bools:
        """Not tied to the site."""
        return self._mask(site not in m.tied_sites for m in self.members)

    def listed(self, candidates: tuple[str, ...] | None) -> Bools:
        """On the seat's own list, where there is one."""
        allowed = None if candidates is None else set(candidates)
        return self._mask(allowed is None or m.id in allowed for m in self.members)

    def present(self, country: str) -> Bools:
        """May work in the country."""
        return self._mask(
            not country or m.on_site_countries is None or country in m.on_site_countries
            for m in self.members
        )

    def seated(self, site: str, country: str) -> Bools:
        """May be at the site: lives there, or may work in its country."""
        return self.present(country) | self._mask(m.home == site for m in self.members)

    def recipient(self, country: str) -> Bools:
        """May work remotely for the country."""
        return self._mask(
            not country or m.remote_countries is None or country in m.remote_countries
            for m in self.members
        )

    def modality(self, modality: str) -> Bools:
        """Works in this modality."""
        return self._mask(m.modalities is None or modality in m.modalities for m in self.members)

    def free(self, start: int, end: int) -> Bools:
        """Available for the whole time."""
        mask = self.always.copy()
        who, opens, closes = self.windows
        mask[who[(opens <= start) & (end <= closes)]] = True
        return mask


def _ends(member: Member) -> Iterable[int]:
    yield from (t.until for t in member.trainings if t.until is not None)
    yield from (v.until for v in member.vettings if v.until is not None)


def _enough(accepted: Acceptance) -> int:
    if accepted.consent:
        return min(accepted.min_score, accepted.consent_score)
    return accepted.min_score
