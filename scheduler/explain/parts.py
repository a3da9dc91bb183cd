"""What a served seat costs, part by part, and who would serve it otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from scheduler.check.goals import load, quality
from scheduler.check.pay import seat_pay
from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.excerpt import joined, totalled
from scheduler.explain.model import Part
from scheduler.plan import Plan
from scheduler.plan.tiers import change
from scheduler.problem import Goals, Problem
from scheduler.repair.vacancy import Vacancy

QUALITY = ("modality", "gender", "continuity", "training", "rotation", "relay")
FAIRNESS = ("unsocial", "trauma")
NOTHING = {f.name: (0, 0, 0) if f.name == "coverage" else 0 for f in fields(Goals)}


def parts(view: View, seat: str, vacancy: Vacancy) -> tuple[Part, ...]:
    """The parts that are not 0. ``way`` is the rest of the money: ways, call-out fee, nights;
    ``load`` the rest of fairness: overload, trips, balance between countries."""
    s = view.served[seat]
    alone = View(_alone(view, s), replace(view.plan, assignments=(s.assignment,), duties=()))
    found = [Part("dialect", _only(alone, quality, ("dialect", "fallback")))]
    found += [Part(name, _only(alone, quality, (name,))) for name in QUALITY]
    pay = seat_pay(s)
    burdens = [Part(name, _only(alone, load, (name,))) for name in FAIRNESS]
    found += [Part("pay", pay), *burdens]
    without = _without(vacancy)
    if without is not None:
        extra = {t.name: t.value for t in change(without, view.plan)}
        found.append(Part("way", extra["money"] - pay))
        found.append(Part("load", extra["fairness"] - sum(b.cents for b in burdens)))
    return tuple(p for p in found if p.cents)


def _alone(view: View, s: Served) -> Problem:
    """A problem of this seat, with nothing that counts but what is asked about."""
    return replace(
        view.problem,
        sessions=(s.session,),
        seats=(s.seat,),
        members=(s.member,),
        travel=None,
        pins=(),
        confirmed=(),
        commitments=(),
        lent=(),
    )


def _only(view: View, tier: Callable[[View], int], names: tuple[str, ...]) -> int:
    goals = replace(
        Goals(**NOTHING),  # type: ignore[arg-type]
        **{name: getattr(view.problem.goals, name) for name in names},
    )
    one = View(replace(view.problem, goals=goals), view.plan)
    return tier(one)


def _without(vacancy: Vacancy) -> Plan | None:
    """The plan without the seat; ``None`` where the rest of the day could not be without it."""
    board = vacancy.board()
    if board is None:
        return None
    bench = vacancy.bench
    plan = joined(vacancy.view.plan, bench.slots, bench.compiled, board.routes.values())
    report = vacancy.judged.again(vacancy.whole.of(plan))
    return totalled(replace(plan, bound=0), report) if report.legal else None
