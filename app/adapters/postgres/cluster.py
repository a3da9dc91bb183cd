"""One PostgreSQL data folder: make it, start and stop its server."""

import contextlib
import hashlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from app.adapters.postgres.binaries import TrialDatabaseError, execute
from app.adapters.postgres.processes import is_served

PORT = 5432  # names the socket; no TCP port is opened
START_SECONDS = 60
STOP_SECONDS = 20
LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes
KIND = (
    "--username=postgres",
    "--auth-local=trust",
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--set=timezone=UTC",
    "--set=log_timezone=UTC",
    "--no-instructions",
)
"""What `initdb` is told of every data folder."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The server of `home`, run by the words `prefix`; `options` are server settings."""

    home: Path
    prefix: tuple[str, ...]
    options: Mapping[str, str]

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Inside `home`, or for a home with a very long path under the temporary folder."""
        inside = self.home / "socket"
        if len(os.fsencode(inside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return inside
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"tarjuman-{name}"

    def create(self) -> None:
        """Makes the data folder unless there is one; a half-made one is begun again."""
        if self.data.exists():
            return
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        self._run("initdb", f"--pgdata={draft.name}", *KIND)
        draft.rename(self.data)

    def start(self) -> None:
        """Starts the server and waits until it answers; one that runs already is left alone."""
        deadline = time.monotonic() + START_SECONDS
        while self.is_alive():
            if self.answers():
                return
            if time.monotonic() > deadline:
                raise self._failure(f"the server in {self.home} runs but does not answer.")
            time.sleep(0.1)
        self._sweep()
        self._make_socket_folder()
        self._run(
            "pg_ctl",
            f"--pgdata={self.data.name}",
            f"--log={self.log.name}",
            f"--options={self._server_options()}",
            f"--timeout={START_SECONDS}",
            "--wait",
            "start",
        )

    def stop(self) -> None:
        """Stops the server, ending open sessions; one that does not stop in time is cut off."""
        for mode in ("fast", "immediate"):
            if self.is_alive():
                limit = f"--timeout={STOP_SECONDS}"
                data = f"--pgdata={self.data.name}"
                self._execute("pg_ctl", data, f"--mode={mode}", limit, "--wait", "stop")
        with contextlib.suppress(OSError):
            self.socket_folder.rmdir()

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A session of the server's own administrator, in autocommit."""
        return psycopg.connect(
            host=str(self.socket_folder),
            port=PORT,
            user="postgres",
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def answers(self) -> bool:
        """Whether the server takes a connection now."""
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def is_alive(self) -> bool:
        """Whether a process of this cluster's server is left, its sessions included."""
        return is_served(self.data)

    def _sweep(self) -> None:
        """Removes what a killed server left; only once none of its processes is alive."""
        socket = self.socket_folder / f".s.PGSQL.{PORT}"
        for leftover in (self.data / "postmaster.pid", socket, Path(f"{socket}.lock")):
            leftover.unlink(missing_ok=True)

    def _make_socket_folder(self) -> None:
        folder = self.socket_folder
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = self.home.stat()
        if folder.stat().st_uid not in {os.geteuid(), owner.st_uid}:
            raise TrialDatabaseError(f"{folder} belongs to somebody else; remove it.")
        os.chown(folder, owner.st_uid, owner.st_gid)

    def _server_options(self) -> str:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "port": str(PORT),
            **self.options,
        }
        return " ".join(f"-c {shlex.quote(f'{name}={settings[name]}')}" for name in settings)

    def _run(self, name: str, *arguments: str) -> None:
        finished = self._execute(name, *arguments)
        if finished.returncode:
            raise self._failure(f"{name} failed: {finished.stdout.strip()}")

    def _execute(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return execute(self.prefix, self.home, name, *arguments)

    def _failure(self, reason: str) -> TrialDatabaseError:
        lines = self.log.read_text().splitlines()[-10:] if self.log.exists() else []
        tail = "".join(f"\n  {line}" for line in lines)
        return TrialDatabaseError(reason + (f"\nThe end of {self.log}:{tail}" if tail else ""))
