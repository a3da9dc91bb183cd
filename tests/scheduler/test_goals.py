"""Every goal with figures worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.check import check
from scheduler.plan import Coverage
from scheduler.problem import (
    Acceptance,
    Border,
    Commitment,
    Confirmed,
    Goals,
    Lent,
    Pairing,
    Policy,
    Problem,
    Skill,
    Substitution,
    Training,
)
from tests.scheduler.builders import (
    days,
    give,
    member,
    one,
    plan,
    problem,
    roads,
    seat,
    session,
    site,
    tiers,
)

ANA, BEN = member("ana"), member("ben")
GOALS = Goals(statutory=10_000, coverage=(1_000, 100, 10))


def quality(p: Problem, *given: Any) -> int:
    """The third tier alone."""
    return tiers(p, *(given or (give(),)))["quality"]


@pytest.mark.parametrize(
    ("priority", "statutory", "cost"),
    [(0, False, 1_000), (1, False, 100), (2, False, 10), (7, False, 10), (2, True, 10_000)],
)
def test_coverage_by_priority(priority: int, statutory: bool, cost: int) -> None:
    p = one({"priority": priority, "statutory": statutory}, goals=GOALS)
    assert tiers(p)["coverage"] == cost
    assert tiers(p, give())["coverage"] == 0


def test_coverage_counts_each_seat_and_tells_them_by_priority() -> None:
    sessions = (session("a", priority=0), session("b", priority=2), session("c", statutory=True))
    p = problem(sessions, (ANA,), goals=GOALS)
    assert tiers(p, give("b/1"))["coverage"] == 1_000 + 10_000
    assert check(p, plan(p, give("b/1"))).coverage == (
        Coverage(-1, 1, 0, 1),
        Coverage(0, 1, 0, 1),
        Coverage(2, 1, 1, 1),
    )


def test_coverage_by_a_relay_chain_counts_the_direct_seat() -> None:
    legs = tuple(seat(f"s/{k}", chain="c", instead_of="s/1") for k in (2, 3))
    p = problem((session(),), (ANA, BEN), seats=(seat("s/1"), *legs), goals=GOALS)
    assert tiers(p)["coverage"] == 100
    assert tiers(p, give("s/2", "ana"), give("s/3", "ben"))["coverage"] == 0
    assert check(p, plan(p)).seats == 1


def test_coverage_of_a_chain_of_its_own_counts_its_legs() -> None:
    p = problem((session(),), (ANA,), seats=tuple(seat(f"s/{k}", chain="c") for k in (1, 2)))
    assert tiers(replace(p, goals=GOALS))["coverage"] == 200


@pytest.mark.parametrize(
    ("confirmed", "moved"),
    [
        (Confirmed("s/1", "ana"), 0),
        (Confirmed("s/1", "ana", 600, "on_site"), 0),
        (Confirmed("s/1", "ben"), 1),
        (Confirmed("s/1", "ana", 615), 1),
        (Confirmed("s/1", "ana", None, "video"), 1),
    ],
)
def test_changes(confirmed: Confirmed, moved: int) -> None:
    p = problem(
        (session(latest_start=660),), (ANA, BEN), confirmed=(confirmed,), goals=Goals(change=7)
    )
    assert tiers(p, give())["changes"] == 7 * moved
    assert tiers(p)["changes"] == 7, "given up"


def test_quality_of_the_dialect() -> None:
    table = (Substitution("pes", "prs", 80, 60),)
    speaks = {"skills": (Skill("prs"),)}
    for accepted, cost in (
        ((Acceptance("prs"),), 0),
        ((Acceptance("pes", 50, "mediation"),), 20 * 1_500),
        ((Acceptance("pes", 50, "interview"),), 40 * 1_500),
        ((Acceptance("apc", 50), Acceptance("prs")), 20_000),
        # the second place costs less than forty points of the first
        ((Acceptance("pes", 50, "interview"), Acceptance("prs")), 20_000),
    ):
        p = one(of_seat={"accepts": accepted}, of_member=speaks, substitutions=table)
        assert quality(p) == cost


@pytest.mark.parametrize(
    ("of_session", "of_seat", "of_member", "cost"),
    [
        ({"preferred_modality": "on_site"}, {}, {}, 0),
        ({"preferred_modality": "video"}, {}, {}, 30_000),
        ({}, {"preferred_gender": "f"}, {"gender": "f"}, 0),
        ({}, {"preferred_gender": "f"}, {"gender": "m"}, 40_000),
        ({"continuity_member": "ana"}, {}, {}, 0),
        ({"continuity_member": "ben"}, {}, {}, 40_000),
        ({}, {"preferred_trainings": ("a", "b")}, {"trainings": (Training("a"),)}, 20_000),
        ({}, {"preferred_trainings": ("a",)}, {"trainings": (Training("a", 659),)}, 20_000),
        ({}, {"preferred_trainings": ("a",)}, {"trainings": (Training("a", 660),)}, 0),
    ],
)
def test_quality_of_preferences(
    of_session: dict[str, Any], of_seat: dict[str, Any], of_member: dict[str, Any], cost: int
) -> None:
    p = one(of_session, of_seat, of_member)
    assert quality(replace(p, members=(*p.members, BEN))) == cost


def test_quality_of_rotation() -> None:
    p = one({"officer": "o"}, pairings=(Pairing("ana", "o", 3), Pairing("ana", "x", 9)))
    assert quality(p) == 3 * 5_000


def test_quality_of_relay() -> None:
    legs = tuple(seat(f"s/{k}", chain="c", instead_of="s/1") for k in (2, 3))
    p = problem((session(),), (ANA, BEN), seats=(seat("s/1"), *legs))
    assert quality(p, give("s/2", "ana"), give("s/3", "ben")) == 2 * 60_000


PAID: dict[str, Any] = {
    "home": "nis",
    "hourly_rate": 1_000,
    "travel_rate": 500,
    "km_rate": 7,
    "day_fee": 300,
    "hire_fee": 5_000,
    "lodging": 4_000,
}


def test_money_of_one_day() -> None:
    p = one(
        {"site": "sid", "duration": 50},
        of_member=PAID,
        sites=(site("nis"), site("sid")),
        travel=roads(("nis", "sid", 25, 20, "")),
    )
    # 50 minutes are 833.33; 25 minutes on the way 208.33, twice; 40 km; the day; once hired
    assert tiers(p, give())["money"] == 833 + 208 + 208 + 280 + 300 + 5_000
    assert tiers(p)["money"] == 0


def test_money_is_rounded_to_the_nearest_cent_for_each_seat_and_way() -> None:
    for minutes, cents in ((1, 17), (2, 33), (3, 50)):
        assert (
            tiers(one({"duration": minutes}, of_member={"hourly_rate": 1_000}), give())["money"]
            == cents
        )


def test_money_of_a_night_away_and_a_border() -> None:
    p = problem(
        (session("a", 2040, site="far"), session("b", 3480, site="far")),
        (member(**PAID),),
        days=days(3),
        sites=(site("nis"), site("far")),
        travel=roads(("nis", "far", 240, 200, "south")),
        borders=(Border("south", ((0, 60),)),),
        policy=Policy(max_one_way=180),
    )
    nights = {("ana", 0): "far", ("ana", 1): "far"}
    found = tiers(p, give("a/1"), give("b/1"), nights=nights)
    # two seats, two ways of 300 minutes and 200 km, two days with seats, two nights, hired once
    assert found["money"] == 2_000 + 5_000 + 2_800 + 600 + 8_000 + 5_000
    assert found["fairness"] == 2 * 500, "a border crossed twice"


@pytest.mark.parametrize(("fixed", "over"), [(0, 20), (50, 70), (150, 120)])
def test_fairness_of_overload(fixed: int, over: int) -> None:
    p = problem(
        (session("a", 600), session("b", 2040)),
        (member(fair_minutes=100),),
        days=days(2),
        commitments=(Commitment("ana", -600, -100, fixed, week="2026-W41"),),
    )
    assert tiers(p, give("a/1"), give("b/1"))["fairness"] == 5 * over


@pytest.mark.parametrize(
    ("start", "load", "cost"), [(1080, 100, 0), (1110, 100, 100), (1140, 150, 300), (390, 50, 50)]
)
def test_fairness_of_unsocial_hours(start: int, load: int, cost: int) -> None:
    p = one({"start": start}, of_member={"unsocial_load": load}, days=days(social=(420, 1140)))
    assert tiers(p, give())["fairness"] == cost


def test_fairness_of_trauma() -> None:
    p = one({"trauma": True}, of_member={"trauma_load": 150})
    assert tiers(p, give())["fairness"] == 450


def test_fairness_of_trips() -> None:
    p = one(
        {"site": "skopje"},
        of_member={"home": "nis", "trip_load": 50},
        sites=(site("nis"), site("skopje")),
        travel=roads(("nis", "skopje", 100, 100, "south")),
        borders=(Border("south"),),
    )
    assert tiers(p, give())["fairness"] == 2 * 250


@pytest.mark.parametrize(
    ("lent", "minutes"),
    [
        ((), 60),
        ((Lent("RS", "MK", 100),), 160),
        ((Lent("MK", "RS", 100),), 40),
        ((Lent("MK", "RS", 100), Lent("MK", "AL", 7)), 47),
    ],
)
def test_fairness_of_the_balance_between_countries(lent: tuple[Lent, ...], minutes: int) -> None:
    p = one({"country": "MK"}, of_member={"country": "RS"}, lent=lent, goals=Goals(balance=2))
    assert tiers(p, give())["fairness"] == 2 * minutes


def test_the_tiers_add_up_to_the_value() -> None:
    p = one({"preferred_modality": "video"}, of_member={"hourly_rate": 600})
    assert check(p, plan(p, give())).value == 30_000 + 600
