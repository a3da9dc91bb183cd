"""Questions about a plan, answered within a moment by a child process that stays for the next."""

import atexit
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import Any

from app.adapters.solver.errors import FaultyProblemError, InfeasibleError
from app.adapters.solver.helper import Helper
from app.domain.said import verbatim
from scheduler.plan import Plan, plan_to_json
from scheduler.problem import Problem, problem_to_json

#: So many answer at once for one process; the next question waits.
PLACES = BoundedSemaphore(2)

Ask = Mapping[str, Any]


@dataclass(frozen=True)
class Patience:
    """What an answer may take."""

    memory_mb: int
    seconds: float = 60


def advise(problem: Problem, plan: Plan, asks: Sequence[Ask], patience: Patience) -> list[Any]:
    """An answer to each question; raises SolverError. No transaction may be open meanwhile."""
    told = {"problem": problem_to_json(problem), "plan": plan_to_json(plan), "asks": list(asks)}
    question = json.dumps(told, separators=(",", ":")).encode()
    with PLACES, _helper(patience.memory_mb) as helper:
        found = helper.ask(question, patience.seconds)
    if "faults" in found:
        raise FaultyProblemError([(f["path"], f["message"]) for f in found["faults"]])
    if "no_plan" in found:
        raise InfeasibleError(verbatim(found["no_plan"]))
    answers: list[Any] = found["answers"]
    return answers


_idle: list[tuple[int, Helper]] = []
_lock = Lock()


@contextmanager
def _helper(memory_mb: int) -> Iterator[Helper]:
    """One that waits, else a new one; at any fault it is ended."""
    helper = _waiting(memory_mb) or Helper(memory_mb)
    try:
        yield helper
    except BaseException:
        helper.end()
        raise
    with _lock:
        _idle.append((memory_mb, helper))


def _waiting(memory_mb: int) -> Helper | None:
    """Take one that is alive; those that left are put away."""
    with _lock:
        for place in range(len(_idle) - 1, -1, -1):
            allowed, helper = _idle[place]
            if not helper.is_alive:
                _idle.pop(place)[1].end()
            elif allowed == memory_mb:
                return _idle.pop(place)[1]
    return None


@atexit.register
def end_helpers() -> None:
    """End those that wait."""
    with _lock:
        while _idle:
            _idle.pop()[1].end()
