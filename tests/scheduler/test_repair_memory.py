"""What is remembered from one event to the next never makes an answer another one."""

from dataclasses import replace
from random import Random

import pytest

from benchmarks.solver.happenings import happening
from scheduler.check import check, checked
from scheduler.check.view import View
from scheduler.events import BorderClosed, Decline, Sick, after
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import Pin, Problem
from scheduler.refereed import solve
from scheduler.repair import latest, repair
from scheduler.stop import Stop


@pytest.fixture(scope="module")
def planned() -> tuple[Problem, Plan]:
    problem = made_up(20, 90, 6, seed=5)
    plan = solve(problem, Stop(steps=60))
    pins = tuple(Pin(a.seat, a.member) for a in plan.assignments[::9])
    return replace(problem, pins=pins), plan


def test_answers_after_other_events_are_those_of_a_fresh_process(
    planned: tuple[Problem, Plan],
) -> None:
    problem, plan = planned
    rng = Random(3)  # noqa: S311  reproducible on purpose
    events = [happening(problem, plan, rng) for _ in range(25)]
    remembered = [repair(problem, plan, [event]) for event in events]
    for event, found in zip(events, remembered, strict=True):
        latest._latest.clear()
        fresh = repair(problem, plan, [event])
        assert replace(found.plan, seconds=0.0) == replace(fresh.plan, seconds=0.0)
        assert (found.changed, found.lifted) == (fresh.changed, fresh.lifted)


def test_a_remembered_view_sees_what_an_event_breaks(planned: tuple[Problem, Plan]) -> None:
    problem, plan = planned
    view = View(problem, plan)
    assert checked(view, claims=False).violations == ()
    a, border = plan.assignments[1], problem.borders[0].id
    day = problem.days[2]
    for event in (
        Decline(a.seat, a.member),
        Sick(a.member, problem.days[0].start, problem.days[-1].end),
        BorderClosed(border, day.start, day.end),
    ):
        now = after(problem, [event]).problem
        found = checked(view.changed(now), claims=False)
        assert found == check(now, plan, claims=False)
        assert isinstance(event, BorderClosed) or found.violations
