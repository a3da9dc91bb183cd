"""The parts' plans as one plan of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from scheduler.check import check
from scheduler.plan import Plan, Scarcity, Tier, gap_of
from scheduler.problem import Problem, digest
from scheduler.refusal import IllegalPlanError

SHOWN = 5


def joined(problem: Problem, plans: Sequence[Plan]) -> Plan:
    """One plan of the parts' plans, as the referee reckons it, with nothing proven of it.

    No two may serve the same seat or give work to the same member. Raises IllegalPlanError.
    """
    served = {a.seat for p in plans for a in p.assignments}
    draft = Plan(
        value=0,
        bound=0,
        gap=0.0,
        seats=0,
        seats_covered=0,
        seconds=max((p.seconds for p in plans), default=0.0),
        assignments=tuple(sorted((a for p in plans for a in p.assignments), key=lambda a: a.seat)),
        duties=tuple(sorted((d for p in plans for d in p.duties), key=lambda d: (d.member, d.day))),
        tiers=(),
        uncovered=tuple(u for p in plans for u in p.uncovered if u.seat not in served),
        scarcity=_scarcity(plans),
        seed=plans[0].seed if plans else 0,
        solver=plans[0].solver if plans else "",
        problem_digest=digest(problem),
    )
    return _reckoned(problem, draft)


def _reckoned(problem: Problem, draft: Plan) -> Plan:
    found = check(problem, draft, claims=False)
    if found.violations:
        raise IllegalPlanError("; ".join(v.message for v in found.violations[:SHOWN]))
    return replace(
        draft,
        value=found.value,
        seats=found.seats,
        seats_covered=found.seats_covered,
        tiers=found.tiers,
        coverage=found.coverage,
    )


def proven(plan: Plan, bound: int) -> Plan:
    """The plan with a bound of the whole; what it leaves to a tier where the others stay."""
    bound = min(bound, plan.value)
    return replace(
        plan,
        bound=bound,
        gap=gap_of(plan.value, bound),
        tiers=tuple(
            Tier(t.name, t.value, max(0, min(t.value, bound - (plan.value - t.value))))
            for t in plan.tiers
        ),
    )


def _scarcity(plans: Sequence[Plan]) -> tuple[Scarcity, ...]:
    """By language and hour the mean over the seats of all parts."""
    seats: dict[tuple[str, int], int] = defaultdict(int)
    price: dict[tuple[str, int], int] = defaultdict(int)
    for row in (row for p in plans for row in p.scarcity):
        seats[row.language, row.hour] += row.seats
        price[row.language, row.hour] += row.seats * row.price
    return tuple(Scarcity(*key, n, round(price[key] / n)) for key, n in sorted(seats.items()) if n)
