"""Repair after events: legal, pins kept, never worse than the greedy answer."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, reject, settings
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.events import (
    BorderClosed,
    Cancelled,
    Decline,
    Event,
    EventError,
    NewRequest,
    Sick,
    after,
    events_from_json,
    events_to_json,
)
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import Border, Confirmed, Pin, Policy, Problem
from scheduler.refereed import improve
from scheduler.refusal import IllegalPlanError
from scheduler.repair import best_replacements, repair, resolve
from tests.scheduler.builders import (
    days,
    give,
    member,
    plan,
    problem,
    roads,
    seat,
    session,
    site,
)
from tests.scheduler.strategies import far_away, from_rooms, problems, promised

PROFILE: dict[str, Any] = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.generate),
}
TWO = problem(
    (session(), session("t", start=720)),
    (member(hourly_rate=600), member("ben", hourly_rate=1_200)),
)


def first_plan(p: Problem) -> Plan:
    """A legal plan, found at once."""
    try:
        return next(iter(improve(p)))
    except IllegalPlanError:
        reject()


def served(found: Plan) -> dict[str, str]:
    """Seat to member."""
    return {a.seat: a.member for a in found.assignments}


def test_a_decline_is_filled_by_another_and_nothing_else_moves() -> None:
    before = plan(TWO, give(), give("t/1"))
    found = repair(TWO, before, [Decline("s/1", "ana")])
    assert served(found.plan) == {"s/1": "ben", "t/1": "ana"}
    assert found.changed == ("s/1",)
    assert found.lifted == ()
    assert check(found.problem, found.plan).legal


def test_resolve_gives_the_plan_alone() -> None:
    before = plan(TWO, give(), give("t/1"))
    events = [Decline("s/1", "ana")]
    found = resolve(TWO, before, events)
    assert replace(found, seconds=0.0) == replace(repair(TWO, before, events).plan, seconds=0.0)


def test_a_declined_pin_is_lifted_and_no_other() -> None:
    pins = (Pin("s/1", "ana"), Pin("t/1", "ana"))
    p = replace(TWO, pins=pins)
    found = repair(p, plan(p, give(), give("t/1")), [Decline("s/1", "ana")])
    assert found.lifted == pins[:1]
    assert found.problem.pins == pins[1:]
    assert served(found.plan) == {"s/1": "ben", "t/1": "ana"}


def test_who_is_sick_is_replaced_while_it_lasts() -> None:
    before = plan(TWO, give(), give("t/1"))
    found = repair(TWO, before, [Sick("ana", 540, 700)])
    assert served(found.plan) == {"s/1": "ben", "t/1": "ana"}
    assert served(repair(TWO, before, [Sick("ana", 0, 1440)]).plan) == {"s/1": "ben", "t/1": "ben"}


def test_a_displaced_seat_finds_somebody_else() -> None:
    """Only ana can take the declined seat, and only ben hers."""
    p = problem(
        (session(), session("t", start=600)),
        (member(), member("ben"), member("eva")),
        seats=(seat(candidates=("ana", "eva")), seat("t/1", candidates=("ana", "ben"))),
    )
    found = repair(p, plan(p, give("s/1", "eva"), give("t/1", "ana")), [Decline("s/1", "eva")])
    assert served(found.plan) == {"s/1": "ana", "t/1": "ben"}
    assert found.changed == ("s/1", "t/1")
    shallow = repair(
        p, plan(p, give("s/1", "eva"), give("t/1", "ana")), [Decline("s/1", "eva")], deep=False
    )
    assert served(shallow.plan) == {"t/1": "ana"}


def border_case() -> tuple[Problem, Plan]:
    """Ana crosses the border to her seat."""
    p = problem(
        (session(start=600, site="east", modalities=("on_site",)),),
        (member(home="west"), member("ben", home="east", hourly_rate=6_000)),
        days=days(),
        sites=(site("west"), site("east")),
        travel=roads(("west", "east", 60, 50, "line")),
        borders=(Border("line", ((480, 10),)),),
        policy=Policy(max_span=300),
    )
    return p, plan(p, give())


@pytest.mark.parametrize(
    ("since", "until", "who"), [(400, 700, "ben"), (500, 560, "ana"), (700, 800, "ana")]
)
def test_who_cannot_cross_is_replaced(since: int, until: int, who: str) -> None:
    p, before = border_case()
    found = repair(p, before, [BorderClosed("line", since, until)])
    assert served(found.plan) == {"s/1": who}
    assert check(found.problem, found.plan).legal


def test_a_pin_behind_the_closed_border_is_lifted() -> None:
    p, _ = border_case()
    p = replace(p, pins=(Pin("s/1", "ana", None, "on_site"),))
    before = plan(p, give())
    found = repair(p, before, [BorderClosed("line", 0, 1_000)])
    assert check(found.problem, found.plan).legal
    assert found.lifted == p.pins
    assert served(found.plan) == {"s/1": "ben"}


def test_a_new_request_is_served() -> None:
    new = NewRequest(session("n", start=900), (seat("n/1"),))
    found = repair(TWO, plan(TWO, give(), give("t/1")), [new])
    assert served(found.plan) == {"s/1": "ana", "t/1": "ana", "n/1": "ana"}
    assert found.changed == ()
    assert found.plan.seats == 3


def test_a_cancelled_session_frees_its_member_for_what_was_open() -> None:
    p = problem((session(), session("t", start=600)), (member(),))
    found = repair(p, plan(p, give()), [Cancelled("s")])
    assert served(found.plan) == {"t/1": "ana"}
    assert [s.id for s in found.problem.sessions] == ["t"]


def test_the_bound_stays_only_where_the_problem_is_narrower() -> None:
    before = plan(TWO, give(), give("t/1"))
    assert resolve(TWO, before, [Decline("s/1", "ana")]).bound == before.bound > 0
    assert resolve(TWO, before, [Cancelled("s")]).bound == 0


@pytest.mark.parametrize(
    ("event", "path"),
    [
        (Decline("x", "ana"), "events[0].seat"),
        (Sick("x", 0, 1), "events[0].member"),
        (Sick("ana", 1, 1), "events[0].until"),
        (BorderClosed("x", 0, 1), "events[0].border"),
        (Cancelled("x"), "events[0].session"),
        (NewRequest(session("n"), (seat("s/2"),)), "events[0].seats[0].session"),
        (NewRequest(session("n", duration=-5), (seat("n/1"),)), "events[0].session.duration"),
    ],
)
def test_an_event_about_what_does_not_exist_is_refused(event: Event, path: str) -> None:
    with pytest.raises(EventError) as caught:
        after(TWO, [event])
    assert [f.path for f in caught.value.faults] == [path]


def test_events_are_read_as_they_are_written() -> None:
    events = (
        Decline("s/1", "ana"),
        Sick("ana", 0, 10),
        BorderClosed("line", 0, 10),
        NewRequest(session("n"), (seat("n/1"),)),
        Cancelled("s"),
    )
    assert events_from_json(events_to_json(events)) == events


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ([], "$"),
        ({"events": [], "colour": 1}, "colour"),
        ({"version": 2, "events": []}, "version"),
        ({"events": [{"kind": "party"}]}, "events[0].kind"),
        ({"events": [{"kind": "sick", "member": "ana", "since": 0}]}, "events[0].until"),
    ],
)
def test_faulty_events_are_refused(data: Any, path: str) -> None:
    with pytest.raises(EventError) as caught:
        events_from_json(data)
    assert [f.path for f in caught.value.faults] == [path]


def test_the_best_replacements_tell_cost_and_what_they_disturb() -> None:
    p = problem(
        (session(), session("t", start=600)),
        (member(), member("ben", hourly_rate=600), member("eva")),
        seats=(seat(), seat("t/1", candidates=("eva",))),
    )
    before = plan(p, give(), give("t/1", "eva"))
    found = best_replacements(p, before, "s/1")
    assert [(r.member, r.cost, r.disturbs) for r in found] == [
        ("ben", 600, ()),
        ("eva", p.goals.coverage[1], ("t/1",)),
    ]


def test_a_pinned_seat_is_not_disturbed() -> None:
    p = replace(
        problem((session(), session("t", start=600)), (member(), member("eva"))),
        pins=(Pin("t/1", "eva"),),
    )
    assert best_replacements(p, plan(p, give(), give("t/1", "eva")), "s/1") == ()


def test_the_same_events_give_the_same_plan() -> None:
    p = made_up(20, 60, 6, seed=3)
    before = first_plan(p)
    a = before.assignments[0]
    events = [Decline(a.seat, a.member)]
    one, two = (replace(resolve(p, before, events), seconds=0.0) for _ in range(2))
    assert one == two


@st.composite
def events_of(draw: st.DrawFn, p: Problem, found: Plan) -> Event:
    """One event about what is in the plan."""
    options: list[st.SearchStrategy[Event]] = [
        st.builds(
            Sick,
            st.sampled_from([m.id for m in p.members]),
            st.sampled_from([0, 500, 1_500]),
            st.sampled_from([560, 640, 3_000]),
        ),
        st.builds(BorderClosed, st.just("line"), st.sampled_from([0, 400]), st.just(620)),
    ]
    if p.sessions:
        options.append(st.builds(Cancelled, st.sampled_from([s.id for s in p.sessions])))
    if found.assignments:
        given_away = st.sampled_from(found.assignments)
        options.append(given_away.map(lambda a: Decline(a.seat, a.member)))
    return draw(st.one_of(options))


def judged(found: Plan, changed: tuple[str, ...]) -> tuple[int, int, int]:
    """Coverage, changes, value."""
    return found.tiers[0].value, len(changed), found.value


def holds_after_events(data: st.DataObject, p: Problem) -> None:
    """Legal, pins kept, nothing lost against the greedy answer."""
    before = first_plan(p)
    event: Any = data.draw(events_of(p, before))
    if isinstance(event, Sick) and event.until <= event.since:
        return
    try:
        greedy = repair(p, before, [event], deep=False)
    except IllegalPlanError:
        reject()
    found = repair(p, before, [event])
    report = check(found.problem, found.plan)
    assert report.legal, report.violations
    assert judged(found.plan, found.changed) <= judged(greedy.plan, greedy.changed)
    now = {a.seat: a.member for a in found.plan.assignments}
    assert all(now[x.seat] == x.member for x in found.problem.pins)
    assert set(p.pins) - set(found.problem.pins) - set(found.lifted) <= {
        x for x in p.pins if x.seat not in {s.id for s in found.problem.seats}
    }


@settings(max_examples=60, **PROFILE)
@given(st.data(), problems())
def test_repair_of_small_problems(data: st.DataObject, p: Problem) -> None:
    assume(p.seats)
    holds_after_events(data, p)


@settings(max_examples=20, **PROFILE)
@given(st.data(), far_away())
def test_repair_with_nights_away(data: st.DataObject, p: Problem) -> None:
    holds_after_events(data, p)


@settings(max_examples=20, **PROFILE)
@given(st.data(), from_rooms())
def test_repair_with_host_rooms(data: st.DataObject, p: Problem) -> None:
    assume(p.seats)
    holds_after_events(data, p)


@settings(max_examples=20, **PROFILE)
@given(st.data(), promised())
def test_repair_keeps_pins(data: st.DataObject, p: Problem) -> None:
    holds_after_events(data, p)


def test_what_is_confirmed_is_moved_last() -> None:
    p = replace(TWO, confirmed=(Confirmed("s/1", "ana"),))
    found = repair(p, plan(p, give(), give("t/1", "ben")), [Sick("ben", 0, 1440)])
    assert served(found.plan) == {"s/1": "ana", "t/1": "ana"}
    assert found.plan.tiers[1].value == 0
