"""Explanations: what is told is true."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings

from scheduler.check import check
from scheduler.check.joint_rules import covered
from scheduler.check.view import View
from scheduler.events import Decline, events_to_json
from scheduler.explain import Explanation, explain
from scheduler.explain.relax import relaxation, tried
from scheduler.explain.relaxed import KINDS
from scheduler.explain.words import BLOCKS, CODES, RELAXED
from scheduler.generate import made_up
from scheduler.plan import Plan, plan_to_json
from scheduler.problem import (
    Acceptance,
    Policy,
    Problem,
    Skill,
    Substitution,
    Vetting,
    problem_to_json,
)
from scheduler.refereed import improve
from scheduler.refusal import IllegalPlanError
from scheduler.schema import schemas
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
)
from tests.scheduler.strategies import far_away, from_rooms, problems
from tests.scheduler.test_cli import scheduler

PROFILE: dict[str, Any] = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.generate),
}


def texts(found: Explanation) -> list[str]:
    """The sentences."""
    return [s.text for s in found.sentences]


def kind_of(p: Problem, found: Plan, seat_id: str = "s/1") -> str:
    """The cheapest relaxation, which the referee has to confirm."""
    told = explain(p, found, seat_id).relaxation
    known = relaxation(View(p, found), seat_id)
    assert (told is None) == (known is None)
    if known is None or told is None:
        return ""
    assert known[0] == told
    report = check(known[1], known[2])
    assert report.legal, report.violations
    assert seat_id in {a.seat for a in known[2].assignments}
    return told.kind


def test_the_rules_are_told_in_order() -> None:
    p = problem(
        (session(),),
        (member(roles=("mediator",)), member("ben", gender="m"), member("eva", gender="f")),
        seats=(seat(role="interpreter", gender="x"),),
    )
    found = explain(p, plan(p), "s/1")
    assert (found.covered, found.code) == (False, "no_candidate")
    assert [(s.rule, s.ruled_out, s.left) for s in found.steps] == [
        ("role", 1, 2),
        ("gender", 2, 0),
    ]
    assert texts(found)[1:3] == ["1 ruled out by role, 2 left.", "2 ruled out by gender, 0 left."]
    assert found.nearest is None


def test_the_nearest_is_busy() -> None:
    p = problem((session(), session("t", start=630)), (member(),))
    found = explain(p, plan(p, give("t/1")), "s/1")
    assert found.nearest is not None
    assert (found.nearest.member, [b.rule for b in found.nearest.blocks]) == (
        "ana",
        ["no_overlap"],
    )
    assert found.nearest.blocks[0].seats == ("t/1",)
    assert "ana is already busy with t/1." in texts(found)
    assert kind_of(p, plan(p, give("t/1"))) == "earlier"


def test_the_nearest_has_no_way_there() -> None:
    p = problem(
        (
            session(site="west", modalities=("on_site",)),
            session("t", start=670, site="east", modalities=("on_site",)),
        ),
        (member(home="west"),),
        sites=(site("west"), site("east")),
        travel=roads(("west", "east", 30)),
    )
    found = explain(p, plan(p, give("s/1")), "t/1")
    assert found.nearest is not None
    assert [b.rule for b in found.nearest.blocks] == ["travel"]
    assert "ana does not get there in time." in texts(found)
    assert kind_of(p, plan(p, give("s/1")), "t/1") == "later"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"policy": Policy(max_day_minutes=90)}, "daily_minutes"),
        ({"policy": Policy(max_week_minutes=90)}, "weekly_minutes"),
    ],
)
def test_a_higher_cap(fields: dict[str, Any], rule: str) -> None:
    p = problem((session(), session("t", start=800)), (member(),), days=days(), **fields)
    found = explain(p, plan(p, give("t/1")), "s/1")
    assert found.nearest is not None
    assert [b.rule for b in found.nearest.blocks] == [rule]
    assert kind_of(p, plan(p, give("t/1"))) == "cap"


def test_rest_keeps_the_nearest_from_it() -> None:
    p = problem(
        (session(), session("t", start=1800)),
        (member(),),
        days=days(2),
        policy=Policy(min_rest=1_300),
    )
    found = explain(p, plan(p, give("t/1")), "s/1")
    assert found.nearest is not None
    assert [b.rule for b in found.nearest.blocks] == ["rest"]


def test_video_instead_of_on_site() -> None:
    p = one({"modalities": ("on_site",)}, of_member={"modalities": ("video",)})
    assert kind_of(p, plan(p)) == "video"
    assert "By video ana could serve it, for 0.00 €." in texts(explain(p, plan(p), "s/1"))


def test_a_neighbouring_dialect_with_consent() -> None:
    p = one(
        of_seat={"accepts": (Acceptance("prs", 80),)},
        of_member={"skills": (Skill("pes"),)},
        substitutions=(Substitution("prs", "pes", 70, 70),),
    )
    told = explain(p, plan(p), "s/1").relaxation
    assert kind_of(p, plan(p)) == "dialect"
    assert told is not None
    assert told.price == 30 * p.goals.dialect


def test_a_member_of_the_other_country() -> None:
    p = one(
        {"country": "RS"},
        {"vetting": "RS"},
        {"country": "MK", "on_site_countries": ("MK",), "vettings": (Vetting("MK"),)},
    )
    assert kind_of(p, plan(p)) == "other_country"


def test_a_night_there() -> None:
    p = problem(
        (session(start=1440 + 480, site="east", modalities=("on_site",)),),
        (member(home="west", lodging=700, modalities=("on_site",)),),
        days=days(2),
        sites=(site("west"), site("east")),
        travel=roads(("west", "east", 150)),
        policy=Policy(max_span=300),
    )
    told = explain(p, plan(p), "s/1").relaxation
    assert told is not None
    assert (told.kind, told.price) == ("lodging", 700)


def test_another_seat_gives_way() -> None:
    p = problem(
        (session(priority=0), session("t", start=600, priority=2)),
        (member(),),
        seats=(seat(), seat("t/1")),
    )
    found = explain(p, plan(p, give("t/1")), "s/1")
    assert found.displacing is not None
    assert found.displacing.disturbs == ("t/1",)
    assert "ana could serve it if t/1 gave way." in texts(found)


def test_why_this_member_and_who_is_next() -> None:
    p = problem(
        (session(preferred_modality="video"),),
        (member(hourly_rate=600, day_fee=50), member("ben", hourly_rate=900)),
    )
    found = explain(p, plan(p, give()), "s/1")
    assert (found.covered, found.member) == (True, "ana")
    assert {x.name: x.cents for x in found.parts} == {"modality": 30_000, "pay": 600, "way": 50}
    assert found.next is not None
    assert (found.next.member, found.next.cost) == ("ben", 250 - 30_000)


def test_an_unknown_seat_is_refused() -> None:
    with pytest.raises(KeyError):
        explain(one(), plan(one()), "x")


def test_every_rule_that_may_block_and_every_kind_has_its_sentence() -> None:
    assert set(RELAXED) == {*KINDS, "lodging"}
    assert {"no_candidate", "all_busy", "not_beside", "chain_incomplete"} < set(CODES)
    assert all(t.format(member="m", seats="s") for t in BLOCKS.values())
    assert "events.v1.json" in schemas()


def test_an_explanation_is_the_same_every_time() -> None:
    p = made_up(20, 60, 6, seed=3)
    found = next(iter(improve(p)))
    seats = [s.id for s in p.seats][:8]
    assert [explain(p, found, x) for x in seats] == [explain(p, found, x) for x in seats]


def holds(p: Problem) -> None:
    """Every relaxation covers its seat, and the referee agrees; so does who is next."""
    try:
        found = next(iter(improve(p)))
    except IllegalPlanError:
        reject()
    view = View(p, found)
    for s in p.seats:
        told = explain(p, found, s.id)
        assert told.covered == covered(view, s.id)
        assert told.to_json()["sentences"]
        for kind in KINDS if not told.covered else ():
            known = tried(view, s.id, kind)
            if known is None:
                continue
            report = check(known[1], known[2])
            assert report.legal, (kind, report.violations)
            assert s.id in {a.seat for a in known[2].assignments}
            gone = {a.seat for a in found.assignments} - {a.seat for a in known[2].assignments}
            assert gone == set(known[0].displaced)
        if told.nearest is not None and not told.nearest.blocks:
            assert told.code != "all_busy"


@settings(max_examples=40, **PROFILE)
@given(problems())
def test_relaxations_of_small_problems_cover(p: Problem) -> None:
    holds(p)


@settings(max_examples=15, **PROFILE)
@given(far_away())
def test_relaxations_with_nights_away_cover(p: Problem) -> None:
    holds(p)


@settings(max_examples=15, **PROFILE)
@given(from_rooms())
def test_relaxations_with_host_rooms_cover(p: Problem) -> None:
    holds(p)


def test_the_commands_explain_and_resolve(tmp_path: Path) -> None:
    p = problem((session(),), (member(), member("ben")))
    files = {
        "p": problem_to_json(p),
        "plan": plan_to_json(plan(p, give())),
        "events": events_to_json([Decline("s/1", "ana")]),
    }
    for name, data in files.items():
        (tmp_path / name).write_text(json.dumps(data))
    paths = [str(tmp_path / name) for name in files]
    told = json.loads(scheduler("explain", *paths[:2], "s/1").stdout)
    assert (told["member"], told["next"]["member"]) == ("ana", "ben")
    assert scheduler("explain", *paths[:2], "x").returncode == 2
    out = str(tmp_path / "after")
    done = scheduler("resolve", *paths, "--problem-out", out)
    (tmp_path / "new").write_text(done.stdout)
    assert json.loads(done.stderr)["changed"] == ["s/1"]
    assert scheduler("check", out, str(tmp_path / "new")).returncode == 0
