"""The database's schema: bring it to a revision, and see whether it is there."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from app.db import locks
from app.db.models import Base

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def is_ours(name: str | None, *_: object) -> bool:
    """Whether Alembic should look at a thing: the job queue's tables belong to its library."""
    return not (name or "").startswith("procrastinate_")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision, one process at a time, in one transaction."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"select pg_advisory_xact_lock({locks.MIGRATION})")
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to a revision (``base``: to nothing)."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"select pg_advisory_xact_lock({locks.MIGRATION})")
        command.downgrade(_config(connection), revision)


def current(connection: Connection) -> str | None:
    """The revision the database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The newest revision this version of the service knows."""
    revision = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if revision is None:
        raise RuntimeError(f"there is no migration in {MIGRATIONS}")
    return revision


def drift(connection: Connection) -> list[Any]:
    """What differs between the database and the models; empty when nothing does."""
    options = {"include_name": is_ours, "compare_type": True, "compare_server_default": True}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, Base.metadata))
