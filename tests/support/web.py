"""The application's settings and clock in tests."""

from datetime import datetime, timedelta
from pathlib import Path

from config import Environment, Settings

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
        public_base_url="http://127.0.0.1:8000",
        twilio=None,
        solve_seconds=5,
        solve_memory_mb=4096,
    )
