"""A child process that answers questions about plans, one after another, and stays for a while.

Only its first answer waits for the solver to be loaded. It ends by itself when nobody asks, when
its parent does, and at any fault; the next question starts another.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

from app.adapters.processes import signal_group
from app.adapters.solver.child import ENVIRONMENT, LAUNCHER, ROOT
from app.adapters.solver.errors import SolverCrashError, SolverTimeoutError
from app.domain.said import said

#: It leaves after so many seconds without a question.
STAYS = 120
COMMAND = (sys.executable, "-m", "scheduler", "advise", "--stay", str(STAYS))
PIECE = 1 << 20


class Helper:
    """One child; used by one thread at a time."""

    def __init__(self, memory_mb: int) -> None:
        fence = [sys.executable, "-I", str(LAUNCHER), str(os.getpid()), str(memory_mb)]
        self._child = subprocess.Popen(  # noqa: S603 -- the command is our own
            [*fence, *COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        return self._child.poll() is None

    def ask(self, question: bytes, seconds: float) -> Mapping[str, Any]:
        """What it says to one line; raises SolverError, after which it is of no use any more."""
        pipe = self._child.stdin
        try:
            if pipe is None:
                raise BrokenPipeError
            pipe.write(question + b"\n")
            pipe.flush()
            found: Mapping[str, Any] = json.loads(self._line(time.monotonic() + seconds, seconds))
        except (OSError, ValueError) as error:
            raise SolverCrashError(said("The solver ended in the middle of an answer.")) from error
        return found

    def _line(self, deadline: float, seconds: float) -> bytes:
        pipe, line = self._child.stdout, bytearray()
        if pipe is None:
            return b""
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise SolverTimeoutError(
                        said("The solver did not answer within {seconds:g} s.", seconds=seconds)
                    )
                piece = os.read(pipe.fileno(), PIECE)
                if not piece:
                    raise BrokenPipeError
                line += piece
        return bytes(line)

    def end(self) -> None:
        """Kill it and all it has open."""
        signal_group(self._child, signal.SIGKILL)
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                _close(pipe)


def _close(pipe: Any) -> None:
    """What is still to be written to a dead child is lost."""
    try:
        pipe.close()
    except BrokenPipeError:
        return
