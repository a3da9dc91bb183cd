"""Which members a seat's requirements leave: one boolean array over members for each rule.

Arrays are kept by requirement, so that seats asking for the same thing share them.
"""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import cache, partial

import numpy as np

from scheduler.problem import Problem
from scheduler.solve.jit import Bools
from scheduler.solve.masks import Masks
from scheduler.solve.papers import Papers
from scheduler.solve.tongues import Tongues


class Crew(Masks):
    """Masks over ``problem.members``: by themselves, by their ``tongues`` and ``papers``."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.members)
        self.index = {m.id: i for i, m in enumerate(problem.members)}
        self.tongues, self.papers = Tongues(problem), Papers(problem)
        self.barred = self._barred(problem)
        self.keep_hours()
        self.keep(
            "role",
            "gender",
            "seated",
            "independent",
            "listed",
            "present",
            "recipient",
            "modality",
        )

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
        self.always = self.mask(m.available is None for m in self.members)
        self.free = cache(partial(Crew.free, self))  # type: ignore[method-assign]

    def _barred(self, problem: Problem) -> dict[tuple[str, str], list[int]]:
        barred: dict[tuple[str, str], list[int]] = defaultdict(list)
        for r in problem.recusals:
            barred[r.scope, r.id].append(self.index[r.member])
        return barred

    def role(self, roles: tuple[str, ...]) -> Bools:
        """Holds all these roles."""
        needed = [r for r in roles if r]
        return self.mask(m.roles is None or all(r in m.roles for r in needed) for m in self.members)

    def gender(self, gender: str) -> Bools:
        """Has the gender."""
        return self.mask(gender in ("", m.gender) for m in self.members)

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
        return self.mask(site not in m.tied_sites for m in self.members)

    def listed(self, candidates: tuple[str, ...] | None) -> Bools:
        """On the seat's own list, where there is one."""
        allowed = None if candidates is None else set(candidates)
        return self.mask(allowed is None or m.id in allowed for m in self.members)

    def present(self, country: str) -> Bools:
        """May work in the country."""
        return self.mask(
            not country or m.on_site_countries is None or country in m.on_site_countries
            for m in self.members
        )

    def seated(self, site: str, country: str) -> Bools:
        """May be at the site: lives there, or may work in its country."""
        return self.present(country) | self.mask(m.home == site for m in self.members)

    def recipient(self, country: str) -> Bools:
        """May work remotely for the country."""
        return self.mask(
            not country or m.remote_countries is None or country in m.remote_countries
            for m in self.members
        )

    def modality(self, modality: str) -> Bools:
        """Works in this modality."""
        return self.mask(m.modalities is None or modality in m.modalities for m in self.members)

    def free(self, start: int, end: int) -> Bools:
        """Available for the whole time."""
        mask = self.always.copy()
        who, opens, closes = self.windows
        mask[who[(opens <= start) & (end <= closes)]] = True
        return mask
