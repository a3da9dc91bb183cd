"""The solver's child process: limits, clear errors, and no orphan."""

import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.adapters.solver import (
    FaultyProblemError,
    Limits,
    SolverCrashError,
    SolverMemoryError,
    SolverStoppedError,
    SolverTimeoutError,
    solve,
)
from scheduler.plan import plan_from_json
from scheduler.problem import Member, Problem, Seat, Session, problem_to_json

SMALL = Problem(
    sessions=(Session(id="1", start=600, duration=60),),
    seats=(Seat(id="11", session="1"),),
    members=(Member(id="7"),),
)


def packed(problem: Problem) -> bytes:
    return json.dumps(problem_to_json(problem)).encode()


def ask(
    *script: str, seconds: int = 1, memory_mb: int = 4096, grace: float = 20, **options: Any
) -> bytes:
    """What a child that runs this program instead of the solver makes of it."""
    command = [sys.executable, "-c", "\n".join(script)]
    limits = Limits(seconds, memory_mb, grace)
    return solve(b"{}", 1, limits, lambda _point: None, command=command, **options)


def test_the_solver_gives_a_plan_and_tells_its_progress() -> None:
    points: list[Mapping[str, Any]] = []

    answer = solve(packed(SMALL), 1, Limits(8, 4096), points.append)

    plan = plan_from_json(json.loads(answer))
    assert [(a.seat, a.member) for a in plan.assignments] == [("11", "7")]
    assert points[-1]["seats_covered"] == 1


def test_a_faulty_problem_is_refused_with_every_fault() -> None:
    faulty = Problem(SMALL.sessions, (Seat(id="11", session="2"), Seat(id="11", session="1")), ())

    with pytest.raises(FaultyProblemError) as refusal:
        solve(packed(faulty), 1, Limits(5, 4096), lambda _point: None)

    assert {path for path, _ in refusal.value.faults} == {"seats[1].id", "seats[0].session"}


def test_a_solver_that_does_not_end_is_told_and_then_killed() -> None:
    begun = time.monotonic()

    with pytest.raises(SolverTimeoutError, match="did not end within 1 s"):
        ask(
            "import signal, time",
            "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
            "time.sleep(600)",
            grace=1,
        )

    assert time.monotonic() - begun < 60


def test_a_solver_that_listens_hands_in_its_plan_when_told() -> None:
    answer = ask(
        "import signal, sys, time",
        "def hand_in(*_):",
        "    print('the best so far')",
        "    sys.exit(0)",
        "signal.signal(signal.SIGTERM, hand_in)",
        "time.sleep(600)",
        grace=10,
    )

    assert answer == b"the best so far\n"


def test_a_solver_that_wants_too_much_memory_is_named_as_such() -> None:
    with pytest.raises(SolverMemoryError, match="SOLVE_MEMORY_MB"):
        ask("hoard = [bytearray(2**20) for _ in range(4096)]", memory_mb=300)


def test_a_crash_tells_the_last_words() -> None:
    with pytest.raises(SolverCrashError, match="status 3: the ship is sinking"):
        ask("import sys", "print('the ship is sinking', file=sys.stderr)", "sys.exit(3)")


def test_a_worker_that_stops_ends_the_solver() -> None:
    begun = time.monotonic()

    with pytest.raises(SolverStoppedError):
        ask("import time", "time.sleep(600)", should_stop=lambda: time.monotonic() - begun > 0.5)

    assert time.monotonic() - begun < 60


def test_the_solver_sees_no_secret_and_gives_way_to_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for the solver")

    told = json.loads(ask("import os, json", "print(json.dumps([dict(os.environ), os.nice(0)]))"))

    assert "SECRET_KEY" not in told[0]
    assert told[1] > os.nice(0)
