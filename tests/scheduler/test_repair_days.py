"""Days that events touch: hours at a closed border, journeys, seats beside others, gaps."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.check.view import View
from scheduler.events import BorderClosed, Decline, Sick
from scheduler.plan import Plan
from scheduler.problem import Border, Pin, Policy, Problem
from scheduler.repair import best_replacements, repair
from scheduler.repair.gaps import has_gap
from scheduler.repair.who import Who
from tests.scheduler.builders import days, give, member, plan, problem, roads, seat, session, site
from tests.scheduler.strategies import problems
from tests.scheduler.test_repair import PROFILE, first_plan, served


def across(policy: Policy) -> tuple[Problem, Plan]:
    """Ana crosses the border to a seat on each of two days."""
    p = problem(
        (session(site="east"), session("t", start=2_040, site="east")),
        (member(home="west"),),
        days=days(2),
        sites=(site("west"), site("east")),
        travel=roads(("west", "east", 60, 50, "line")),
        borders=(Border("line", ()),),
        policy=policy,
    )
    on_site = tuple(replace(s, modalities=("on_site",)) for s in p.sessions)
    p = replace(p, sessions=on_site)
    return p, plan(p, give(), give("t/1"))


def test_a_day_across_a_closed_border_gets_other_hours_and_keeps_its_seats() -> None:
    p, before = across(Policy())
    found = repair(p, before, [BorderClosed("line", 500, 580)])
    assert found.changed == ()
    assert [d.leaves for d in found.plan.duties] == [499, 1_980]
    assert check(found.problem, found.plan).legal


def test_who_comes_home_too_late_to_rest_loses_a_day_only() -> None:
    p, before = across(Policy(min_rest=720))
    found = repair(p, before, [BorderClosed("line", 650, 1_250)])
    assert len(served(found.plan)) == 1
    assert check(found.problem, found.plan).legal


def journey() -> tuple[Problem, Plan]:
    """Ana sleeps near three seats far from home, each at a place of its own."""
    asked = [("s", 1_980, "a"), ("t", 3_420, "b"), ("u", 4_860, "c")]
    p = problem(
        tuple(session(x, at, site=where, modalities=("on_site",)) for x, at, where in asked),
        (member(home="home", lodging=5_000),),
        days=days(5),
        sites=tuple(site(x) for x in ("home", "a", "b", "c")),
        travel=roads(
            *(("home", x, 300) for x in "abc"), ("a", "b", 60), ("b", "c", 60), ("a", "c", 60)
        ),
        policy=Policy(max_one_way=120),
    )
    nights = {("ana", 0): "a", ("ana", 1): "b", ("ana", 2): "c"}
    return p, plan(p, give(), give("t/1"), give("u/1"), nights=nights)


def test_a_journey_goes_on_without_the_seat_that_was_declined() -> None:
    p, before = journey()
    assert check(p, before).legal
    for deep in (True, False):
        found = repair(p, before, [Decline("t/1", "ana")], deep=deep)
        assert found.changed == ("t/1",)
        assert check(found.problem, found.plan).legal


def test_of_a_journey_only_the_seats_of_sick_days_are_lost() -> None:
    p, before = journey()
    found = repair(p, before, [Sick("ana", 1_440, 2_880)])
    assert found.changed == ("s/1",)
    assert check(found.problem, found.plan).legal


def beside() -> Problem:
    """Ana interprets, eva sits beside; nobody else can interpret."""
    return problem(
        (session(), session("t")),
        (member(), member("eva")),
        seats=(
            seat(candidates=("ana",)),
            seat("s/2", candidates=("eva",), beside="s/1"),
            seat("t/1", candidates=("eva",)),
        ),
    )


def test_who_sits_beside_a_lost_seat_goes_and_takes_what_was_open() -> None:
    p = beside()
    found = repair(p, plan(p, give(), give("s/2", "eva")), [Decline("s/1", "ana")])
    assert served(found.plan) == {"t/1": "eva"}
    assert check(found.problem, found.plan).legal


def test_who_is_pinned_beside_a_lost_seat_stays() -> None:
    p = replace(beside(), pins=(Pin("s/2", "eva"),))
    found = repair(p, plan(p, give(), give("s/2", "eva")), [Decline("s/1", "ana")])
    assert served(found.plan) == {"s/2": "eva"}
    assert found.lifted == ()


@settings(max_examples=150, **PROFILE)
@given(st.data(), problems())
def test_who_can_take_a_seat_has_a_gap_for_it(data: st.DataObject, p: Problem) -> None:
    before = first_plan(p)
    view = View(p, before)
    waiting = [s.id for s in p.seats if not s.chain and s.id not in view.pins]
    assume(waiting)
    name = data.draw(st.sampled_from(waiting))
    who = Who(view)
    for option in best_replacements(p, before, name):
        if not option.disturbs:
            stays = view.by_day.get((option.member, view.day_of(option.start)), ())
            others = [s for s in stays if s.seat.id != name]
            assert has_gap(view, who.demand(name), others)
