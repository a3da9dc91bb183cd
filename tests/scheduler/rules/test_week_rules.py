"""Rules about one member over several days: each is kept by one plan and broken by another."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.check import check
from scheduler.problem import Commitment, Policy, Problem
from tests.scheduler.builders import (
    broken,
    days,
    give,
    member,
    plan,
    problem,
    roads,
    session,
    site,
    with_totals,
)

BOTH = (give("a/1"), give("b/1"))


def week(policy: Policy, *starts: int, **fields: Any) -> Problem:
    """One member and a session of an hour at each of these starts."""
    sessions = tuple(session(f"s{i}", start) for i, start in enumerate(starts))
    people = (member(**fields.pop("of_member", {})),)
    return problem(sessions, people, days=days(7), policy=policy, **fields)


def served(p: Problem) -> set[str]:
    """What is broken when the one member serves every seat."""
    return broken(p, *(give(s.id) for s in p.seats))


@pytest.mark.parametrize(("start", "found"), [(1860, set()), (1859, {"rest"})])
def test_rest(start: int, found: set[str]) -> None:
    assert served(week(Policy(min_rest=660), 1140, start)) == found


def test_rest_counts_the_way_home() -> None:
    p = replace(
        week(Policy(min_rest=660), 1140, 1860, of_member={"home": "nis"}),
        sites=(site("nis"), site("sid")),
        travel=roads(("nis", "sid", 30)),
    )
    assert served(p) == set()
    assert served(replace(p, sessions=tuple(replace(s, site="sid") for s in p.sessions))) == {
        "rest"
    }


@pytest.mark.parametrize(
    ("commitment", "found"),
    [
        (Commitment("ana", -200, -60, date="2026-10-04"), set()),
        (Commitment("ana", -200, -59, date="2026-10-04"), {"rest"}),
        (Commitment("ana", 1320, 1400, date="2026-10-06"), set()),
        (Commitment("ana", 1319, 1400, date="2026-10-06"), {"rest"}),
        (Commitment("ana", 400, 600, date="2026-10-05"), set()),
        (Commitment("ana", 400, 601, date="2026-10-05"), {"rest"}),
        (Commitment("ben", 400, 601, date="2026-10-05"), set()),
    ],
)
def test_rest_after_and_before_commitments(commitment: Commitment, found: set[str]) -> None:
    p = week(Policy(min_rest=660), 600, commitments=(commitment,))
    p = replace(p, members=(*p.members, member("ben")))
    assert served(p) == found


def test_rest_between_two_commitments_is_not_the_plan_s_doing() -> None:
    past = (
        Commitment("ana", -3000, -2000, date="2026-10-03"),
        Commitment("ana", -1990, -1900, date="2026-10-04"),
    )
    assert served(week(Policy(min_rest=660), 600, commitments=past)) == set()


def test_rest_sees_a_long_commitment_behind_a_short_one() -> None:
    same = (
        Commitment("ana", 100, 900, date="2026-10-05"),
        Commitment("ana", 200, 300, date="2026-10-05"),
    )
    assert served(week(Policy(), 600, commitments=same)) == {"rest"}


def away() -> Problem:
    """A seat on the second day, three and a third hours from home."""
    return problem(
        (session(start=2040, site="far"),),
        (member(home="nis"),),
        days=days(3),
        sites=(site("nis"), site("far")),
        travel=roads(("nis", "far", 200)),
        policy=Policy(max_one_way=180),
    )


def test_nights() -> None:
    p = away()
    kept = plan(p, give(), nights={("ana", 0): "far"})
    assert check(p, kept).legal
    beamed = with_totals(p, replace(kept, duties=kept.duties[1:]))
    assert {v.rule for v in check(p, beamed).violations} == {"nights"}


def test_nights_do_not_go_on_after_the_last_duty() -> None:
    p = replace(away(), days=days(2))
    kept = plan(p, give(), nights={("ana", 0): "far"})
    stays = replace(kept.duties[1], sleeps_at="far", returns=2100, travel_minutes=0)
    lost = with_totals(p, replace(kept, duties=(kept.duties[0], stays)))
    assert {v.rule for v in check(p, lost).violations} == {"nights"}


@pytest.mark.parametrize(
    ("house", "own", "found"),
    [
        (120, None, set()),
        (119, None, {"weekly_minutes"}),
        (119, 120, set()),
        (None, 119, {"weekly_minutes"}),
    ],
)
def test_weekly_minutes(house: int | None, own: int | None, found: set[str]) -> None:
    policy = Policy(max_week_minutes=house)
    assert served(week(policy, 600, 2040, of_member={"max_week_minutes": own})) == found


@pytest.mark.parametrize(
    ("iso_week", "found"), [("2026-W41", {"weekly_minutes"}), ("2026-W40", set())]
)
def test_weekly_minutes_count_commitments_of_the_week(iso_week: str, found: set[str]) -> None:
    fixed = Commitment("ana", -300, -100, 1, date="2026-10-04", week=iso_week)
    assert served(week(Policy(max_week_minutes=120), 600, 2040, commitments=(fixed,))) == found


@pytest.mark.parametrize(
    ("limit", "fixed", "found"),
    [(2, 0, set()), (1, 0, {"trauma_week"}), (2, 1, {"trauma_week"}), (None, 9, set())],
)
def test_trauma_week(limit: int | None, fixed: int, found: set[str]) -> None:
    commitment = Commitment("ana", -300, -100, 0, fixed, "2026-10-04", "2026-W41")
    p = week(Policy(max_trauma_week=limit), 600, 2040, commitments=(commitment,))
    p = replace(p, sessions=tuple(replace(s, trauma=True) for s in p.sessions))
    assert served(p) == found


def test_consecutive_days() -> None:
    policy = Policy(max_consecutive_days=2)
    assert served(week(policy, 600, 2040)) == set()
    assert served(week(policy, 600, 2040, 3480)) == {"consecutive_days"}
    assert served(week(policy, 600, 2040, 4920)) == set()


def test_consecutive_days_count_commitments() -> None:
    fixed = tuple(
        Commitment("ana", -1440 * k, -1440 * k + 60, date=f"2026-10-0{5 - k}") for k in (1, 2)
    )
    assert served(week(Policy(max_consecutive_days=3), 600, commitments=fixed)) == set()
    assert served(week(Policy(max_consecutive_days=2), 600, commitments=fixed)) == {
        "consecutive_days"
    }
