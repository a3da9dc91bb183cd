"""Who could take over one seat, what that costs, and what each one would disturb."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from scheduler.excerpt import joined, totalled
from scheduler.plan import Plan, Tier
from scheduler.plan.tiers import change
from scheduler.problem import Problem
from scheduler.repair.insertions import Insertion, insertions
from scheduler.repair.vacancy import Vacancy
from scheduler.solve.board import Board

BEST, SPARE = 3, 2
"""Replacements looked for, and how many more the referee is asked about: the costs of insertions
leave out what members' weeks and the countries' balance cost."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One member for one seat, everything else as it is but what is disturbed."""

    member: str
    start: int
    modality: str
    cost: int
    """Value of the plan with it, less the value of the plan as it is; below 0: better."""
    tiers: tuple[Tier, ...]
    """The same by tier."""
    disturbs: tuple[str, ...] = ()
    """Seats of the member that would be left open."""


def best_replacements(problem: Problem, plan: Plan, seat: str) -> tuple[Replacement, ...]:
    """The three best single replacements for a seat, or the three best to fill it."""
    found = replacements(Vacancy(problem, plan, seat), BEST, SPARE)
    return tuple(option for option, _ in found)


def replacements(vacancy: Vacancy, most: int, spare: int = 0) -> list[tuple[Replacement, Plan]]:
    """The best ones with the plan each makes, by value; no two of one member."""
    board = vacancy.board()
    if board is None:
        return []
    judged = (_judged(vacancy, board, one) for one in insertions(vacancy, board))
    legal = list(itertools.islice((x for x in judged if x is not None), most + spare))
    return sorted(legal, key=lambda x: (x[0].cost, x[0].member))[:most]


def _judged(vacancy: Vacancy, board: Board, one: Insertion) -> tuple[Replacement, Plan] | None:
    """What the referee says of it."""
    routes = {**board.routes, one.route.slot: one.route}
    bench, before = vacancy.bench, vacancy.plan
    draft = joined(vacancy.view.plan, bench.slots, bench.compiled, routes.values())
    report = vacancy.judged.again(vacancy.whole.of(draft))
    if not report.legal:
        return None
    plan = totalled(replace(draft, bound=0, uncovered=(), problem_digest=""), report)
    given = next(a for a in plan.assignments if a.seat == vacancy.seat)
    option = Replacement(
        given.member,
        given.start,
        given.modality,
        plan.value - before.value,
        change(before, plan),
        one.given_up,
    )
    return option, plan
