"""Which members a seat's languages leave, and what their dialects cost in quality."""

from __future__ import annotations

import numpy as np

from scheduler.problem import Acceptance, Problem, Target
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.masks import Masks

PROHIBITIVE = 2**40


class Tongues(Masks):
    """What the members understand, speak and read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.members)
        self.goals = problem.goals
        self.scores = {
            (s.speaks, s.interpreter_of): {"mediation": s.mediation, "interview": s.interview}
            for s in problem.substitutions
        }
        self.polyglot = self.mask(m.skills is None for m in self.members)
        self.understood = [
            {k.dialect for k in m.skills or () if k.direction != "into"} for m in self.members
        ]
        self.dialects = set[str]().union(*self.understood)
        self.keep("dialect", "source", "target", "script")

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
        got = np.stack([self.score(a.dialect, a.table) for a in accepts])
        rank, need = np.arange(len(accepts)), np.array([_enough(a) for a in accepts])
        prices = rank[:, None] * self.goals.fallback + (100 - got) * self.goals.dialect
        good = got >= need[:, None]
        best = np.where(good, prices, PROHIBITIVE).min(axis=0)
        ok = good.any(axis=0)
        cost = np.where(ok, best, prices.min(axis=0))
        return ok | self.polyglot, np.where(self.polyglot, 0, cost)

    def source(self, accepts: tuple[Acceptance, ...]) -> Bools:
        """Understands one of the accepted dialects well enough."""
        return self.dialect(accepts)[0]

    def target(self, into: tuple[Target, ...]) -> Bools:
        """Speaks one of the office's languages well enough."""
        return self.mask(
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
        return self.mask(
            not script or m.scripts is None or script in m.scripts for m in self.members
        )


def _enough(accepted: Acceptance) -> int:
    if accepted.consent:
        return min(accepted.min_score, accepted.consent_score)
    return accepted.min_score
