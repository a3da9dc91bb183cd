"""Rules between seats: each is kept by one plan and broken by another."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.check import check
from scheduler.problem import Pairing, Pin, Policy, Problem, ProcedurePolicy, Room
from tests.scheduler.builders import (
    broken,
    give,
    member,
    one,
    plan,
    problem,
    seat,
    session,
    site,
    with_totals,
)

PEOPLE = (member("ana"), member("ben"), member("eva"))
PAIR = (give("s/1", "ana"), give("s/2", "ben"))


def team(**of_session: Any) -> Problem:
    """One session with two seats."""
    return problem((session(**of_session),), PEOPLE, seats=(seat("s/1"), seat("s/2")))


def test_one_member_a_seat() -> None:
    p = problem((session(),), PEOPLE)
    kept = plan(p, give("s/1", "ana"))
    twice = replace(kept, assignments=kept.assignments * 2)
    assert {v.rule for v in check(p, kept).violations} == set()
    assert {v.rule for v in check(p, twice).violations} == {"one_member_a_seat"}


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (600, set()),
        (615, set()),
        (630, set()),
        (645, {"start_window"}),
        (610, {"start_window"}),
        (585, {"start_window"}),
    ],
)
def test_start_window(start: int, found: set[str]) -> None:
    assert broken(one({"latest_start": 640}), give(start=start)) == found


def test_start_window_of_a_fixed_start() -> None:
    assert broken(one(), give(start=600)) == set()
    assert broken(one(), give(start=615)) == {"start_window"}


def test_same_start() -> None:
    p = team(latest_start=700)
    assert broken(p, give("s/1", "ana", 615), give("s/2", "ben", 615)) == set()
    assert broken(p, give("s/1", "ana", 600), give("s/2", "ben", 615)) == {"same_start"}


def test_distinct_members() -> None:
    p = team()
    assert broken(p, *PAIR) == set()
    same = broken(p, give("s/1", "ana"), give("s/2", "ana"))
    assert same == {"distinct_members", "no_overlap"}, "who sits in two seats is there twice"


def test_beside() -> None:
    p = problem((session(),), PEOPLE, seats=(seat("s/1"), seat("s/2", beside="s/1")))
    assert broken(p, *PAIR) == set()
    assert broken(p, give("s/1", "ana")) == set()
    assert broken(p, give("s/2", "ben")) == {"beside"}
    promised = replace(p, pins=(Pin("s/2", "ben"),))
    assert broken(promised, give("s/2", "ben")) == set(), "who said yes stays, whoever declines"


def relay(limit: int | None = None) -> Problem:
    """A direct seat, a chain of two legs that may stand in for it, a mediator beside."""
    legs = tuple(seat(f"s/{k}", chain="c", leg=k, instead_of="s/1") for k in (2, 3))
    return problem(
        (session(),),
        (*PEOPLE, member("ivo")),
        seats=(seat("s/1"), *legs, seat("s/4", beside="s/1")),
        policy=Policy(max_relay_remote=limit, relay_factor_percent=170),
    )


LEGS = (give("s/2", "ana"), give("s/3", "ben"))


def test_beside_a_whole_chain() -> None:
    beside = give("s/4", "eva")
    assert broken(relay(), *LEGS, beside) == set()
    assert broken(relay(), LEGS[0], beside) == {"chain_all_or_none", "beside"}


def test_chain_all_or_none() -> None:
    assert broken(relay(), *LEGS) == set()
    assert broken(relay(), LEGS[0]) == {"chain_all_or_none"}


def test_chain_or_direct() -> None:
    assert broken(relay(), give("s/1", "eva")) == set()
    assert broken(relay(), *LEGS, give("s/1", "eva")) == {"chain_or_direct"}


def test_chain_or_direct_forbids_two_chains_for_one_seat() -> None:
    legs = tuple(seat(f"s/{k}", chain=f"c{k // 4}", instead_of="s/1") for k in (2, 3, 4, 5))
    p = problem((session(),), (*PEOPLE, member("ivo")), seats=(seat("s/1"), *legs))
    assert broken(p, *LEGS) == set()
    assert broken(p, *LEGS, give("s/4", "eva"), give("s/5", "ivo")) == {"chain_or_direct"}


@pytest.mark.parametrize(("limit", "found"), [(2, set()), (None, set()), (1, {"chain_remote"})])
def test_chain_remote(limit: int | None, found: set[str]) -> None:
    remote = (give("s/2", "ana", modality="video"), give("s/3", "ben", modality="phone"))
    assert broken(relay(limit), *remote) == found


def test_a_leg_of_a_chain_takes_longer() -> None:
    p = replace(
        relay(), sessions=(session(), session("t", 702)), seats=(*relay().seats, seat("t/1"))
    )
    assert broken(p, *LEGS, give("t/1", "ana")) == set()
    early = replace(p, sessions=(session(), session("t", 701)))
    assert broken(early, *LEGS, give("t/1", "ana")) == {"no_overlap"}


def in_one_room(second: int) -> Problem:
    """Two remote sessions, one room; ten minutes of link test, five for the signature."""
    return problem(
        (
            session("a", country="RS", procedure="INT"),
            session("b", second, country="RS", procedure="INT"),
        ),
        PEOPLE,
        sites=(site("nis", rooms=(Room("r"), Room("q"))),),
        policy=Policy(link_test_minutes=10),
        procedures=(ProcedurePolicy("RS", "INT", remote_extra=5),),
    )


def test_room_one_session() -> None:
    both = (give("a/1", "ana", -1, "video", "r"), give("b/1", "ben", -1, "video", "r"))
    assert broken(in_one_room(675), *both) == set()
    assert broken(in_one_room(674), *both) == {"room_one_session"}
    assert broken(in_one_room(674), both[0], replace(both[1], room="q")) == set()


@pytest.mark.parametrize(
    ("pin", "found"),
    [
        (Pin("s/1", "ana"), set()),
        (Pin("s/1", "ana", 615, "video", "r"), set()),
        (Pin("s/1", "ben"), {"pins_kept"}),
        (Pin("s/1", "ana", 600), {"pins_kept"}),
        (Pin("s/1", "ana", None, "phone"), {"pins_kept"}),
        (Pin("s/1", "ana", None, "", "q"), {"pins_kept"}),
    ],
)
def test_pins_kept(pin: Pin, found: set[str]) -> None:
    p = problem(
        (session(latest_start=700),),
        PEOPLE,
        sites=(site("nis", rooms=(Room("r"), Room("q"))),),
        pins=(pin,),
    )
    assert broken(p, give("s/1", "ana", 615, "video", "r")) == found


def test_pins_kept_means_filled() -> None:
    assert broken(one(pins=(Pin("s/1", "ana"),))) == {"pins_kept"}


@pytest.mark.parametrize(
    ("side", "case", "found"),
    [
        ("authority", "c1", {"both_sides"}),
        ("authority", "c2", set()),
        ("applicant", "c1", set()),
        ("", "c1", set()),
    ],
)
def test_both_sides(side: str, case: str, found: set[str]) -> None:
    first, second = (
        session("a", case="c1", side="applicant"),
        session("b", 900, case=case, side=side),
    )
    p = problem((first, second), PEOPLE)
    assert broken(p, give("a/1", "ana"), give("b/1", "ana")) == found
    assert broken(p, give("a/1", "ana"), give("b/1", "ben")) == set()


@pytest.mark.parametrize(
    ("at_most", "found"), [(2, set()), (None, set()), (1, {"rotation"}), (0, {"rotation"})]
)
def test_rotation(at_most: int | None, found: set[str]) -> None:
    sessions = (session("a", officer="o"), session("b", 900, officer="o"))
    p = problem(sessions, PEOPLE, pairings=(Pairing("ana", "o", 0, at_most),))
    assert broken(p, give("a/1", "ana"), give("b/1", "ana")) == found


def test_a_plan_without_assignments_is_legal() -> None:
    p = team()
    assert with_totals(p, plan(p)) == plan(p)
    assert broken(p) == set()
