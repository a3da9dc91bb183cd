"""The whole service as `make demo` runs it, on a port and in a folder of the test's own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config import PROJECT

LAST_LINE = "Ctrl-C stops everything"
STOP_SECONDS = 60
#: Settings that a developer may have set for other work.
ELSEWHERE = ("DATABASE_URL", "PUBLIC_BASE_URL", "TARJUMAN_ENV", "TWILIO_ACCOUNT_SID")


@dataclass(frozen=True)
class Demonstration:
    address: str
    said: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_demonstration(folder: Path, **settings: str) -> Iterator[Demonstration]:
    """A ready demonstration; it must stop in time, and without a fault, when the block ends."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    own = {"PORT": str(port), "INSTANCE_PATH": str(folder), **settings}
    with subprocess.Popen(
        [sys.executable, "-m", "app.ops.demonstration"],
        cwd=PROJECT,
        env=kept | own,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            said = read_until(process.stdout, LAST_LINE)
            yield Demonstration(f"http://127.0.0.1:{port}", said)
        finally:
            process.send_signal(signal.SIGTERM)
            status = process.wait(timeout=STOP_SECONDS)
    assert status == 0


def read_until(stream: IO[str], end: str) -> str:
    """What a process says, up to and with the line that holds `end`."""
    said = ""
    for line in stream:
        said += line
        if end in line:
            return said
    raise AssertionError(said)
