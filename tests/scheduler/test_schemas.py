"""The published schemas say the same as the reader."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from scheduler.certificate import Case, Certificate, NightPrice, OpenSeats, certificate_to_json
from scheduler.codec.hints import fields_of
from scheduler.codec.write import dump
from scheduler.generate import made_up
from scheduler.plan import Plan, plan_to_json
from scheduler.problem import Problem, problem_to_json
from scheduler.schema import FOLDER, schemas
from tests.scheduler.builders import give, one, plan
from tests.scheduler.strategies import problems

PROBLEM, PLAN, CERTIFICATE = "problem.v1.json", "plan.v1.json", "certificate.v1.json"


def validator(name: str) -> Any:
    """Of the published file."""
    return Draft202012Validator(json.loads((FOLDER / name).read_text()))


def test_the_published_files_are_those_made_from_the_types() -> None:
    assert {f.name for f in FOLDER.iterdir()} == set(schemas())
    for name, schema in schemas().items():
        assert json.loads((FOLDER / name).read_text()) == schema, "run python -m scheduler.schema"
        Draft202012Validator.check_schema(schema)


@settings(
    derandomize=True,
    database=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(problems())
def test_what_is_written_is_valid(p: Problem) -> None:
    assert list(validator(PROBLEM).iter_errors(problem_to_json(p))) == []


@pytest.mark.parametrize("columnar", [False, True])
def test_a_made_up_problem_is_valid_in_rows_and_in_columns(columnar: bool) -> None:
    data = dump(made_up(20, 60, 6, seed=1), columnar=columnar)
    assert list(validator(PROBLEM).iter_errors(data)) == []


def test_a_plan_is_valid() -> None:
    assert list(validator(PLAN).iter_errors(plan_to_json(plan(one(), give())))) == []


def test_a_certificate_is_valid() -> None:
    case = Case(
        (1.5, -2.0),
        (NightPrice("ana", "nis", 0, 3.0),),
        answers=(OpenSeats(("s/1",), 1, True, 2.0),),
    )
    data = certificate_to_json(Certificate("", 7, (case,)))
    assert list(validator(CERTIFICATE).iter_errors(data)) == []


@pytest.mark.parametrize(
    "wrong", [{"colour": 1}, {"sessions": 7}, {"sessions": [{"id": "s"}]}, {"now": "x"}]
)
def test_what_the_reader_refuses_is_not_valid(wrong: dict[str, Any]) -> None:
    data = {**problem_to_json(one()), **wrong}
    assert list(validator(PROBLEM).iter_errors(data))


@pytest.mark.parametrize(
    ("name", "kind"), [(PROBLEM, Problem), (PLAN, Plan), (CERTIFICATE, Certificate)]
)
def test_the_schema_asks_for_what_the_reader_asks_for(name: str, kind: type) -> None:
    schema = json.loads((FOLDER / name).read_text())["$defs"][kind.__name__]
    assert set(schema["properties"]) == {f.name for f in fields_of(kind)}
    assert set(schema["required"]) == {f.name for f in fields_of(kind) if f.required}
    assert schema["additionalProperties"] is False
