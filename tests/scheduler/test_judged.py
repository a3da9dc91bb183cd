"""A report on what is different says what a report on all of it says."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, event, given, settings
from hypothesis import strategies as st

from benchmarks.solver.happenings import happening
from scheduler.check import Judged, check, checked
from scheduler.check.broken import off_day
from scheduler.check.claims import unknown_ids
from scheduler.check.memory import TABLES
from scheduler.check.standing import standing_plan
from scheduler.check.view import View
from scheduler.events import after
from scheduler.generate import made_up
from scheduler.plan import Assignment, Duty, Plan
from scheduler.problem import Confirmed, Lent, Pin, Policy, Problem, Recusal
from scheduler.problem.faults import faults_of
from scheduler.refereed import solve
from scheduler.repair import repair
from scheduler.stop import Stop
from tests.scheduler.builders import give, member, plan, problem, session
from tests.scheduler.strategies import far_away, from_rooms, problems, promised
from tests.scheduler.test_repair import first_plan

PROFILE: dict[str, Any] = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.generate),
}
Rows = tuple[Any, ...]


def told_twice(found: Plan) -> bool:
    """Whether a seat is given out twice, or a day of a member told twice."""
    days = [(d.member, d.day) for d in found.duties]
    seats = [a.seat for a in found.assignments]
    return len({*seats}) < len(seats) or len({*days}) < len(days)


def agrees(judged: Judged, now: View) -> bool:
    """Whether the plan is legal, once both reports have been found to be the same."""
    whole = check(now.problem, now.plan, claims=False)
    found = judged.by_difference(now)
    if found is None:
        assert told_twice(now.plan) or any(off_day(now))
    else:
        assert found == whole
    assert judged.again(now) == whole
    return whole.legal


def one_other(draw: st.DrawFn, rows: Rows, change: Callable[[Any], Any]) -> Rows:
    """The rows with one of them changed."""
    if not rows:
        return rows
    k = draw(st.integers(0, len(rows) - 1))
    return (*rows[:k], change(rows[k]), *rows[k + 1 :])


def one_less(draw: st.DrawFn, rows: Rows) -> Rows:
    """The rows without one of them."""
    k = draw(st.integers(0, len(rows)))
    return (*rows[:k], *rows[k + 1 :])


@st.composite
def other_assignments(draw: st.DrawFn, p: Problem, given: Rows) -> Rows:
    """One assignment dropped, made, doubled or changed."""
    names, rooms = [m.id for m in p.members], [r.id for s in p.sites for r in s.rooms]
    fields: dict[str, list[Any]] = {
        "member": names,
        "start": [a.start + shift for a in given for shift in (-30, 0, 30)],
        "modality": ["on_site", "video", "phone"],
        "room": ["", *rooms],
        "cost": [0, 1],
    }
    kind = draw(st.sampled_from(["less", "new", "twice", *fields]))
    if kind == "less" or not given:
        return one_less(draw, given)
    if kind == "twice":
        return (*given, draw(st.sampled_from(given)))
    if kind == "new":
        seat = draw(st.sampled_from(p.seats))
        start = next(s.start for s in p.sessions if s.id == seat.session)
        modality = draw(st.sampled_from(["on_site", "video"]))
        return (*given, Assignment(seat.id, draw(st.sampled_from(names)), start, modality))
    value = draw(st.sampled_from(fields[kind]))
    return one_other(draw, given, lambda a: replace(a, **{kind: value}))


@st.composite
def other_duties(draw: st.DrawFn, p: Problem, told: Rows) -> Rows:
    """One day dropped, doubled, made or changed."""
    places = [m.home for m in p.members] + [s.id for s in p.sites]
    fields: dict[str, list[Any]] = {
        "starts_at": places,
        "sleeps_at": places,
        "seats": [(), *(d.seats for d in told)],
        "leaves": [500, 720],
        "cost": [0, 1],
    }
    kind = draw(st.sampled_from(["less", "new", "twice", *fields]))
    if kind == "less" or not told:
        return one_less(draw, told)
    if kind == "twice":
        return (*told, draw(st.sampled_from(told)))
    if kind == "new":
        who, day = draw(st.sampled_from(p.members)), draw(st.integers(0, max(1, len(p.days)) - 1))
        return (*told, Duty(who.id, day, (), 720, 720, who.home, draw(st.sampled_from(places))))
    value = draw(st.sampled_from(fields[kind]))
    return one_other(draw, told, lambda d: replace(d, **{kind: value}))


@st.composite
def other_plans(draw: st.DrawFn, p: Problem, before: Plan) -> Plan:
    """A plan that is a little different, often with the figures that belong to it."""
    assignments, duties = before.assignments, before.duties
    for _ in range(draw(st.integers(0, 2))):
        assignments = draw(other_assignments(p, assignments))
    if draw(st.booleans()):
        return standing_plan(p, assignments, duties)
    if draw(st.booleans()):
        duties = draw(other_duties(p, duties))
    return replace(before, assignments=assignments, duties=duties)


@st.composite
def other_problems(draw: st.DrawFn, p: Problem) -> Problem:
    """A problem of which one row or promise is different."""
    names, seats = st.sampled_from([m.id for m in p.members]), st.sampled_from(p.seats)

    def having(table: str, rows: Rows) -> Problem:
        tables: dict[str, Any] = {table: rows}
        return replace(p, **tables)

    def row(table: str, **values: Any) -> Callable[[], Problem]:
        rows = getattr(p, table)
        return lambda: having(table, one_other(draw, rows, lambda x: replace(x, **values)))

    def more(table: str, make: Callable[[], Any]) -> Callable[[], Problem]:
        return lambda: having(table, (*getattr(p, table), make()))

    def less(table: str) -> Callable[[], Problem]:
        return lambda: having(table, one_less(draw, getattr(p, table)))

    kinds: list[Callable[[], Problem]] = [
        lambda: p,
        row("members", hourly_rate=1_200),
        row("members", available=((0, 600),)),
        row("members", home="", max_day_minutes=45),
        row("members", country="MK", fair_minutes=10, hire_fee=70),
        row("sessions", trauma=True, priority=0),
        row("sessions", duration=75),
        row("sessions", statutory=True, country="MK"),
        row("sessions", case="c1", side="authority"),
        row("seats", gender="f"),
        row("seats", duration=90),
        row("borders", steps=((0, 20), (300, 0))),
        row("borders", steps=((0, 600),)),
        more("pins", lambda: Pin(draw(seats).id, draw(names))),
        more("confirmed", lambda: Confirmed(draw(seats).id, draw(names))),
        more("recusals", lambda: Recusal(draw(names), "session", draw(seats).session)),
        more("lent", lambda: Lent("MK", "RS", 40)),
        less("pins"),
        less("confirmed"),
        less("recusals"),
        lambda: replace(p, policy=Policy(break_minutes=5)),
    ]
    return draw(st.sampled_from(kinds))()


def holds_for_changes(data: st.DataObject, p: Problem) -> None:
    """Of a legal plan, one thing after another is changed."""
    assume(p.seats and p.members)
    before = first_plan(p)
    changed = data.draw(other_problems(p))
    other = data.draw(other_plans(p, before))
    assume(not faults_of(changed) and not any(unknown_ids(changed, other)))
    first = View(p, before)
    judged = Judged(first)
    assert judged.legal
    if any(getattr(p, t) is not getattr(changed, t) for t in TABLES):
        assert judged.by_difference(View(changed, other)) is None
        return
    legal = agrees(judged, View(changed, other))
    assert agrees(judged, first.changed(changed).of(other)) == legal
    event(f"legal: {legal}")


@settings(max_examples=300, **PROFILE)
@given(st.data(), problems())
def test_small_problems(data: st.DataObject, p: Problem) -> None:
    holds_for_changes(data, p)


@settings(max_examples=100, **PROFILE)
@given(st.data(), far_away())
def test_nights_away(data: st.DataObject, p: Problem) -> None:
    holds_for_changes(data, p)


@settings(max_examples=100, **PROFILE)
@given(st.data(), from_rooms())
def test_host_rooms(data: st.DataObject, p: Problem) -> None:
    holds_for_changes(data, p)


@settings(max_examples=100, **PROFILE)
@given(st.data(), promised())
def test_pins(data: st.DataObject, p: Problem) -> None:
    holds_for_changes(data, p)


TWO = problem((session(), session("t", start=720)), (member(), member("ben")))
LEGAL = plan(TWO, give(), give("t/1"))


@pytest.mark.parametrize(
    "twice",
    [
        replace(LEGAL, assignments=(*LEGAL.assignments, LEGAL.assignments[0])),
        replace(LEGAL, duties=(*LEGAL.duties, LEGAL.duties[0])),
    ],
)
def test_what_is_told_twice_is_seen(twice: Plan) -> None:
    assert not agrees(Judged(View(TWO, LEGAL)), View(TWO, twice))


@pytest.mark.parametrize("table", ["pins", "confirmed"])
@pytest.mark.parametrize("name", ["ana", "ben"])
def test_what_is_promised_later_counts(table: str, name: str) -> None:
    promise = {"pins": Pin("s/1", name), "confirmed": Confirmed("s/1", name)}[table]
    tables: dict[str, Any] = {table: (promise,)}
    now = View(replace(TWO, **tables), LEGAL)
    assert agrees(Judged(View(TWO, LEGAL)), now) == (table == "confirmed" or name == "ana")


@pytest.fixture(scope="module")
def planned() -> tuple[Problem, Plan]:
    p = made_up(20, 90, 6, seed=5)
    found = solve(p, Stop(steps=60))
    return replace(p, pins=tuple(Pin(a.seat, a.member) for a in found.assignments[::9])), found


def test_a_plan_mended_after_an_event(planned: tuple[Problem, Plan]) -> None:
    p, before = planned
    view, rng = View(p, before), Random(4)  # noqa: S311  reproducible on purpose
    judged, looked_at = Judged(view), 0
    for _ in range(30):
        happened = happening(p, before, rng)
        found = repair(p, before, [happened])
        now = view.changed(found.problem).of(found.plan)
        whole = check(found.problem, found.plan, claims=False)
        assert whole.legal
        assert judged.again(now) == whole
        looked_at += judged.by_difference(now) is not None
        unmended = after(p, [happened]).problem
        assert judged.again(view.changed(unmended)) == checked(View(unmended, before), claims=False)
    assert looked_at == 30, "no event is about everybody"


def test_of_a_plan_that_breaks_a_rule_nothing_is_taken_for_granted(
    planned: tuple[Problem, Plan],
) -> None:
    p, found = planned
    view = View(p, found)
    taken = next(s for s in view.served.values() if s.seat.id not in view.pins)
    barred = Recusal(taken.member.id, "session", taken.session.id)
    broken = View(replace(p, recusals=(*p.recusals, barred)), found)
    judged = Judged(broken)
    assert not judged.legal
    assert judged.by_difference(broken) is None
    assert judged.again(broken) == check(broken.problem, found, claims=False)
