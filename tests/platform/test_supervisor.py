"""The processes of a demonstration: all run, or none does."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tenacity import Retrying, retry_if_result, stop_after_delay, wait_fixed

from app.ops import supervisor as supervision
from app.ops.supervisor import ChildEndedError, Supervisor
from config import PROJECT

SLEEP = [
    sys.executable,
    "-c",
    "import os, time; print(os.getpid(), flush=True); time.sleep(600)",
]
IGNORE_SIGTERM = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
STUBBORN = [*SLEEP[:2], IGNORE_SIGTERM + SLEEP[2]]
START_ANOTHER = "import subprocess, sys, time; subprocess.run([sys.executable, *sys.argv[1:]])"
PARENT = [*SLEEP[:2], START_ANOTHER, *SLEEP[1:]]


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path)
    yield supervisor
    supervisor.stop()


def first_line(log: Path) -> str:
    """The first line a child writes, once it has."""
    for attempt in Retrying(stop=stop_after_delay(30), wait=wait_fixed(0.02)):
        with attempt:
            return log.read_text().splitlines()[0]
    raise AssertionError


def is_running(pid: int) -> bool:
    """Whether the process lives; one that ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def await_end(pid: int) -> None:
    for attempt in Retrying(stop=stop_after_delay(10), wait=wait_fixed(0.02)):
        with attempt:
            assert not is_running(pid)


def test_a_child_that_ends_is_named_with_the_end_of_its_log(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start("good", SLEEP)
    supervisor.start("bad", [sys.executable, "-c", "print('no such table'); raise SystemExit(3)"])
    first_line(tmp_path / "bad.log")

    until_it_raises = Retrying(
        stop=stop_after_delay(10),
        wait=wait_fixed(0.02),
        retry=retry_if_result(lambda answer: answer is None),
    )
    with pytest.raises(ChildEndedError, match=r"(?s)bad process exited with 3.*no such table"):
        until_it_raises(supervisor.check)


def test_stopping_ends_what_the_children_started_too(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start("parent", PARENT)
    grandchild = int(first_line(tmp_path / "parent.log"))

    supervisor.stop()

    await_end(grandchild)


def test_a_child_that_does_not_stop_is_killed(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "STOP_SECONDS", 0.1)
    supervisor.start("stubborn", STUBBORN)
    child = int(first_line(tmp_path / "stubborn.log"))

    supervisor.stop()

    await_end(child)


def test_children_of_a_killed_supervisor_end_with_it(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path;"
        "from app.ops.supervisor import Supervisor;"
        "supervisor = Supervisor(Path(sys.argv[1]));"
        "supervisor.start('sleep', sys.argv[2:]); time.sleep(600)"
    )
    command = [sys.executable, "-c", script, str(tmp_path), *SLEEP]
    with subprocess.Popen(command, cwd=PROJECT) as supervisor:
        child = int(first_line(tmp_path / "sleep.log"))
        supervisor.kill()

    await_end(child)
