"""OR-Tools' routing library with guided local search, one day after another until the time is up.

Members are vehicles, seats at each of their starts are visits; who cannot take a visit may not go
there. A visit's place depends on the member: the one with the cheapest way from home. Other days
stay as they are; they leave each day its minutes of the week and the hours of rest. In the model:
ways, breaks, minutes and trauma-heavy seats of day and week, fair shares, rest, starts, teams. Not
in it: lunch, spans, remote minutes in a row, rooms taken, nights away. The plan is mended. The
library runs in one thread.
"""

from __future__ import annotations

from benchmarks.solver.peers.case import Case
from benchmarks.solver.peers.day_model import Model
from benchmarks.solver.peers.one_day import Day
from scheduler.solve.pool import Route

ROUNDS = 2
"""Times that each day is looked at, if the time allows."""


def local_search(case: Case) -> list[Route]:
    """The best plan found in the time, mended."""
    best = case.greedy
    days = case.compiled.net.days
    for turn in range(ROUNDS * days):
        if case.left < 1.0:
            break
        seconds = case.left / (ROUNDS * days - turn)
        found = improved(Day(case, best, turn % days), seconds)
        best = min(best, case.mended(found), key=lambda routes: case.plan(routes).value)
    return best


def improved(day: Day, seconds: float) -> list[int]:
    """Candidates of the whole plan with the day planned anew."""
    kept = day.case.seats_of(day.others)
    return kept + Model(day).solved(seconds) if day.members else kept
