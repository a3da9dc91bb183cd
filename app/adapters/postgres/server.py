"""The trial database server of an instance folder, shared by all processes that use it.

Two lock files order them. `postgres.lock` is held while the server starts or stops.
`postgres.users` is held shared by each process for as long as it uses the server: whoever can
hold it alone is the last one out and stops the server. The kernel lets go of both when a process
is killed.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from psycopg import sql

from app.adapters.postgres.account import command_prefix
from app.adapters.postgres.binaries import TrialDatabaseError
from app.adapters.postgres.cluster import PORT, Cluster

NAME = "tarjuman"  # of the role and of its database


class Server:
    """This process's use of the server. `url` is an SQLAlchemy address; `stop` ends the use."""

    def __init__(self, cluster: Cluster, instance_path: Path) -> None:
        self._cluster = cluster
        self._instance_path = instance_path
        self._use: int | None = _open(instance_path / "postgres.users")
        fcntl.flock(self._use, fcntl.LOCK_SH)
        folder = quote(str(cluster.socket_folder), safe="")
        self.url = f"postgresql+psycopg://{NAME}@/{NAME}?host={folder}&port={PORT}"

    def revive(self) -> None:
        """Starts the server again if it was killed; committed data are kept."""
        if not self._cluster.answers():
            with _starting_or_stopping(self._instance_path):
                self._cluster.start()

    def stop(self) -> None:
        """Ends this use; the last user stops the server. Calling it again does nothing."""
        if self._use is None:
            return
        with _starting_or_stopping(self._instance_path):
            os.close(self._use)
            self._use = None
            if _nobody_uses(self._instance_path):
                self._cluster.stop()


def ensure_server(instance_path: Path, options: Mapping[str, str] | None = None) -> Server:
    """The running server of `instance_path`, made and started if need be.

    `options` are PostgreSQL settings for a server that this call starts. Data are kept in
    `instance_path`/postgres. Raises `TrialDatabaseError` where the server cannot run.
    """
    home = instance_path.resolve() / "postgres"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        cluster = Cluster(home, command_prefix(home), options or {})
        with _starting_or_stopping(home.parent):
            cluster.create()
            cluster.start()
            _create_database(cluster)
            return Server(cluster, home.parent)
    except OSError as error:
        raise TrialDatabaseError(f"{error}.") from error


def _create_database(cluster: Cluster) -> None:
    """A role without special rights, as a production one would be, and its database."""
    with cluster.connect() as connection:
        name = sql.Identifier(NAME)
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(name))
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
        ).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))


@contextlib.contextmanager
def _starting_or_stopping(instance_path: Path) -> Iterator[None]:
    lock = _open(instance_path / "postgres.lock")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _nobody_uses(instance_path: Path) -> bool:
    users = _open(instance_path / "postgres.users")
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(users)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
