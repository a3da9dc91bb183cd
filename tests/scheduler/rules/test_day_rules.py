"""Rules about one member's day: each is kept by one plan and broken by another."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.check import check
from scheduler.problem import (
    Border,
    Commitment,
    Day,
    Member,
    Policy,
    Problem,
    ProcedurePolicy,
    Session,
)
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
FAR_AWAY = roads(("nis", "far", 200), ("nis", "off", 200), ("far", "off", 60), ("nis", "near", 60))
PLACES = (site("nis"), site("far"), site("off"), site("near"))


def two(first: Session, second: Session, policy: Policy | None = None, **of_member: Any) -> Problem:
    """One member, two sessions on one day."""
    return problem((first, second), (member(**of_member),), policy=policy or Policy(), days=days())


def test_no_overlap() -> None:
    assert broken(two(session("a", 600), session("b", 660)), *BOTH) == set()
    assert broken(two(session("a", 600), session("b", 659)), *BOTH) == {"no_overlap"}


def test_no_overlap_with_link_test_debrief_and_signature() -> None:
    policy = Policy(link_test_minutes=10, debrief_minutes=20)
    law = ProcedurePolicy("RS", "INT", remote_extra=15)
    for start, found in ((705, set()), (704, {"no_overlap"})):
        p = problem(
            (session("a", trauma=True, country="RS", procedure="INT"), session("b", start)),
            (member(),),
            policy=policy,
            procedures=(law,),
        )
        remote = (give("a/1", modality="video"), give("b/1", modality="video"))
        assert broken(p, *remote) == found


@pytest.mark.parametrize(("start", "found"), [(730, set()), (729, {"travel"})])
def test_travel_takes_the_way_and_the_buffer(start: int, found: set[str]) -> None:
    p = problem(
        (session("a", 600, site="nis"), session("b", start, site="near")),
        (member(home="nis"),),
        sites=PLACES,
        travel=FAR_AWAY,
        policy=Policy(travel_buffer=10),
    )
    assert broken(p, *BOTH) == found


def test_travel_needs_a_road() -> None:
    for home, found in (("nis", set()), ("sid", {"travel"})):
        p = problem(
            (session(site="near"),),
            (member(home=home),),
            sites=(*PLACES, site("sid")),
            travel=FAR_AWAY,
        )
        assert broken(p, give()) == found


@pytest.mark.parametrize(
    ("start", "steps", "found"),
    [
        (720, (), set()),
        (749, ((0, 30),), {"travel"}),
        (750, ((0, 30),), set()),
        (725, ((0, 30), (665, 0)), set()),
        (724, ((0, 30), (665, 0)), {"travel"}),
    ],
)
def test_travel_waits_at_the_border_or_sets_out_later(
    start: int, steps: tuple[tuple[int, int], ...], found: set[str]
) -> None:
    p = problem(
        (session("a", 600, site="presevo"), session("b", start, site="kumanovo")),
        (member(),),
        sites=(site("presevo"), site("kumanovo")),
        travel=roads(("presevo", "kumanovo", 60, 40, "south")),
        borders=(Border("south", steps),),
    )
    assert broken(p, *BOTH) == found


def test_breaks() -> None:
    for start, found in ((670, set()), (669, {"breaks"})):
        p = two(session("a", 600), session("b", start), Policy(break_minutes=10))
        assert broken(p, *BOTH) == found


def far_seat(policy: Policy, place: str = "far", **day: int) -> Problem:
    """A seat on the second of three days, at a place away from home."""
    return problem(
        (session(start=2040, site=place),),
        (member(home="nis"),),
        days=days(3, **day),
        sites=PLACES,
        travel=FAR_AWAY,
        policy=policy,
    )


def test_one_way() -> None:
    assert broken(far_seat(Policy(max_one_way=200)), give()) == set()
    assert broken(far_seat(Policy(max_one_way=199)), give()) == {"one_way"}
    assert broken(far_seat(Policy(max_one_way=199)), give(), nights={("ana", 0): "far"}) == set()


def test_lodging_only_far_from_home() -> None:
    at_far, at_near = {("ana", 0): "far"}, {("ana", 0): "near"}
    assert broken(far_seat(Policy(max_one_way=199)), give(), nights=at_far) == set()
    assert broken(far_seat(Policy(max_one_way=200)), give(), nights=at_far) == {"lodging"}
    assert broken(far_seat(Policy()), give(), nights=at_far) == {"lodging"}
    near = far_seat(Policy(max_one_way=60), "near")
    assert broken(near, give(), nights=at_near) == {"lodging"}


@pytest.mark.parametrize(("by", "found"), [(920, set()), (919, {"lodging"})])
def test_lodging_is_reached_in_time(by: int, found: set[str]) -> None:
    p = far_seat(Policy(max_one_way=180), lodging_by=by)
    p = replace(p, days=(p.days[0], *days(3)[1:]))
    assert broken(p, give(), nights={("ana", 0): "far"}) == found


def test_lodging_is_where_the_next_work_begins() -> None:
    for place, found in (("far", set()), ("off", {"lodging"})):
        p = far_seat(Policy(max_one_way=180), place)
        assert broken(p, give(), nights={("ana", 0): "far"}) == found


def test_free_day_way_begins_at_noon() -> None:
    p = far_seat(Policy(max_one_way=180))
    kept = plan(p, give(), nights={("ana", 0): "far"})
    assert (kept.duties[0].leaves, kept.duties[0].returns) == (720, 920)
    early = replace(kept.duties[0], leaves=700, returns=900)
    report = check(p, replace(kept, duties=(early, *kept.duties[1:])))
    assert {v.rule for v in report.violations} == {"free_day_way"}


def test_free_day_way_ends_that_day() -> None:
    p = far_seat(Policy(max_one_way=180))
    short = Day("2026-10-05", 0, 900, "2026-W41")
    p = replace(p, days=(short, *p.days[1:]))
    assert broken(p, give(), nights={("ana", 0): "far"}) == {"free_day_way"}


def test_free_day_way_is_from_or_to_home() -> None:
    p = far_seat(Policy(max_one_way=180), "off")
    p = replace(p, sessions=(session(start=2 * 1440 + 600, site="off"),))
    stays = {("ana", 0): "off", ("ana", 1): "off"}
    moves = {("ana", 0): "far", ("ana", 1): "off"}
    assert broken(p, give(), nights=stays) == set()
    assert broken(p, give(), nights=moves) == {"free_day_way"}


def test_span() -> None:
    for limit, found in ((580, set()), (579, {"span"})):
        p = problem(
            (session("a", 600, site="near"), session("b", 1000, site="near")),
            (member(home="nis"),),
            sites=PLACES,
            travel=FAR_AWAY,
            policy=Policy(max_span=limit),
        )
        assert broken(p, *BOTH) == found


@pytest.mark.parametrize(
    ("house", "own", "found"),
    [
        (120, None, set()),
        (119, None, {"daily_minutes"}),
        (119, 120, set()),
        (None, 119, {"daily_minutes"}),
    ],
)
def test_daily_minutes(house: int | None, own: int | None, found: set[str]) -> None:
    policy = Policy(max_day_minutes=house)
    p = two(session("a", 600), session("b", 700), policy, max_day_minutes=own)
    assert broken(p, *BOTH) == found


@pytest.mark.parametrize(
    ("date", "found"), [("2026-10-05", {"daily_minutes"}), ("2026-10-04", set())]
)
def test_daily_minutes_count_commitments_of_the_date(date: str, found: set[str]) -> None:
    p = replace(
        two(session("a", 600), session("b", 700), Policy(max_day_minutes=130)),
        commitments=(Commitment("ana", 0, 60, 11, date=date),),
    )
    assert broken(p, *BOTH) == found


def heavy(limit: int, fixed: int) -> Problem:
    """Two trauma-heavy sessions, and some in commitments."""
    p = two(session("a", 600, trauma=True), session("b", 700, trauma=True))
    return replace(
        p,
        policy=Policy(max_trauma_day=limit),
        commitments=(Commitment("ana", 0, 60, 10, fixed, "2026-10-05"),),
    )


def test_trauma_day() -> None:
    assert broken(heavy(2, 0), *BOTH) == set()
    assert broken(heavy(1, 0), *BOTH) == {"trauma_day"}
    assert broken(heavy(2, 1), *BOTH) == {"trauma_day"}


REMOTE = (give("a/1", modality="video"), give("b/1", modality="phone"))


@pytest.mark.parametrize(
    ("start", "limit", "found"),
    [
        (670, 120, set()),
        (670, 119, {"continuous_remote"}),
        (690, 119, set()),
        (689, 119, {"continuous_remote"}),
    ],
)
def test_continuous_remote(start: int, limit: int, found: set[str]) -> None:
    policy = Policy(max_continuous_remote=limit, remote_reset=30)
    assert broken(two(session("a", 600), session("b", start), policy), *REMOTE) == found


def test_continuous_remote_does_not_count_one_seat_alone_or_on_site() -> None:
    policy = Policy(max_continuous_remote=59, remote_reset=30)
    p = two(session("a", 600), session("b", 660), policy)
    assert broken(p, *REMOTE) == {"continuous_remote"}
    assert broken(p, REMOTE[0], give("b/1")) == set()


def lunch_day(first: int, second: int, **of_second: Any) -> Problem:
    """Two sessions around a lunch window from 11 to 15, half an hour needed."""
    return problem(
        (session("a", first, duration=120), session("b", second, duration=120, **of_second)),
        (member(),),
        days=days(lunch=(660, 900)),
        policy=Policy(lunch_minutes=30),
    )


def test_lunch() -> None:
    assert broken(lunch_day(600, 780 - 30), *BOTH) == set()
    assert broken(lunch_day(660, 809), *BOTH) == {"lunch"}
    assert broken(lunch_day(661, 800), *BOTH) == set(), "the work begins inside the window"
    assert broken(lunch_day(660, 809, has_lunch=True), *BOTH) == set()


def test_lunch_is_not_eaten_on_the_way() -> None:
    for start, found in ((810, set()), (809, {"lunch"})):
        p = problem(
            (session("a", 600, site="nis"), session("b", start, 120, site="near")),
            (member(home="nis"),),
            sites=PLACES,
            days=days(lunch=(660, 900)),
            travel=FAR_AWAY,
            policy=Policy(lunch_minutes=80, travel_buffer=10),
        )
        assert broken(p, *BOTH) == found


def test_a_day_of_two_members_is_two_days() -> None:
    people: tuple[Member, ...] = (member("ana"), member("ben"))
    p = problem((session("a", 600), session("b", 600)), people, days=days())
    given = plan(p, give("a/1", "ana"), give("b/1", "ben"))
    assert check(p, given).legal
    assert with_totals(p, given) == given
