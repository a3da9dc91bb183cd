"""docs/solver.md leaves out no field, rule, tier, command or reason."""

import dataclasses
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scheduler.certificate import Certificate
from scheduler.check.day_rules import DAY_RULES
from scheduler.check.joint_rules import PERSON_RULES, ROOM_RULES, SESSION_RULES
from scheduler.check.seat_rules import SEAT_RULES
from scheduler.check.week_rules import WEEK_RULES
from scheduler.generate import SIZES
from scheduler.plan import TIERS, Plan
from scheduler.problem import Goals, Problem

DOC = (Path(__file__).parents[2] / "docs" / "solver.md").read_text()


def kinds_in(hint: Any) -> Iterator[type]:
    """All dataclasses that a type holds, itself included."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        yield hint
        for inner in typing.get_type_hints(hint).values():
            yield from kinds_in(inner)
    for inner in typing.get_args(hint):
        yield from kinds_in(inner)


KINDS = sorted({*kinds_in(Problem), *kinds_in(Plan), *kinds_in(Certificate)}, key=str)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_told(kind: type) -> None:
    missing = [f.name for f in dataclasses.fields(kind) if f"`{f.name}`" not in DOC]
    assert missing == []


def test_every_rule_and_tier_and_size_is_told() -> None:
    functions = [*DAY_RULES, *SESSION_RULES, *ROOM_RULES, *PERSON_RULES, *WEEK_RULES]
    names = [*SEAT_RULES, *(rule.__name__ for rule in functions), *TIERS]
    assert [name for name in names if f"`{name}`" not in DOC] == []
    assert [size for size in SIZES if size not in DOC] == []


def test_the_default_weights_are_those_of_the_code() -> None:
    for field in dataclasses.fields(Goals):
        weights = field.default if isinstance(field.default, tuple) else (field.default,)
        told = ", ".join(f"{w:,}" for w in weights)
        assert f"`{field.name}` {told}" in DOC, field.name
