"""A large week made better group by group: legal plans, each better, and what a group's program
says it saves is what the plan saves."""

from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.solver.peers.greedy import greedy_routes
from scheduler.check import check
from scheduler.generate import made_up
from scheduler.problem import Pin, Problem
from scheduler.solve.anew import value_of
from scheduler.solve.cover import seat_weight
from scheduler.solve.entries import entries_of
from scheduler.solve.groups import Groups
from scheduler.solve.near import Near
from scheduler.solve.pool import Route, served_by
from scheduler.solve.prices import priced
from scheduler.solve.regret import open_seats
from scheduler.solve.search import Search
from scheduler.solve.touch import Touch
from scheduler.stop import Clock, Stop
from tests.scheduler import builders as make
from tests.scheduler.strategies import far_away, from_rooms, problems, promised

KINDS = st.one_of(problems(), far_away(), from_rooms(), promised())
FEW = 6
MOST_ROUNDING = 1.0


@pytest.fixture(scope="module")
def problem() -> Problem:
    return made_up(30, 160, 8, seed=5)


@pytest.fixture
def search(problem: Problem) -> Search:
    return begun(problem)


def begun(problem: Problem) -> Search:
    search = Search(problem, Clock(Stop(steps=100_000)), 0)
    search.take(greedy_routes(search.master))
    return search


def groups_of(search: Search) -> Groups:
    return Groups(search.master, search.pool, priced(search.master, search.ascend()))


def some_better(groups: Groups, routes: list[Route]) -> list[list[Route]]:
    """A few of each kind of groups."""
    found = [routes]
    for better in (groups.chained, groups.around_open, groups.alike):
        found += islice(better(found[-1], lambda: False), FEW)
    return found[1:]


def test_each_plan_is_legal_and_better_than_the_one_before(
    problem: Problem, search: Search
) -> None:
    first = search.value
    found = some_better(groups_of(search), search.routes)
    plans = [search.take(routes) for routes in found]
    assert len(plans) > 2
    assert all(check(problem, plan).legal for plan in plans)
    values = [first, *(plan.value for plan in plans)]
    assert all(after < before for before, after in pairwise(values))


def test_what_a_group_saves_is_what_the_plan_saves(search: Search) -> None:
    groups, routes = groups_of(search), search.routes
    for after in some_better(groups, routes):
        moved = {r.slot for r in set(routes) ^ set(after)}
        group = np.zeros(search.master.compiled.slots, np.bool_)
        days = groups.days
        group[[m * days + d for m in {s // days for s in moved} for d in range(days)]] = True
        group &= search.master.row_of_slot >= 0
        stands = [r for r in routes if not group[r.slot]]
        worth = []
        for some in (routes, after):
            mine = [r for r in some if group[r.slot]]
            worth.append(
                (value_of(groups.anew.program(group, stands, mine), mine), search.take(some).value)
            )
        (before, whole), (now, whole_now) = worth
        assert abs((before - now) - (whole - whole_now)) <= MOST_ROUNDING
        routes = after


def test_a_group_knows_every_row_its_routes_enter(search: Search) -> None:
    groups = groups_of(search)
    some_better(groups, search.routes)
    later, days = Touch(search.master), groups.days
    assert search.master.late
    for member in range(0, search.master.compiled.slots // days, 5):
        mine = [r for r in search.pool.routes if r.slot // days == member]
        slots = np.zeros(search.master.compiled.slots, np.bool_)
        slots[member * days : (member + 1) * days] = True
        rows, _, _ = entries_of(search.master, mine, 0)
        for touch in (groups.anew.touch, later):
            assert touch.rows_of(slots)[rows].all()


@given(KINDS)
@settings(max_examples=80)
def test_groups_of_any_small_week_give_legal_plans(problem: Problem) -> None:
    search = begun(problem)
    assume(len(search.master.open_slots) and check(problem, search.take(search.routes)).legal)
    value = search.value
    for routes in some_better(groups_of(search), search.routes):
        plan = search.take(routes)
        assert check(problem, plan).legal
        assert plan.value < value
        value = plan.value


def test_a_promised_leg_of_a_relay_is_kept_though_one_member_could_do_it_all() -> None:
    legs = tuple(make.seat(f"s/{k}", chain="s", leg=k, instead_of="s/1") for k in (2, 3))
    problem = make.problem(
        (make.session(),),
        (make.member("ana"), make.member("ben")),
        seats=(make.seat(), *legs),
        days=make.days(),
        pins=(Pin("s/2", "ana"),),
    )
    search = begun(problem)
    assert check(problem, search.take(search.routes)).legal
    for routes in some_better(groups_of(search), search.routes):
        assert check(problem, search.take(routes)).legal


def test_a_large_week_is_made_better_by_groups(
    problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.solve.search.SMALL", 50)
    plans = list(Search(problem, Clock(Stop(steps=80)), 0).plans())
    assert plans[-1].value < 0.8 * begun(problem).value
    assert plans[-1].bound > 0
    assert check(problem, plans[-1]).legal


def test_around_a_seat_are_first_those_who_may_serve_it(search: Search) -> None:
    near = Near(search.master)
    even = np.ones(near.members)
    for seat in np.unique(near.seat)[:40].tolist():
        able = set(near.member[near.seat == seat].tolist())
        found = near.around(seat, even).tolist()
        assert set(found[: len(able)]) == able
        assert len(found) == len(set(found))


def test_around_a_seat_come_only_members_of_its_day_who_could_make_room(search: Search) -> None:
    near = Near(search.master)
    further = 0
    for seat in np.unique(near.seat)[:40].tolist():
        able = np.isin(near.member, near.member[near.seat == seat])
        beside = np.isin(near.seat, near.seat[able & (near.day[near.seat] == near.day[seat])])
        found = set(near.around(seat, np.ones(near.members)).tolist())
        assert found == set(near.member[beside].tolist())
        further += len(found - set(near.member[near.seat == seat].tolist()))
    assert further


def test_around_a_seat_who_has_most_to_gain_comes_first(search: Search) -> None:
    near = Near(search.master)
    seat = int(np.argmax(near.able))
    able = near.member[near.seat == seat].tolist()
    for member in able:
        regret = np.zeros(near.members)
        regret[member] = 1.0
        assert near.around(seat, regret)[0] == member


def test_open_seats_come_by_weight(search: Search) -> None:
    compiled = search.master.compiled
    seats = open_seats(search.master, [])
    weights = [seat_weight(compiled, seat) for seat in seats]
    assert weights == sorted(weights, reverse=True)
    assert len(seats) == sum(not d.seat.chain for d in compiled.demands)
    served = served_by(compiled, search.routes)
    assert set(open_seats(search.master, search.routes)) == set(seats) - served
