"""Reading and writing problems; the digest that ties a plan to its problem."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, cast

from scheduler.codec import Fault, dump, reader
from scheduler.problem.faults import ProblemError, faults_of
from scheduler.problem.model import Problem
from scheduler.text import UnreadableError, parsed

COLUMNAR_FROM = 2_000
"""Sessions from which tables are written as columns."""


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
    try:
        data = parsed(raw)
    except UnreadableError as error:
        raise ProblemError([Fault("$", str(error))]) from None
    return problem_from_json(data)


def digest(problem: Problem) -> str:
    """SHA-256 of the canonical JSON (row form, sorted keys, defaults left out)."""
    text = json.dumps(dump(problem), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
