"""PostgreSQL for tests: one server a run, one migrated template, databases made from it."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from app.adapters.postgres import ensure_server
from app.db import schema
from app.db.unit_of_work import driver_url, make_engine, make_session_factory
from app.services import reference

#: Names this run; the controller of parallel workers sets it and they inherit it.
RUN = "TARJUMAN_TEST_RUN"
#: Where the run keeps what all workers share; set and inherited with its name.
FOLDER = "TARJUMAN_TEST_FOLDER"

#: Data of tests need not outlive a power cut, and a database that is being vacuumed cannot be
#: dropped by who is no superuser.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "256MB",
}
#: A folder in memory, where files are made ten times as fast as on a disk.
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - what is put there has a name of its own
_ROOM = 2**31
"""Bytes that databases of all workers are sure to fit in."""


@dataclass(frozen=True)
class Database:
    """A migrated database of a test's own, for threads, processes and real commits."""

    url: str
    engine: Engine
    session_factory: sessionmaker[Session]


def begin_run() -> bool:
    """Names the run; true for the process that did, which is to end it."""
    if RUN in os.environ:
        return False
    os.environ[RUN] = uuid4().hex[:8]
    os.environ[FOLDER] = str(_quick_folder() / f"tarjuman-tests-{os.environ[RUN]}")
    return True


def _quick_folder() -> Path:
    """Memory, where there is enough of it, else where temporary files go."""
    if os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > _ROOM:
        return _IN_MEMORY
    return Path(tempfile.gettempdir())


def run_folder() -> Path:
    """Where this run keeps its server; entered by the account PostgreSQL runs under."""
    return Path(os.environ[FOLDER])


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a server to make databases in: `DATABASE_URL_TEST`, or the wheel's."""
    if given := os.environ.get("DATABASE_URL_TEST"):
        yield driver_url(given)
        return
    server = ensure_server(run_folder(), FAST)
    try:
        yield server.url
    finally:
        server.stop()


def make_template(server_url: str) -> str:
    """The name of the run's migrated template, with the region's data in it."""

    def fill(database: Database) -> None:
        schema.upgrade(database.engine)
        with database.session_factory.begin() as session:
            reference.load(session)

    return make_filled(server_url, "template", "template1", fill)


def make_filled(
    server_url: str, title: str, template: str, fill: Callable[[Database], None]
) -> str:
    """The name of a database that is made once a run, to make others from.

    The first worker to ask makes it.
    """
    name = f"tarjuman_{os.environ[RUN]}_{title}"
    with _administration(server_url) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        draft = f"{name}_draft"
        _create(connection, draft, template)
        database = _opened(server_url, draft)
        fill(database)
        database.engine.dispose()
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))
    return name


@contextmanager
def new_database(server_url: str, template: str | None) -> Iterator[Database]:
    """A database made from the template, or an empty one; dropped at the end."""
    name = f"tarjuman_{os.environ[RUN]}_{uuid4().hex[:8]}"
    with _administration(server_url) as connection:
        _create(connection, name, template or "template0")
    database = _opened(server_url, name)
    try:
        yield database
    finally:
        database.engine.dispose()
        drop_database(server_url, name)


def _create(connection: psycopg.Connection, name: str, template: str) -> None:
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))


def _opened(server_url: str, name: str) -> Database:
    url = _address(server_url, name)
    engine = make_engine(url)
    return Database(url, engine, make_session_factory(engine))


def drop_database(server_url: str, name: str) -> None:
    with _administration(server_url) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)


@contextmanager
def _administration(server_url: str) -> Iterator[psycopg.Connection]:
    address = server_url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def _address(server_url: str, name: str) -> str:
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)
