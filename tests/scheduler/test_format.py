"""Problems and plans as JSON: what is written is read back, and what is wrong is named."""

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.codec.write import dump
from scheduler.generate import made_up
from scheduler.plan import (
    TIERS,
    Assignment,
    Coverage,
    Duty,
    Plan,
    PlanError,
    Reason,
    Step,
    Tier,
    Uncovered,
    plan_from_json,
    plan_to_json,
    read_plan,
)
from scheduler.problem import (
    Problem,
    ProblemError,
    digest,
    problem_from_json,
    problem_to_json,
    read_problem,
)
from scheduler.text import UnreadableError, parsed
from tests.scheduler.builders import give, one, plan
from tests.scheduler.strategies import problems

CALM = settings(
    derandomize=True,
    database=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
texts = st.text(max_size=8)
whole = st.integers(-(2**53) + 1, 2**53 - 1)
reasons = st.builds(
    Reason, texts, texts, st.lists(st.builds(Step, texts, whole, whole), max_size=2).map(tuple)
)


def several(kind: Any, *fields: Any) -> Any:
    """A tuple of rows of one kind."""
    return st.lists(st.builds(kind, *fields), max_size=3).map(tuple)


any_plans = st.builds(
    Plan,
    value=whole,
    bound=whole,
    gap=st.floats(0, 1),
    seats=whole,
    seats_covered=whole,
    seconds=st.floats(0, 1e6),
    assignments=several(Assignment, texts, texts, whole, texts, texts, texts),
    duties=several(Duty, texts, whole, st.lists(texts, max_size=2).map(tuple), whole, whole),
    tiers=several(Tier, st.sampled_from(TIERS), whole, whole),
    coverage=several(Coverage, whole, whole, whole, whole),
    uncovered=several(Uncovered, texts, reasons),
    seed=whole,
    solver=texts,
)


def through_json(data: Any) -> Any:
    """What another program would read."""
    return json.loads(json.dumps(data))


@CALM
@given(problems())
def test_a_problem_is_read_back_as_it_was_written(p: Problem) -> None:
    assert problem_from_json(through_json(problem_to_json(p))) == p


@CALM
@given(problems())
def test_a_problem_in_columns_is_the_same_problem(p: Problem) -> None:
    back = problem_from_json(through_json(dump(p, columnar=True)))
    assert back == p
    assert digest(back) == digest(p)


@CALM
@given(any_plans)
def test_a_plan_is_read_back_as_it_was_written(p: Plan) -> None:
    assert plan_from_json(through_json(plan_to_json(p))) == p


def test_a_large_problem_is_written_in_columns() -> None:
    p = made_up(20, 2_000, 5, seed=1)
    data = through_json(problem_to_json(p))
    assert set(data["sessions"]) == {"columns"}
    assert problem_from_json(data) == p


def test_a_plan_names_its_figures_at_the_top() -> None:
    data = plan_to_json(plan(one(), give()))
    assert next(iter(data)) == "version"
    top = {"value", "bound", "gap", "seats", "seats_covered", "seconds", "assignments"}
    assert top <= set(data)


def test_what_equals_its_default_is_not_written() -> None:
    data = problem_to_json(one())
    assert data["sessions"] == [{"id": "s", "start": 600, "duration": 60}]
    assert set(data) == {"version", "sessions", "seats", "members"}


def test_the_digest_is_that_of_the_canonical_json() -> None:
    for p in (one(), made_up(12, 40, 5, seed=2), made_up(12, 40, 5, seed=3)):
        text = json.dumps(dump(p), sort_keys=True, separators=(",", ":"))
        assert digest(p) == hashlib.sha256(text.encode()).hexdigest()


def test_the_digest_tells_problems_apart() -> None:
    assert digest(one()) == digest(one())
    assert digest(one()) != digest(one(now=1))


@pytest.mark.parametrize("squeeze", [bytes, gzip.compress])
def test_files_may_be_compressed(tmp_path: Path, squeeze: Any) -> None:
    p, path = one(), tmp_path / "p"
    path.write_bytes(squeeze(json.dumps(problem_to_json(p)).encode()))
    assert read_problem(path) == p
    path.write_bytes(squeeze(json.dumps(plan_to_json(plan(p, give()))).encode()))
    assert read_plan(path) == plan(p, give())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe{",
        b"\x1f\x8b not gzip",
        gzip.compress(b"{}" * 999, mtime=0)[:-9],
        b"[" * 100_000,
    ],
)
def test_what_is_not_json_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(UnreadableError, match="is not JSON"):
        parsed(raw)
    path = tmp_path / "x.json"
    path.write_bytes(raw)
    with pytest.raises(ProblemError) as of_problem:
        read_problem(path)
    with pytest.raises(PlanError) as of_plan:
        read_plan(path)
    assert [f.path for f in of_problem.value.faults] == ["$"]
    assert [f.path for f in of_plan.value.faults] == ["$"]


