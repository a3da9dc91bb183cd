"""Which database this process uses: the operator's, else the trial database."""

import atexit
import sys
from functools import cache
from pathlib import Path

from app.adapters.postgres.server import ensure_server
from config import Settings


def database_url(settings: Settings) -> str:
    """The SQLAlchemy address of the database, started if it is the trial one.

    The trial database stops with the last process that uses it.
    """
    return settings.database_url or _trial_url(settings.instance_path)


@cache
def _trial_url(instance_path: Path) -> str:
    server = ensure_server(instance_path)
    atexit.register(server.stop)
    sys.stderr.write(
        f"Using the trial database in {instance_path / 'postgres'}; "
        "set DATABASE_URL to use a server of your own.\n"
    )
    return server.url
