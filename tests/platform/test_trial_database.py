"""The trial database: shared, kept, and back after any kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from app.adapters.postgres import Server, TrialDatabaseError, ensure_server
from app.adapters.postgres.cluster import Cluster
from config import PROJECT
from tests.support.database import FAST


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("instance")


@pytest.fixture
def server(instance: Path) -> Iterator[Server]:
    server = ensure_server(instance, FAST)
    yield server
    server.stop()


def connect(server: Server) -> psycopg.Connection:
    return psycopg.connect(server.url.replace("+psycopg", ""), autocommit=True)


def ask(server: Server, query: str) -> str:
    with connect(server) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return str(row[0])


def postmaster(instance: Path) -> int:
    pid_file = instance / "postgres" / "data" / "postmaster.pid"
    return int(pid_file.read_text().split("\n")[0])


def is_running(instance: Path) -> bool:
    return Cluster((instance / "postgres").resolve(), (), {}).is_alive()


def test_it_speaks_utf8_and_utc_and_is_used_without_special_rights(server: Server) -> None:
    assert ask(server, "SHOW server_encoding") == "UTF8"
    assert ask(server, "SHOW timezone") == "UTC"
    assert ask(server, "SELECT lower('ČĐŽ')") == "čđž"
    assert ask(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "False"
    assert ask(server, "SELECT count(*) FROM pg_available_extensions WHERE name = 'btree_gist'")


def test_it_listens_on_no_network_port(server: Server) -> None:
    assert ask(server, "SHOW listen_addresses") == ""


def test_data_are_kept_over_a_stop(instance: Path) -> None:
    first = ensure_server(instance, FAST)
    with connect(first) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('ترجمان')")
    first.stop()
    assert not is_running(instance)

    second = ensure_server(instance, FAST)
    try:
        assert ask(second, "SELECT word FROM kept") == "ترجمان"
    finally:
        second.stop()


def test_it_runs_until_its_last_user_stops(instance: Path) -> None:
    first, second = ensure_server(instance, FAST), ensure_server(instance, FAST)
    first.stop()
    first.stop()
    assert ask(second, "SELECT 1") == "1"

    second.stop()
    assert not is_running(instance)


def test_many_users_that_start_at_once_share_one_server(tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as threads:
        servers = list(threads.map(lambda _: ensure_server(tmp_path, FAST), range(6)))
    try:
        starts = {ask(server, "SELECT pg_postmaster_start_time()") for server in servers}
    finally:
        for server in servers:
            server.stop()

    assert len(starts) == 1
    assert not is_running(tmp_path)


def test_a_killed_server_is_revived_with_its_data(instance: Path, server: Server) -> None:
    with connect(server) as connection:
        connection.execute("SET synchronous_commit = on")
        connection.execute("CREATE TABLE survives AS SELECT 1 AS one")
    os.kill(postmaster(instance), signal.SIGKILL)

    server.revive()

    assert ask(server, "SELECT one FROM survives") == "1"


def test_a_file_left_by_a_killed_server_does_not_name_a_live_one(
    instance: Path, server: Server
) -> None:
    """After a crash the number in postmaster.pid may be any other program's."""
    os.kill(postmaster(instance), signal.SIGKILL)
    pid_file = instance / "postgres" / "data" / "postmaster.pid"
    lines = pid_file.read_text().split("\n")
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))

    server.revive()

    assert ask(server, "SELECT 1") == "1"


def test_the_server_of_a_killed_user_is_joined_and_then_stopped(instance: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path;"
        "from app.adapters.postgres import ensure_server;"
        "ensure_server(Path(sys.argv[1]), {'fsync': 'off'}); print('up', flush=True);"
        "time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(instance)], stdout=subprocess.PIPE, cwd=PROJECT
    ) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == b"up\n"
        user.kill()
    assert is_running(instance)

    server = ensure_server(instance, FAST)
    server.stop()

    assert not is_running(instance)


def test_a_half_made_data_folder_is_begun_again(tmp_path: Path) -> None:
    draft = tmp_path / "postgres" / "data.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")

    server = ensure_server(tmp_path, FAST)
    server.stop()

    assert not draft.exists()


def test_a_path_too_long_for_a_socket_and_full_of_odd_signs_works(tmp_path: Path) -> None:
    instance = tmp_path / 'it\'s a "folder" with $signs' / ("long" * 20)

    server = ensure_server(instance, FAST)
    try:
        assert ask(server, "SELECT 1") == "1"
    finally:
        server.stop()


def test_where_it_cannot_run_the_message_says_how_to_set_database_url(tmp_path: Path) -> None:
    (tmp_path / "postgres").write_text("a file where the folder should be")

    with pytest.raises(TrialDatabaseError, match="export DATABASE_URL=postgresql://"):
        ensure_server(tmp_path, FAST)


def test_a_setting_the_server_refuses_is_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(TrialDatabaseError, match='"fsync" requires a Boolean'):
        ensure_server(tmp_path, {"fsync": "perhaps"})
