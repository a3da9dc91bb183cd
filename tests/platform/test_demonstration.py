"""`make demo`: ready, stopped without a trace, and clear about what is in its way."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import IO
from urllib.request import urlopen

import pytest

from app.adapters.postgres.cluster import Cluster
from config import PROJECT


def demonstrate(**environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.ops.demonstration"],
        cwd=PROJECT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_port_in_use_is_named_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        finished = demonstrate(PORT=str(port), INSTANCE_PATH=str(tmp_path))

    assert finished.returncode == 1
    assert f"Port {port} is in use by another program" in finished.stderr
    assert "make demo" in finished.stderr
    assert not (tmp_path / "postgres").exists()


def test_a_demonstration_refuses_production(tmp_path: Path) -> None:
    finished = demonstrate(
        TARJUMAN_ENV="production",
        SECRET_KEY="x" * 40,
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
        PUBLIC_BASE_URL="https://tarjuman.example",
        TWILIO_ACCOUNT_SID="AC1",
        TWILIO_AUTH_TOKEN="token",
        TWILIO_FROM="+381600000000",
        INSTANCE_PATH=str(tmp_path),
    )

    assert finished.returncode == 1
    assert "unset TARJUMAN_ENV" in finished.stderr


def test_a_database_that_is_away_is_named_without_its_password(
    tmp_path: Path, free_port: int
) -> None:
    finished = demonstrate(
        DATABASE_URL="postgresql://tarjuman:db-password@127.0.0.1:1/tarjuman",
        PORT=str(free_port),
        INSTANCE_PATH=str(tmp_path),
    )

    assert finished.returncode == 1
    assert "The database does not answer" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert "db-password" not in finished.stderr


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read_until(stream: IO[str], end: str) -> str:
    """What a process says, up to and with the line that holds `end`."""
    said = ""
    for line in stream:
        said += line
        if end in line:
            return said
    raise AssertionError(said)


def test_a_demonstration_becomes_ready_says_where_and_stops_without_a_trace(
    tmp_path: Path, free_port: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "app.ops.demonstration"],
        cwd=PROJECT,
        env=os.environ | {"PORT": str(free_port), "INSTANCE_PATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = read_until(process.stdout, "Ctrl-C stops everything")
        with urlopen(f"http://127.0.0.1:{free_port}/readyz", timeout=10) as answer:
            assert json.load(answer)["status"] == "ready"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0

    assert f"http://127.0.0.1:{free_port}" in said
    assert "officer.presevo" in said
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", free_port), timeout=1)
    assert not Cluster((tmp_path / "postgres").resolve(), (), {}).is_alive()
