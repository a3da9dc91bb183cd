"""What the rules, the services and the lists say to people is made by ``said``."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters import solver
from app.domain import permissions, refusals
from app.domain.errors import PoolError
from app.domain.lifecycles import (
    ASSIGNMENT,
    LADDER,
    LEAVE,
    MESSAGE,
    OFFER,
    PLAN,
    PLAN_RUN,
    REQUEST,
    TIMESHEET,
)
from app.domain.permissions import Act

APP = Path(__file__).resolve().parents[2] / "app"
FOLDERS = ("domain", "services", "importing", "adapters/solver")
#: Texts for phones have their own catalogues of words.
OTHER_WORDS = APP / "domain" / "words"
SAYING = {"said", "verbatim", "joined"}
REFUSING = {each.__name__ for each in PoolError.__subclasses__()} | {
    "Fault",
    "CellError",
    "Outcome",
    *solver.__all__,
}

FILES = sorted(
    path
    for folder in FOLDERS
    for path in (APP / folder).rglob("*.py")
    if OTHER_WORDS not in path.parents
)


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def unsaid(node: ast.AST) -> Iterator[ast.expr]:
    """Literals of words, f-strings too, that no sentence is made of."""
    if isinstance(node, ast.Call) and name_of(node) in SAYING:
        return
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    ):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from unsaid(child)


def spoken(tree: ast.AST) -> Iterator[ast.expr]:
    """What errors, faults and the rules that yield them are given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in REFUSING:
            yield from [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from node.value.elts[1:]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "message":
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(APP)))
def test_no_refusal_is_a_bare_string(path: Path) -> None:
    """Mend it with: said("There is no plan {number}.", number=number)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lines = [literal.lineno for part in spoken(tree) for literal in unsaid(part)]
    assert lines == [], f"lines of {path.name} that no catalogue can translate"


def test_a_bare_string_would_be_found() -> None:
    code = 'raise ConflictError(f"Plan {number} is gone.")\nyield "day", "This is over."'
    found = [literal.lineno for part in spoken(ast.parse(code)) for literal in unsaid(part)]
    assert found == [1, 2]


def test_every_act_has_its_refusal() -> None:
    assert set(permissions.REFUSALS) == set(Act)


def test_every_state_has_its_words() -> None:
    machines = (REQUEST, ASSIGNMENT, OFFER, LADDER, MESSAGE, TIMESHEET, LEAVE, PLAN, PLAN_RUN)
    states = {state for machine in machines for state in type(machine.first)}
    assert set(refusals.STATE_WORDS) == {str(state) for state in states}
