"""One seat of one plan explained."""

from __future__ import annotations

from dataclasses import replace

from scheduler.check.joint_rules import covered
from scheduler.check.view import View
from scheduler.explain.model import Explanation
from scheduler.explain.nearest import nearest
from scheduler.explain.parts import parts
from scheduler.explain.relax import relaxation
from scheduler.explain.words import of_open, of_served
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.repair.replacements import replacements
from scheduler.repair.vacancy import Vacancy
from scheduler.solve.compile import Compiled, compile_problem
from scheduler.solve.reasons import Reasons


def explain(problem: Problem, plan: Plan, seat: str) -> Explanation:
    """Why nobody serves the seat and what would help; or why this member does, and who is next.

    Raises ``KeyError`` for a seat that the problem does not have.
    """
    view = View(problem, plan)
    if seat not in view.seats:
        raise KeyError(seat)
    if seat in view.served:
        return _served(view, seat)
    if covered(view, seat):
        return _served(view, _leg(view, seat))
    return _open(view, seat)


def _leg(view: View, seat: str) -> str:
    """The first leg of the relay that stands in for a direct seat."""
    chains = sorted(view.stand_ins[seat])
    return next(leg for c in chains for leg in view.chains[c] if leg in view.served)


def _served(view: View, seat: str) -> Explanation:
    vacancy = Vacancy(view.problem, view.plan, seat)
    found = replacements(vacancy, 1)
    told = Explanation(
        seat,
        covered=True,
        sentences=(),
        member=view.served[seat].member.id,
        parts=parts(view, seat, vacancy),
        next=found[0][0] if found else None,
    )
    return replace(told, sentences=tuple(of_served(told)))


def _open(view: View, seat: str) -> Explanation:
    compiled = _compiled(view.problem, seat)
    d = compiled.demands[0]
    reason = Reasons(compiled).of(d, set(view.served))
    close = nearest(view, compiled, d)
    options = replacements(Vacancy(view.problem, view.plan, seat), 1)
    relaxed = relaxation(view, seat)
    code = reason.code
    if code == "all_busy" and close is not None and not close.blocks:
        code = "open"
    told = Explanation(
        seat,
        covered=False,
        sentences=(),
        code=code,
        steps=reason.steps,
        nearest=close,
        relaxation=relaxed[0] if relaxed is not None else None,
        displacing=options[0][0] if options and options[0][0].disturbs else None,
    )
    return replace(told, sentences=tuple(of_open(told)))


def _compiled(problem: Problem, seat: str) -> Compiled:
    """The seat alone, with every member."""
    wanted = next(s for s in problem.seats if s.id == seat)
    return compile_problem(
        replace(
            problem,
            sessions=tuple(s for s in problem.sessions if s.id == wanted.session),
            seats=(wanted,),
            pins=tuple(p for p in problem.pins if p.seat == seat),
            confirmed=(),
        )
    )
