"""What a relaxation leaves in halves is asked about; what it serves twice is served once."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.certificate import Case, Certificate, OpenSeats
from scheduler.problem import Policy, Problem, Room, digest
from scheduler.refereed import solve
from scheduler.reprice import reprice
from scheduler.solve.certify import case_of
from scheduler.solve.compile import compile_problem
from scheduler.solve.counts import asked_next, count_row
from scheduler.solve.given import EVERY, Asked, Given
from scheduler.solve.leaf import Leaf
from scheduler.solve.master import Master, build_master
from scheduler.stop import Stop
from tests.scheduler.builders import member, problem, session, site
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.strategies import far_away, from_rooms, problems, promised

KINDS = st.one_of(problems(), far_away(), from_rooms(), promised())
MOST_PLANS = 1_500
DAY = 24 * 60


@pytest.fixture
def master() -> Master:
    """Of a week with four seats on two days, the first of them dearer."""
    sessions = tuple(
        session(name, at, priority=priority)
        for name, at, priority in (("a", 600, 0), ("b", 600, 1), ("c", 700, 1), ("d", DAY, 1))
    )
    return build_master(compile_problem(problem(sessions, (member(),))))


def asked(master: Master, opened: dict[str, float]) -> tuple[set[str], int] | None:
    """The seats asked about, and the number, where so much of some seats is open."""
    x, sides = np.zeros(len(master.frame.cost)), master.frame.uncovered
    index = {d.seat.id: d.index for d in master.compiled.demands}
    for name, share in opened.items():
        x[sides[index[f"{name}/1"]]] = share
    found = asked_next(master, x, set())
    if found is None:
        return None
    names = {sides[i]: name[0] for name, i in index.items()}
    return {names[side] for side in master.counted[found[0]]}, found[1]


def test_first_all_seats_that_cost_the_same_are_asked_about(master: Master) -> None:
    assert asked(master, {"b": 0.5, "d": 1.0}) == ({"b", "c", "d"}, 2)


def test_where_the_dearest_are_undecided_they_come_first(master: Master) -> None:
    assert asked(master, {"a": 0.5, "b": 0.5}) == ({"a"}, 1)


def test_then_those_of_one_day(master: Master) -> None:
    found = asked(master, {"b": 0.25, "c": 0.25, "d": 0.5})
    assert found in (({"b", "c"}, 1), ({"d"}, 1))


def test_then_one_seat(master: Master) -> None:
    found = asked(master, {"b": 0.5, "c": 0.5})
    assert found in (({"b"}, 1), ({"c"}, 1))


def test_nothing_is_asked_where_all_is_whole(master: Master) -> None:
    assert asked(master, {"b": 1.0, "d": 1.0}) is None


def test_nothing_is_asked_twice(master: Master) -> None:
    x = np.zeros(len(master.frame.cost))
    x[list(master.frame.uncovered.values())[1]] = 0.5
    known: set[Asked] = set()
    while (found := asked_next(master, x, known)) is not None:
        assert found not in known
        known.add(found)
    assert len(known) == 3


def test_the_same_seats_are_counted_in_one_row(master: Master) -> None:
    rows = len(master.frame.low)
    assert count_row(master, (1, 2)) == count_row(master, (1, 2)) == rows
    assert count_row(master, (1, 3)) == rows + 1


def test_answers_narrow_the_number() -> None:
    yes, no = EVERY.answered((7, 3))
    assert yes.limits == {7: (3.0, np.inf)}
    assert no.limits == {7: (0.0, 2.0)}
    assert Given(((7, 3), (7, 1)), ((7, 6), (7, 5))).limits == {7: (3.0, 4.0)}


@settings(CALM, max_examples=25)
@given(KINDS, st.integers(0, 1_000))
def test_any_prices_of_an_answer_prove_a_bound(p: Problem, seed: int) -> None:
    best, rng = known_best(p, MOST_PLANS), np.random.default_rng(seed)
    master = build_master(compile_problem(p))
    rows = rng.choice([-1e8, 0.0, 1e4, 5e7], len(master.frame.low))
    case = case_of(master, Leaf(rows, np.zeros(len(master.night_price))))
    direct = [d.seat.id for d in master.compiled.demands if d.index in master.frame.uncovered]
    seats = tuple(s for s in direct if rng.integers(2))
    number = int(rng.integers(0, len(seats) + 2))
    cases = tuple(
        answer(case, seats, number, rng.choice([0.0, 1e4, 3e8]), r) for r in (True, False)
    )
    assert reprice(p, Certificate(digest(p), 0, cases)) <= best


def answer(case: Case, seats: tuple[str, ...], number: int, price: float, reached: bool) -> Case:
    told = OpenSeats(seats, number, reached, price if reached else -price)
    return replace(case, answers=(told,))


def test_nobody_gets_a_way_from_a_seat_that_another_serves() -> None:
    """Both need the seat at the site to work from its rooms after it; the relaxation that serves it
    twice covers all three seats."""
    p = problem(
        (
            session("a", site="nis"),
            session("b", 660, modalities=("video",), needs_room=True),
            session("c", 660, modalities=("video",), needs_room=True),
        ),
        (member("ana", host_sites=()), member("bo", host_sites=())),
        sites=(site("nis", rooms=(Room("r"), Room("q"))),),
        policy=Policy(in_place_remote=True),
    )
    plan = solve(p, Stop(steps=20), seed=1)
    assert (plan.seats_covered, plan.gap) == (2, 0)
