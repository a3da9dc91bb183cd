"""Keeps the processes of a demonstration together: all run, or none does."""

import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from app.adapters.processes import signal_group, start_child
from config import PROJECT

STOP_SECONDS = 8
LAST_LINES = 15


class ChildEndedError(Exception):
    """A process that should run has ended; the message has the end of its log."""


class Supervisor:
    """Starts processes, each with a log `NAME.log` in `log_folder`, and stops them together."""

    def __init__(self, log_folder: Path) -> None:
        self._log_folder = log_folder
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        log_folder.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, command: Sequence[str]) -> None:
        with self._log(name).open("wb") as log:
            self._children[name] = start_child(command, folder=PROJECT, output=log)

    def check(self) -> None:
        """Raises `ChildEndedError` when a process has ended."""
        for name, child in self._children.items():
            code = child.poll()
            if code is not None:
                raise ChildEndedError(self._obituary(name, code))

    def stop(self) -> None:
        """Ends all processes and what they started; those that linger are killed."""
        for child in self._children.values():
            signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                continue
        for child in self._children.values():
            signal_group(child, signal.SIGKILL)
            child.wait()
        self._children.clear()

    def _log(self, name: str) -> Path:
        return self._log_folder / f"{name}.log"

    def _obituary(self, name: str, code: int) -> str:
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"exited with {code}"
        lines = self._log(name).read_text(errors="replace").splitlines()[-LAST_LINES:]
        return "\n  ".join([f"The {name} process {how}. The end of {self._log(name)}:", *lines])
