"""Nights priced by whole weeks: the bound never falls, stays a bound, and sees what a night costs the
day before."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from scheduler.problem import Problem
from scheduler.solve.daywise import Prices, priced
from scheduler.solve.jit import Ints
from scheduler.solve.overnight import torn, with_nights
from scheduler.solve.pool import Route
from scheduler.solve.search import Search
from scheduler.stop import Clock, Stop
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.strategies import far_away
from tests.scheduler.test_daywise import MOST, ROUNDING, sharpened


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
