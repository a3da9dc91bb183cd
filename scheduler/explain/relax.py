"""The cheapest single relaxation that covers an open seat: tried, and confirmed by the referee."""

from __future__ import annotations

from scheduler.check.view import View
from scheduler.explain.lodging import lodging
from scheduler.explain.model import Relaxation
from scheduler.explain.relaxed import KINDS
from scheduler.plan import Plan
from scheduler.plan.tiers import below_coverage
from scheduler.problem import Problem
from scheduler.repair.replacements import Replacement, replacements
from scheduler.repair.vacancy import Vacancy


def relaxation(view: View, seat: str) -> tuple[Relaxation, Problem, Plan] | None:
    """The cheapest one, with the relaxed problem and the plan in it; ``None`` without any."""
    found = [x for kind in KINDS if (x := tried(view, seat, kind)) is not None]
    night = lodging(view, seat)
    if night is not None:
        found.append(night)
    return min(found, key=lambda x: (len(x[0].displaced), x[0].price), default=None)


def tried(view: View, seat: str, kind: str) -> tuple[Relaxation, Problem, Plan] | None:
    """One kind: the cheapest insertion in the relaxed problem."""
    relaxed = KINDS[kind](view, seat)
    if relaxed is None:
        return None
    options = replacements(Vacancy(relaxed, view.plan, seat), 1)
    gained = [x for x in options if not x[0].disturbs or x[0].cost < 0]
    if not gained:
        return None
    option, plan = gained[0]
    return _told(kind, option), relaxed, plan


def _told(kind: str, option: Replacement) -> Relaxation:
    """The relaxation that an insertion stands for."""
    return Relaxation(
        kind,
        option.member,
        option.start,
        option.modality,
        below_coverage(option.tiers),
        option.tiers,
        option.disturbs,
    )
