"""Fixtures for every test: PostgreSQL, fast within one transaction or with real commits."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright
from sqlalchemy import Connection
from sqlalchemy.orm import Session, sessionmaker

from app import create_app
from app.adapters import passwords
from app.extensions import db as extension
from tests.factories import NOW
from tests.support import database as databases
from tests.support.browser import launch_chromium
from tests.support.database import Database
from tests.support.web import FrozenClock, make_settings

# How long one example takes depends on what else the machine does, and on what is compiled.
settings.register_profile("any_machine", deadline=None)
settings.load_profile("any_machine")
expect.set_options(timeout=30_000)

_ENDS_RUN = pytest.StashKey[bool]()
_LONG = ("tests/story", "tests/demo", "tests/scheduler")
"""Folders of the longest tests."""


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_ENDS_RUN] = databases.begin_run()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that at the end no core waits for them."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(_ENDS_RUN, False):
        shutil.rmtree(databases.run_folder(), ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Argon2id with little memory: somebody logs in nearly everywhere. `test_passwords` is about
    the real one."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", quick)
        patch.setattr(passwords, "_HASH_OF_NOBODY", quick.hash("nobody"))
        yield


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The address of a PostgreSQL server in which databases may be made."""
    with databases.running_server() as url:
        yield url


@pytest.fixture(scope="session")
def template(server_url: str) -> str:
    """The name of a migrated database to make others from."""
    return databases.make_template(server_url)


@pytest.fixture(scope="session")
def worker_database(server_url: str, template: str) -> Iterator[Database]:
    """One database a test worker; nothing is ever committed to it."""
    with databases.new_database(server_url, template) as database:
        yield database


@pytest.fixture
def connection(worker_database: Database) -> Iterator[Connection]:
    """A connection whose transaction is rolled back when the test ends."""
    with worker_database.engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def session_factory(connection: Connection) -> sessionmaker[Session]:
    """Sessions inside the test's transaction: their commits release savepoints."""
    return sessionmaker(
        connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
    )


@pytest.fixture
def db(session_factory: sessionmaker[Session]) -> Iterator[Session]:
    """A session for a test that needs neither threads nor another process."""
    with session_factory() as session:
        yield session


@pytest.fixture
def committed_db(server_url: str, template: str) -> Iterator[Database]:
    """A migrated database of the test's own, for threads, processes and real commits."""
    with databases.new_database(server_url, template) as database:
        yield database


@pytest.fixture
def empty_db(server_url: str) -> Iterator[Database]:
    """A database without a table, for the tests of the migrations."""
    with databases.new_database(server_url, None) as database:
        yield database


@pytest.fixture
def clock() -> FrozenClock:
    """The application's clock: it stands still until the test moves it."""
    return FrozenClock(NOW)


@pytest.fixture
def app(committed_db: Database, clock: FrozenClock, tmp_path: Path) -> Iterator[Flask]:
    """The web application on a database of the test's own, without CSRF tokens."""
    app = create_app(make_settings(committed_db.url, tmp_path), clock)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield app
    with app.app_context():
        extension.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that is not logged in."""
    return app.test_client()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser without a window."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield browser
        browser.close()
