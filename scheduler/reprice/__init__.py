"""Bounds reckoned again from their certificates, by code that shares no shortcut with the pricing.

From the solver it takes the rows of the master and what a candidate is; which days are legal, what
they cost and what prices prove is written here once more, as plainly as can be.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scheduler.certificate import Certificate
from scheduler.plan import Plan
from scheduler.problem import Problem, digest
from scheduler.reprice.numbers import Numbers, UnprovenError
from scheduler.reprice.sums import bound_of
from scheduler.reprice.tree import exhaustive
from scheduler.solve.compile import compile_problem
from scheduler.solve.master import build_master

__all__ = ["UnprovenError", "Verdict", "judged", "reprice"]

ROUNDING = 1e-9
"""Share of a bound by which sums of floats may differ, beside one cent."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a certificate proves, and what is wrong with the bounds that rest on it."""

    bound: int
    faults: tuple[str, ...]


def judged(problem: Problem, plan: Plan, certificate: Certificate) -> Verdict:
    """Whether the certificate proves its own bound, and that of the plan."""
    try:
        proven = reprice(problem, certificate)
    except UnprovenError as error:
        return Verdict(0, (str(error),))
    claims = (("plan", plan.bound), ("certificate", certificate.bound))
    return Verdict(
        proven,
        tuple(
            f"the {who} claims bound {bound}, the prices prove {proven}"
            for who, bound in claims
            if bound > proven + 1 + ROUNDING * proven
        ),
    )


def reprice(problem: Problem, certificate: Certificate) -> int:
    """The bound that the prices of a certificate prove; raises ``UnprovenError`` where they are not
    about this problem or leave plans out."""
    if certificate.problem_digest != digest(problem):
        raise UnprovenError("the certificate belongs to another problem")
    if not certificate.cases:
        return 0
    if not exhaustive(certificate.cases):
        raise UnprovenError("the cases of the certificate leave plans out")
    compiled = compile_problem(problem)
    if compiled.thinned:
        raise UnprovenError("bounds of a thinned week are not reckoned again")
    master = build_master(compiled)
    numbers = Numbers(master)
    least = min(bound_of(master, numbers.prices(case)) for case in certificate.cases)
    return max(0, math.ceil(least - 0.5))
