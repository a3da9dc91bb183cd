"""What the solver says: a JSON object a line, or, in trouble, anything."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from app.adapters.solver.errors import (
    FaultyProblemError,
    InfeasibleError,
    SolverCrashError,
    SolverError,
    SolverMemoryError,
)
from app.domain.said import said, verbatim

FAULTY = 2
KILLED = -9
KEPT_LINES = 8
MEMORY_SIGNS = ("MemoryError", "bad_alloc", "Cannot allocate memory", "out of memory")


class Megabytes(Protocol):
    @property
    def memory_mb(self) -> int: ...


class Report:
    """Splits what the solver writes into progress, faults and last words."""

    def __init__(self, limits: Megabytes, on_progress: Callable[[Mapping[str, Any]], None]) -> None:
        self._limits = limits
        self._on_progress = on_progress
        self._rest = b""
        self._faults: list[tuple[str, str]] = []
        self._words: deque[str] = deque(maxlen=KEPT_LINES)

    def feed(self, piece: bytes) -> None:
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            self._read(line.decode(errors="replace").strip())

    def _read(self, line: str) -> None:
        data = _object(line)
        if "value" in data:
            self._on_progress(data)
        elif "message" in data:
            self._faults.append((str(data.get("path", "")), str(data["message"])))
        elif line:
            self._words.append(line)

    def require_success(self, status: int) -> None:
        """Raise what an exit status other than 0 means; a signal is a negative status."""
        self.feed(b"\n")
        if status != 0:
            raise self._trouble(status)

    def _trouble(self, status: int) -> SolverError:
        words = " ".join(self._words)
        if status == KILLED or any(sign in words for sign in MEMORY_SIGNS):
            return SolverMemoryError(
                said(
                    "The solver needed more than the {most} MB it may take (SOLVE_MEMORY_MB): "
                    "plan fewer days at once, or give it more.",
                    most=self._limits.memory_mb,
                )
            )
        if self._faults and status == FAULTY:
            return FaultyProblemError(self._faults)
        if self._faults:
            return InfeasibleError(verbatim(" ".join(message for _, message in self._faults)))
        return SolverCrashError(
            said(
                "The solver ended with status {status}: {words}", status=status, words=words[-500:]
            )
        )


def _object(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
