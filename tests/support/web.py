"""The application's settings and clock in tests."""

from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from app.domain import actors
from app.domain.accounts import Grant
from app.services.accounts import create_user
from config import Environment, Settings
from tests.factories import NOW
from tests.support.database import Database

PASSWORD = "seven words nobody would guess"
PUBLIC_BASE_URL = "http://127.0.0.1:8000"
SECRET_KEY = "a key for tests that protects nothing at all"


class FrozenClock:
    """A clock that stands still until it is moved."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **by: float) -> None:
        """Move on by a ``timedelta``'s keywords, such as ``minutes=5``."""
        self.time += timedelta(**by)


def make_settings(database_url: str, instance_path: Path) -> Settings:
    """Settings of a test's application: SMS go to the simulator."""
    return Settings(
        environment=Environment.TEST,
        secret_key=SECRET_KEY,
        database_url=database_url,
        instance_path=instance_path,
        port=8000,
        public_base_url=PUBLIC_BASE_URL,
        twilio=None,
        solve_seconds=5,
        solve_memory_mb=4096,
    )


def log_in(app: Flask, database: Database, username: str, grant: Grant) -> FlaskClient:
    """A browser in which a new user with this grant is logged in."""
    with database.session_factory.begin() as session:
        create_user(session, actors.system(), NOW, username, PASSWORD, username, [grant])
    client = app.test_client()
    client.post("/log-in", data={"username": username, "password": PASSWORD})
    return client
