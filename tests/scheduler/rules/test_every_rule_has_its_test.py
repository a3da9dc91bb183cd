"""No rule of the referee and no goal goes without a test that bears its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.check.day_rules import DAY_RULES
from scheduler.check.joint_rules import PERSON_RULES, ROOM_RULES, SESSION_RULES
from scheduler.check.seat_rules import SEAT_RULES
from scheduler.check.week_rules import WEEK_RULES
from scheduler.plan import TIERS

HERE = Path(__file__).parent
FUNCTIONS = [*DAY_RULES, *SESSION_RULES, *ROOM_RULES, *PERSON_RULES, *WEEK_RULES]
RULES = [*SEAT_RULES, *(rule.__name__ for rule in FUNCTIONS)]


def _tests(*files: Path) -> Iterator[str]:
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield node.name


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_tested(rule: str) -> None:
    assert any(name.startswith(f"test_{rule}") for name in _tests(*HERE.glob("test_*_rules.py")))


@pytest.mark.parametrize("tier", TIERS)
def test_goal_is_tested(tier: str) -> None:
    assert any(name.startswith(f"test_{tier}") for name in _tests(HERE.parent / "test_goals.py"))
