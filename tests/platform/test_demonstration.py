"""`make demo`: ready, stopped without a trace, and clear about what is in its way."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from app.adapters.postgres.cluster import Cluster
from config import PROJECT
from tests.support.demonstration import free_port, running_demonstration


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


def test_a_demonstration_never_writes_to_real_phones(tmp_path: Path) -> None:
    finished = demonstrate(
        TWILIO_ACCOUNT_SID="AC1",
        TWILIO_AUTH_TOKEN="token",
        TWILIO_FROM="+381600000000",
        PUBLIC_BASE_URL="https://tarjuman.example",
        PORT=str(free_port()),
        INSTANCE_PATH=str(tmp_path),
    )

    assert finished.returncode == 1
    assert "unset TWILIO_ACCOUNT_SID" in finished.stderr
    assert not (tmp_path / "postgres").exists()


def test_a_database_that_is_away_is_named_without_its_password(
    tmp_path: Path,
) -> None:
    finished = demonstrate(
        DATABASE_URL="postgresql://tarjuman:db-password@127.0.0.1:1/tarjuman",
        PORT=str(free_port()),
        INSTANCE_PATH=str(tmp_path),
    )

    assert finished.returncode == 1
    assert "The database does not answer" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert "db-password" not in finished.stderr


def test_a_demonstration_becomes_ready_says_where_and_stops_without_a_trace(
    tmp_path: Path,
) -> None:
    with running_demonstration(tmp_path) as demonstration:
        with urlopen(f"{demonstration.address}/readyz", timeout=60) as answer:  # noqa: S310 -- loopback
            assert json.load(answer)["status"] == "ready"
        assert demonstration.address in demonstration.said
        assert "officer.presevo" in demonstration.said
        assert f"{demonstration.address}/phones" in demonstration.said

    port = int(demonstration.address.rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    assert not Cluster((tmp_path / "postgres").resolve(), (), {}).is_alive()
