"""Solving one part: the plan, and what its seats are worth."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.check import check
from scheduler.problem import Problem
from scheduler.refusal import IllegalPlanError
from scheduler.solve.cover import seat_weight
from scheduler.solve.reasons import Reasons
from scheduler.solve.scarcity import with_scarcity
from scheduler.solve.search import Search
from scheduler.spread.answers import Solved
from scheduler.stop import Clock, Stop

SHOWN = 5


def improve_part(problem: Problem, stop: Stop, seed: int) -> Iterator[Solved]:
    """Better and better plans that the referee accepts, with the prices of the moment."""
    search, rejected, is_shown = Search(problem, Clock(stop), seed), "", False
    reasons = Reasons(search.compiled)
    for plan in search.plans():
        whole = reasons.told(with_scarcity(search, plan))
        found = check(problem, whole)
        if found.violations:
            rejected = "; ".join(v.message for v in found.violations[:SHOWN])
            continue
        is_shown = True
        yield Solved(whole, prices_of(search))
    if rejected and not is_shown:
        raise IllegalPlanError(rejected)


def prices_of(search: Search) -> dict[str, int]:
    """By seat; the full weight of one that nobody here could serve, nothing before there are
    prices."""
    if search.prices is None:
        return {}
    net, rows, row = search.compiled.net, search.prices, search.master.row_of_seat
    possible = set(net.seat[net.node].tolist())
    return {
        d.seat.id: max(0, round(float(rows[row[d.index]])))
        if d.index in possible
        else int(seat_weight(search.compiled, d.index))
        for d in search.compiled.demands
    }
