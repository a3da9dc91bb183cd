"""Reading and writing problems; the digest that ties a plan to its problem."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, cast

from scheduler.codec.document import json_of
from scheduler.codec.fault import Fault
from scheduler.codec.hints import fields_of
from scheduler.codec.read import reader
from scheduler.codec.write import dump
from scheduler.problem.faults import ProblemError, faults_of
from scheduler.problem.model import Problem

COLUMNAR_FROM = 2_000
"""Sessions from which tables are written as columns."""
ROWS_KNOWN = 30_000
"""Rows whose JSON is remembered: a region's week has 12,000."""
_known: dict[int, tuple[Any, str]] = {}


def problem_from_json(data: Any) -> Problem:
    """The problem in parsed JSON; raises ``ProblemError`` with every fault and its path."""
    faults: list[Fault] = []
    problem = reader(Problem)(data, "", faults)
    if not faults:
        faults = faults_of(problem)
    if faults:
        raise ProblemError(faults)
    return cast("Problem", problem)


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """JSON data; columnar when the problem is large."""
    data: dict[str, Any] = dump(problem, columnar=len(problem.sessions) >= COLUMNAR_FROM)
    return {**data, "version": problem.version}


def read_problem(path: str | Path) -> Problem:
    """A problem from a ``.json`` or ``.json.gz`` file."""
    return problem_from_bytes(Path(path).read_bytes())


def problem_from_bytes(raw: bytes) -> Problem:
    """A problem from JSON text, which may be compressed by gzip."""
    return problem_from_json(json_of(raw, ProblemError))


def digest(problem: Problem) -> str:
    """SHA-256 of the canonical JSON (row form, sorted keys, defaults left out)."""
    told = {s.name: getattr(problem, s.name) for s in fields_of(Problem)}
    needed = {s.name for s in fields_of(Problem) if s.required or told[s.name] != s.default}
    parts = (f'"{name}":{_text(told[name])}' for name in sorted(needed))
    return hashlib.sha256(f"{{{','.join(parts)}}}".encode()).hexdigest()


def _text(value: Any) -> str:
    """Canonical JSON of one field; of tables row by row."""
    if isinstance(value, tuple):
        return f"[{','.join(map(_row, value))}]"
    return _row(value)


def _row(row: Any) -> str:
    """Told once for each object: the problem after an event shares nearly all with the one before.

    What is known holds its objects, so that none of them gives its place in memory to another.
    """
    known = _known.get(id(row))
    if known is None:
        text = json.dumps(dump(row), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        if len(_known) >= ROWS_KNOWN:
            _known.clear()
        known = _known[id(row)] = row, text
    return known[1]
