"""The first plan: soon there, of what is pinned and most urgent, and never taken back."""

from dataclasses import replace
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings

from scheduler.check import check
from scheduler.generate import made_up
from scheduler.problem import Pin, Problem
from scheduler.refereed import certified, improve
from scheduler.refusal import IllegalPlanError
from scheduler.reprice import judged
from scheduler.solve.urgent import SEATS, first_plan, urgent_seats
from scheduler.stop import Clock, Stop
from tests.scheduler.exhaustive import CALM
from tests.scheduler.strategies import promised

WEEK = made_up(30, 200, 12, seed=7)
NOW, FEW = Stop(steps=0), Stop(steps=30)


def pinned(week: Problem, seats: int) -> Problem:
    """The week with the last seats that a full plan serves pinned to whoever serves them."""
    *_, plan = improve(week, Stop(steps=20))
    last = sorted(plan.assignments, key=lambda a: a.seat)[-seats:]
    return replace(week, pins=tuple(Pin(a.seat, a.member) for a in last))


def values_of(p: Problem) -> list[int]:
    """Of all plans shown; none where promises contradict each other."""
    try:
        return [plan.value for plan in improve(p, FEW)]
    except IllegalPlanError:
        return []


def test_urgent_are_the_weightiest_and_their_whole_sessions() -> None:
    chosen = set(urgent_seats(WEEK).tolist())
    sessions = {s.id: s for s in WEEK.sessions}
    weight = [WEEK.goals.weight_of(sessions[s.session]) for s in WEEK.seats]
    assert SEATS <= len(chosen) < len(WEEK.seats) / 2
    assert min(np.sort(weight)[-SEATS:]) >= max(w for k, w in enumerate(weight) if k not in chosen)
    mine = {WEEK.seats[k].session for k in chosen}
    assert chosen == {k for k, s in enumerate(WEEK.seats) if s.session in mine}


def test_the_first_plan_is_legal_and_says_nothing_against_other_seats() -> None:
    plan = first_plan(WEEK, Clock(NOW), 0)
    assert plan is not None
    assert check(WEEK, plan).violations == ()
    urgent = {WEEK.seats[k].id for k in urgent_seats(WEEK)}
    assert plan.assignments
    assert {a.seat for a in plan.assignments} <= urgent
    whole = {c.priority: c for c in list(improve(WEEK, Stop(steps=5)))[-1].coverage}
    assert all(c.at_most >= whole[c.priority].at_most for c in plan.coverage)
    assert plan.bound == 0
    assert plan.uncovered == ()


def test_nothing_is_said_against_other_seats_where_members_are_thinned_either() -> None:
    with patch.multiple("scheduler.solve.compile", MANY=1):
        plan = first_plan(WEEK, Clock(NOW), 0)
    assert plan is not None
    assert check(WEEK, plan).violations == ()
    urgent = {k: WEEK.seats[k] for k in urgent_seats(WEEK)}
    others = len(WEEK.seats) - len(urgent)
    assert sum(c.at_most for c in plan.coverage) >= others


def test_what_is_pinned_is_in_the_first_plan() -> None:
    week = pinned(WEEK, 12)
    plan = first_plan(week, Clock(NOW), 0)
    assert plan is not None
    assert check(week, plan).violations == ()
    assert {(p.seat, p.member) for p in week.pins} <= {(a.seat, a.member) for a in plan.assignments}


def test_its_certificate_claims_nothing() -> None:
    first = next(certified(WEEK, NOW))
    certificate = first.certificate()
    assert certificate is not None
    assert (first.plan.bound, certificate.bound, certificate.cases) == (0, 0, ())
    assert judged(WEEK, first.plan, certificate).faults == ()


def test_where_most_seats_are_urgent_there_is_none() -> None:
    assert first_plan(made_up(8, 40, 4, seed=1), Clock(NOW), 0) is None


def test_no_later_plan_is_worse() -> None:
    values = [plan.value for plan in improve(WEEK, Stop(steps=60))]
    assert len(values) > 2
    assert values == sorted(values, reverse=True)


@settings(CALM, max_examples=25)
@given(promised())
def test_what_comes_after_it_does_not_depend_on_it(p: Problem) -> None:
    with patch.multiple("scheduler.solve.urgent", SEATS=1, PART=100, MOST=1.0):
        values = values_of(p)
    assert values == sorted(values, reverse=True)
    assert values[-1:] == values_of(p)[-1:]
