"""Questions about a plan, answered by a child process within a moment."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from app.adapters.solver.child import ENVIRONMENT, LAUNCHER, ROOT
from app.adapters.solver.errors import SolverTimeoutError
from app.adapters.solver.report import Report
from app.domain.said import said
from scheduler.plan import Plan, plan_to_json
from scheduler.problem import Problem, problem_to_json

COMMAND = (sys.executable, "-m", "scheduler", "advise")
#: So many answer at once in one process; the next one waits.
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
    with PLACES:
        child = _run(json.dumps(told, separators=(",", ":")).encode(), patience)
    report = Report(patience, lambda _point: None)
    report.feed(child.stderr)
    report.require_success(child.returncode)
    answers: list[Any] = json.loads(child.stdout)
    return answers


def _run(question: bytes, patience: Patience) -> subprocess.CompletedProcess[bytes]:
    fence = [sys.executable, "-I", str(LAUNCHER), str(os.getpid()), str(patience.memory_mb)]
    try:
        return subprocess.run(  # noqa: S603 -- the command is our own
            [*fence, *COMMAND],
            input=question,
            capture_output=True,
            check=False,
            cwd=ROOT,
            env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            timeout=patience.seconds,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise SolverTimeoutError(
            said("The solver did not answer within {seconds:g} s.", seconds=patience.seconds)
        ) from error
