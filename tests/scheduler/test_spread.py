"""A week in parts: a true partition, legal plans of the whole, bounds that no plan is below."""

from __future__ import annotations

import itertools
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.check.seat_rules import SEAT_RULES
from scheduler.check.view import View
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import MODALITIES, Member, Problem, Seat
from scheduler.problem.faults import faults_of
from scheduler.refereed import solve
from scheduler.spread import rounds
from scheduler.spread.answers import Solved, solved_from_json, solved_to_json
from scheduler.spread.solving import improve_part
from scheduler.spread.split import split
from scheduler.spread.standing import PROOF, Standing, standing_from_json, standing_to_json
from scheduler.stop import Stop
from tests.scheduler import builders as make
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.strategies import far_away, from_rooms, problems, promised
from tests.scheduler.test_brute_force import MOST_PLANS

SMALL = st.integers(1, 2)
KINDS = st.one_of(problems(), far_away(), from_rooms(), promised())


def problems_of(p: Problem, now: Standing) -> list[Problem]:
    return [rounds.problem_of(p, now, k) for k in range(len(now.split.parts))]


def standings(p: Problem, most_members: int, seconds: float = 1) -> Iterator[Standing]:
    """What is known after each round, through the JSON in which it travels."""
    now = rounds.begun(p, most_members)
    while now.kind:
        pieces = problems_of(p, now)
        assert [faults_of(x) for x in pieces] == [[]] * len(pieces)
        answers = [deque(improve_part(x, Stop(seconds=seconds), 1), maxlen=1)[0] for x in pieces]
        told = [json.loads(json.dumps(solved_to_json(x))) for x in answers]
        now = rounds.after(p, now, [solved_from_json(x) for x in told])
        now = standing_from_json(json.loads(json.dumps(standing_to_json(now))))
        yield now


@settings(CALM, max_examples=60)
@given(KINDS, SMALL)
def test_every_member_is_in_one_part_and_every_session_at_home_where_it_stands(
    p: Problem, most: int
) -> None:
    found = split(p, most)

    assert sorted(itertools.chain(*found.parts)) == sorted(m.id for m in p.members)
    assert set(found.homes) == set(found.stands) == {s.id for s in p.sessions}
    assert all(found.homes[s] in parts for s, parts in found.stands.items())


@settings(CALM, max_examples=40)
@given(problems() | from_rooms(), SMALL)
def test_a_session_stands_wherever_the_referee_lets_somebody_serve(p: Problem, most: int) -> None:
    found = split(p, most)
    for k, names in enumerate(found.parts):
        for m in (m for m in p.members if m.id in names):
            for seat in p.seats:
                if k not in found.stands[seat.session]:
                    assert not may_serve(p, seat, m)


def may_serve(p: Problem, seat: Seat, member: Member) -> bool:
    start = next(s.start for s in p.sessions if s.id == seat.session)
    rooms = ["", *(r.id for s in p.sites for r in s.rooms)]
    for modality, room in itertools.product(MODALITIES, rooms):
        given = make.give(seat.id, member.id, start, modality, room)
        view = View(p, Plan(0, 0, 0.0, 0, 0, 0.0, (given,), (), ()))
        served = view.served[seat.id]
        if not any(r(view, served) for name, r in SEAT_RULES.items() if name != "host_room"):
            return True
    return False


@settings(CALM, max_examples=25)
@given(KINDS, SMALL)
def test_plans_in_parts_are_legal_and_no_plan_is_below_their_bound(p: Problem, most: int) -> None:
    best = known_best(p, MOST_PLANS)
    for now in standings(p, most):
        plan = rounds.whole_plan(p, now)
        assert check(p, plan).legal, check(p, plan).violations
        assert plan.bound <= best <= plan.value


def test_the_plan_of_a_week_is_never_worse_after_a_round_nor_less_proven() -> None:
    p = made_up(24, 110, 8, seed=11)
    best = solve(p, Stop(seconds=10), seed=1)

    found = list(standings(p, 9, seconds=3))

    assert len(found[0].split.parts) >= 3
    for before, after in itertools.pairwise(found):
        assert after.value <= before.value
        assert after.bound >= before.bound
    assert 0 < found[-1].bound <= best.value
    assert found[-1].value < 1.5 * best.value


def test_parts_that_share_nothing_prove_the_optimum_in_one_round() -> None:
    sessions = tuple(make.session(f"s{k}", start=480 + 60 * k) for k in range(6))
    seats = tuple(
        make.seat(f"s{k}/1", candidates=("ana", "ben") if k % 2 else ("eva", "ivo"))
        for k in range(6)
    )
    people = tuple(make.member(n, hourly_rate=100 * i) for i, n in enumerate(("ana", "eva")))
    people += tuple(make.member(n, hourly_rate=90) for n in ("ben", "ivo"))
    p = make.problem(sessions, people, seats=seats)

    first, *others = standings(p, 2)

    assert first.split.parts == (("ana", "ben"), ("eva", "ivo"))
    assert first.value == first.bound == solve(p, Stop(seconds=5)).value
    assert not others


def test_a_price_is_paid_in_every_part_and_taken_off_all_but_once() -> None:
    """Two members could serve one seat for 100 and 300 cents: that it costs 100 is proven."""
    people = (make.member("ana", hourly_rate=100), make.member("ben", hourly_rate=300))
    p = make.problem((make.session(),), people)
    now = replace(rounds.begun(p, 1), round=1, prices={"s": 200})
    assert now.kind == PROOF

    pieces = problems_of(p, now)
    answers = [deque(improve_part(x, Stop(seconds=5), 1), maxlen=1)[0] for x in pieces]

    assert [x.plan.value for x in answers] == [100, 200]
    assert rounds.after(p, now, answers).bound == 100


@pytest.mark.parametrize("most", [1, 2, 3])
def test_members_whose_pins_meet_are_never_torn_apart(most: int) -> None:
    from scheduler.problem import Pin

    people = tuple(make.member(n) for n in ("ana", "ben", "eva"))
    seats = (make.seat("s/1"), make.seat("s/2"))
    pins = (Pin("s/1", "ana"), Pin("s/2", "eva"))
    p = make.problem((make.session(),), people, seats=seats, pins=pins)

    found = split(p, most)

    assert any({"ana", "eva"} <= set(part) for part in found.parts)


def test_a_part_that_had_no_time_for_prices_gives_nothing_away() -> None:
    """The other part asks for a cent; nobody knows whether that is less."""
    people = (make.member("ana", hourly_rate=100), make.member("ben", hourly_rate=300))
    p = make.problem((make.session(),), people)
    now = replace(next(standings(p, 1)), round=1, bound=0)
    solved = [deque(improve_part(x, Stop(seconds=5), 1), maxlen=1) for x in problems_of(p, now)]
    plans = [found[0].plan for found in solved]
    told = [{} if k == now.homes["s"] else {p.seats[0].id: 1} for k in range(2)]

    then = rounds.after(p, now, [Solved(*both) for both in zip(plans, told, strict=True)])

    assert then.offers == {}
