"""The trial database of this process, unless the operator named another."""

import atexit
import sys
from functools import cache
from pathlib import Path

from app.adapters.postgres.server import Server, ensure_server
from config import Settings


def trial_server(settings: Settings) -> Server | None:
    """The running trial database; `None` when `DATABASE_URL` names a server.

    It stops with the last process that uses it.
    """
    return None if settings.database_url else _start(settings.instance_path)


def database_url(settings: Settings) -> str:
    """The SQLAlchemy address of the database to use."""
    server = trial_server(settings)
    return server.url if server else str(settings.database_url)


@cache
def _start(instance_path: Path) -> Server:
    server = ensure_server(instance_path)
    atexit.register(server.stop)
    sys.stderr.write(
        f"Using the trial database in {instance_path / 'postgres'}; "
        "set DATABASE_URL to use a server of your own.\n"
    )
    return server
