"""Several questions about a plan that stands: ``advise``, and the plan itself."""

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

from scheduler.check import check
from scheduler.check.standing import standing_plan
from scheduler.events import Sick, events_to_json
from scheduler.generate import made_up
from scheduler.plan import Assignment, Plan, plan_from_json, plan_to_json
from scheduler.problem import Problem, problem_to_json
from scheduler.refereed import solve
from scheduler.stop import Stop

PROBLEM = made_up(12, 60, 6, seed=3)
PLAN = solve(PROBLEM, Stop(steps=30), seed=1)


def bare(a: Assignment) -> Assignment:
    """What a database knows of an assignment."""
    return Assignment(a.seat, a.member, a.start, a.modality, room=a.room)


def advised(
    problem: Problem, plan: Plan, *asks: dict[str, Any]
) -> subprocess.CompletedProcess[str]:
    told = {"problem": problem_to_json(problem), "plan": plan_to_json(plan), "asks": asks}
    return subprocess.run(
        [sys.executable, "-m", "scheduler", "advise"],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=False,
    )


def test_assignments_that_stand_make_the_same_plan_again() -> None:
    found = standing_plan(PROBLEM, [bare(a) for a in PLAN.assignments], PLAN.duties)

    assert set(found.assignments) == set(PLAN.assignments)
    assert set(found.duties) == set(PLAN.duties)
    assert (found.value, found.seats_covered) == (PLAN.value, PLAN.seats_covered)
    assert found.bound == 0
    assert check(PROBLEM, found).legal


def test_a_journey_without_a_seat_left_is_not_made() -> None:
    gone = PLAN.duties[0].member
    kept = [bare(a) for a in PLAN.assignments if a.member != gone]

    found = standing_plan(PROBLEM, kept, PLAN.duties)

    assert gone not in {d.member for d in found.duties}
    assert check(PROBLEM, found).legal


def test_each_question_gets_an_answer_in_order() -> None:
    seat, member = PLAN.assignments[0].seat, PLAN.assignments[0].member
    sick = events_to_json([Sick(member, 0, 20_000)])

    done = advised(
        PROBLEM,
        PLAN,
        {"kind": "replacements", "seat": seat},
        {"kind": "explain", "seat": seat},
        {"kind": "repair", "events": sick},
    )

    assert done.returncode == 0, done.stderr
    replacements, explanation, repair = json.loads(done.stdout)
    assert explanation["member"] == member
    for option in replacements:
        (given,) = [a for a in option["assignments"] if a["seat"] == seat]
        assert given["member"] == option["member"]
        assert set(option["disturbs"]) <= set(option["dropped"])
    mended = plan_from_json(repair["plan"])
    assert member not in {a.member for a in mended.assignments}
    assert seat in repair["changed"]
    served = {a.seat for a in mended.assignments}
    assert served.isdisjoint(u.seat for u in mended.uncovered)


def test_an_unknown_seat_is_named() -> None:
    done = advised(PROBLEM, replace(PLAN, uncovered=()), {"kind": "explain", "seat": "nowhere"})

    assert done.returncode == 2
    assert json.loads(done.stderr)["path"] == "seat"
