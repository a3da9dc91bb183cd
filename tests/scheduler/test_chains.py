"""Chains lead from an open seat to all who must move for it to be served."""

import numpy as np
import pytest

from scheduler.generate import made_up
from scheduler.problem import Problem
from scheduler.solve.chains import Chains
from scheduler.solve.pool import Route
from scheduler.solve.regret import open_seats, winnable
from scheduler.solve.search import Search
from scheduler.stop import Clock, Stop
from tests.scheduler import builders as make

NAMES = "ana", "ben", "cem", "dan"


def week(able: dict[str, tuple[str, ...]], starts: dict[str, int] | None = None) -> Search:
    """One hour each at ten, if nothing else is said; ``able`` may serve it."""
    sessions = tuple(make.session(s, start=(starts or {}).get(s, 600)) for s in able)
    seats = tuple(make.seat(f"{s}/1", candidates=who) for s, who in able.items())
    members = tuple(make.member(name) for name in NAMES)
    problem = make.problem(sessions, members, seats=seats, days=make.days())
    return Search(problem, Clock(Stop(steps=1_000)), 0)


def served(search: Search, who: dict[str, str]) -> list[Route]:
    """The plan in which each session is served by that member, one a day."""
    names = [d.session.id for d in search.compiled.demands]
    net, candidates, out = search.compiled.net, search.compiled.candidates, []
    for session, name in who.items():
        mine = candidates.slot // net.days == NAMES.index(name)
        mine &= net.seat[net.node] == names.index(session)
        number = int(np.flatnonzero(mine)[0])
        out.append(search.pool.routes[search.pool.add(int(candidates.slot[number]), (number,))])
    return out


def chain(search: Search, plan: list[Route], most: int = 4, **prices: float) -> list[str]:
    """From the first session on."""
    y = np.zeros(len(search.master.frame.low))
    for session, cents in prices.items():
        names = [d.session.id for d in search.compiled.demands]
        y[search.master.row_of_seat[names.index(session)]] = cents
    chains = Chains(search.master, search.pool)
    return [NAMES[m] for m in chains.members(0, plan, y, most, 1).tolist()]


def test_who_takes_over_what_the_taker_leaves_is_in_the_chain() -> None:
    search = week({"a": ("ana",), "b": ("ana", "ben"), "c": ("ben", "cem"), "d": ("dan",)})
    plan = served(search, {"b": "ana", "c": "ben", "d": "dan"})
    assert chain(search, plan, b=5_000.0, c=5_000.0) == ["ana", "ben", "cem"]
    assert chain(search, plan, most=2, b=5_000.0, c=5_000.0) == ["ana", "ben"]


def test_who_holds_a_seat_that_lies_on_the_best_day_is_in_the_chain() -> None:
    search = week({"a": ("ana",), "b": ("ana", "ben")}, starts={"b": 720})
    plan = served(search, {"b": "ben"})
    assert chain(search, plan, b=50_000.0) == ["ana", "ben"]
    assert chain(search, plan, b=-50_000.0) == ["ana"]


def test_a_seat_that_no_day_can_have_has_no_chain() -> None:
    assert chain(week({"a": (), "b": ("ana",)}), []) == []


@pytest.fixture(scope="module")
def problem() -> Problem:
    return made_up(30, 160, 8, seed=5)


def test_a_chain_begins_with_who_may_serve_the_seat_and_has_nobody_twice(problem: Problem) -> None:
    search = Search(problem, Clock(Stop(steps=60)), 0)
    list(search.plans())
    master, y = search.master, np.zeros(len(search.master.frame.low))
    chains, days = Chains(master, search.pool), search.compiled.net.days
    lengths = []
    for seat in open_seats(master, search.routes):
        found = chains.members(seat, search.routes, y, 6, 2).tolist()
        lengths.append(len(found))
        assert len(found) == len(set(found)) <= 6
        able = set((search.compiled.candidates.slot[search.compiled.candidates_of(seat)]) // days)
        assert not found or found[0] in able
    assert max(lengths) > 1


def test_seats_can_be_won_that_weigh_more_than_their_price(problem: Problem) -> None:
    search = Search(problem, Clock(Stop(steps=1_000)), 0)
    y, row = np.zeros(len(search.master.frame.low)), search.master.row_of_seat
    seats = open_seats(search.master, [])
    assert winnable(search.master, y, [], 1.0) == seats
    y[row[seats[1:]]] = 1e12
    assert winnable(search.master, y, [], 1.0) == seats[:1]