BASE = problem_to_json(one())


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"colour": 1}, {"colour: unknown field"}),
        ({"sessions": 7}, {'sessions: expected a list of rows or {"columns": {name: list}}'}),
        ({"sessions": [7]}, {"sessions[0]: expected an object, found a whole number"}),
        (
            {"sessions": [{"id": 1, "strat": 2}]},
            {
                "sessions[0].id: expected a text, found a whole number",
                "sessions[0].strat: unknown field",
                "sessions[0].start: is required",
                "sessions[0].duration: is required",
            },
        ),
        (
            {"sessions": {"columns": {"id": ["s"], "start": [1, 2], "duration": [3]}}},
            {"sessions: columns differ in length"},
        ),
        (
            {"sessions": {"columns": {"id": ["s"], "start": ["x"], "duration": [3]}}},
            {"sessions[0].start: expected a whole number, found a text"},
        ),
        (
            {"members": [{"id": "ana", "available": [[1, 2, 3]]}]},
            {"members[0].available[0]: expected a list of 2, found one of 3"},
        ),
        (
            {"members": [{"id": "ana", "available": [[1, None]]}]},
            {"members[0].available[0][1]: expected a whole number, found null"},
        ),
        ({"now": True}, {"now: expected a whole number, found true or false"}),
        ({"now": 1.0}, {"now: expected a whole number, found a number with decimals"}),
        ({"now": 2**53}, {"now: is too large"}),
        (
            {"policy": {"in_place_remote": 1}},
            {"policy.in_place_remote: expected true or false, found a whole number"},
        ),
        ({"policy": None}, {"policy: expected an object, found null"}),
        ({"version": 2}, {"version: is 2; this reader knows version 1"}),
    ],
)
def test_a_faulty_problem_is_refused_with_every_fault_and_its_path(
    change: dict[str, Any], faults: set[str]
) -> None:
    with pytest.raises(ProblemError) as error:
        problem_from_json({**BASE, **change})
    assert {str(f) for f in error.value.faults} == faults


@pytest.mark.parametrize("data", [None, [], "x", 1])
def test_a_problem_is_an_object(data: Any) -> None:
    with pytest.raises(ProblemError) as error:
        problem_from_json(data)
    assert [f.path for f in error.value.faults] == ["$"]


def test_a_faulty_plan_is_refused_with_every_fault_and_its_path() -> None:
    data = plan_to_json(plan(one(), give()))
    data |= {"gap": float("inf"), "value": "1", "hue": 0, "version": 9}
    data["assignments"][0]["seat"] = 3
    with pytest.raises(PlanError) as error:
        plan_from_json(data)
    assert {f.path for f in error.value.faults} == {"gap", "value", "hue", "assignments[0].seat"}


def test_a_plan_of_another_version_is_refused() -> None:
    data = plan_to_json(replace(plan(one(), give()), version=2))
    with pytest.raises(PlanError, match="version: is 2"):
        plan_from_json(data)
