"""Nights priced by whole weeks: the bound never falls, stays a bound, and sees what a night costs
the day before."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from scheduler.problem import Policy, Problem
from scheduler.solve.jit import Ints
from scheduler.solve.layout import duals_of
from scheduler.solve.overnight import torn, with_nights
from scheduler.solve.pool import Route
from scheduler.solve.pricer import price
from scheduler.solve.prices import Prices, priced
from scheduler.solve.relax import collect
from scheduler.solve.search import Search
from scheduler.stop import Clock, Stop
from tests.scheduler import builders as make
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.sharpened import sharpened
from tests.scheduler.strategies import far_away
from tests.scheduler.test_daywise import MOST, ROUNDING


def travellers(search: Search) -> Ints:
    """Members who may sleep away and have a day with candidates."""
    master = search.master
    able = (master.row_of_slot >= 0).reshape(-1, master.compiled.net.days).any(axis=1)
    return np.flatnonzero(able & (np.diff(master.compiled.net.stay_ptr) > 0))


@CALM
@given(far_away())
def test_no_plan_is_cheaper(p: Problem) -> None:
    best = known_best(p, MOST)
    search, prices, _ = sharpened(p)
    better = with_nights(search.master, prices, travellers(search))
    assert prices.bound <= better.bound <= best + 1.0
    assert priced(search.master, better.y).bound == pytest.approx(better.bound, rel=ROUNDING)


def test_a_night_costs_the_dear_day_before_it() -> None:
    """Work at home in the evening, and far away the next morning: only one of both can be."""
    p = make.problem(
        (
            make.session("home", start=1_140, site="a", modalities=("on_site",)),
            make.session("far", start=1_980, site="b", modalities=("on_site",)),
        ),
        (make.member(home="a"),),
        days=make.days(2, lodging_by=1_260),
        sites=(make.site("a"), make.site("b")),
        travel=make.roads(("a", "b", 300)),
        policy=Policy(max_one_way=180),
    )
    search = Search(p, Clock(Stop(steps=100)), 0)
    master, weight = search.master, p.goals.weight_of(p.sessions[0])
    y = np.zeros(len(master.frame.low))
    y[master.row_of_seat] = weight
    before = priced(master, y)
    evening = [r for r in _days(search, before) if r.wake == r.sleep == -1]
    assert torn(master, before, evening).tolist() == [0]
    after = with_nights(master, before, np.array([0]))
    assert before.bound < weight / 2 < weight <= after.bound
    assert torn(master, after, evening).tolist() == []


def _days(search: Search, prices: Prices) -> list[Route]:
    """The cheapest day of each kind at these prices."""
    compiled = search.compiled
    found = price(compiled.net, duals_of(search.master, prices.y), compiled.tasks, 5, exact=True)
    return [search.pool.routes[k] for k in collect(search.pool, compiled.tasks, found)]
