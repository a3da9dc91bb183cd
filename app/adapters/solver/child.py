"""Starting the solver, listening to it, and ending it when it must end."""

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.adapters.processes import signal_group
from app.adapters.solver.errors import SolverStoppedError, SolverTimeoutError
from app.adapters.solver.report import Report
from app.domain.said import said

ROOT = Path(__file__).resolve().parents[3]
LAUNCHER = Path(__file__).with_name("launch.py")
SOLVER = (sys.executable, "-m", "scheduler", "solve")
PART = (sys.executable, "-m", "scheduler", "part")
#: Variables the solver may see: none of ours, which hold secrets.
ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "NUMBA_CACHE_DIR")
LISTEN_SECONDS = 0.2
PIPE_BYTES = 65536

OnProgress = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Limits:
    """The solver's own time in seconds, what it may take beyond it, and its memory."""

    seconds: int
    memory_mb: int
    grace_seconds: float = 60


def solve(
    problem: bytes,
    seed: int,
    limits: Limits,
    on_progress: OnProgress,
    *,
    should_stop: Callable[[], bool] = lambda: False,
    command: Sequence[str] = SOLVER,
) -> bytes:
    """The plan's JSON for a problem's JSON (either may be compressed with gzip).

    ``on_progress`` gets each better plan: seconds, value, bound, gap, seats, seats_covered.
    Raises SolverError. The calling thread must live as long as the call: the child dies with it.
    """
    with tempfile.TemporaryDirectory(prefix="tarjuman-solve-") as folder:
        asked, answered = Path(folder, "problem.json"), Path(folder, "plan.json")
        asked.write_bytes(problem)
        arguments = [str(asked), "--seconds", str(limits.seconds), "--seed", str(seed)]
        report = Report(limits, on_progress)
        with answered.open("wb") as output:
            child = _start([*command, *arguments], limits, output.fileno())
            try:
                _listen(child, limits, report, should_stop)
            finally:
                _end(child)
        report.require_success(child.returncode)
        return answered.read_bytes()


def _start(command: Sequence[str], limits: Limits, output: int) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that it and all it starts can be ended together."""
    fence = [sys.executable, "-I", str(LAUNCHER), str(os.getpid()), str(limits.memory_mb)]
    return subprocess.Popen(  # noqa: S603 -- commands are our own
        [*fence, *command],
        cwd=ROOT,
        env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _listen(
    child: subprocess.Popen[bytes],
    limits: Limits,
    report: Report,
    should_stop: Callable[[], bool],
) -> None:
    """Hands on what the child says until it ends; late, it is first asked and then made to."""
    begun = time.monotonic()
    told = False
    for piece in _pieces(child):
        report.feed(piece)
        spent = time.monotonic() - begun - limits.seconds
        if should_stop():
            raise SolverStoppedError(said("The solve was stopped."))
        if spent > limits.grace_seconds:
            raise SolverTimeoutError(
                said(
                    "The solver did not end within {seconds} s and {grace:g} s of grace.",
                    seconds=limits.seconds,
                    grace=limits.grace_seconds,
                )
            )
        if spent > limits.grace_seconds / 2 and not told:
            told = True
            signal_group(child, signal.SIGTERM)
    child.wait(limits.grace_seconds)


def _pieces(child: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """What the child writes to its error stream as it comes, and nothing while it is silent."""
    if child.stderr is None:
        return
    with selectors.DefaultSelector() as selector:
        selector.register(child.stderr, selectors.EVENT_READ)
        while True:
            ready = selector.select(LISTEN_SECONDS)
            piece = os.read(child.stderr.fileno(), PIPE_BYTES) if ready else b""
            if ready and not piece:
                return
            yield piece


def _end(child: subprocess.Popen[bytes]) -> None:
    signal_group(child, signal.SIGKILL)
    child.wait()
    if child.stderr is not None:
        child.stderr.close()
