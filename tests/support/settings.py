"""Settings for tests: the environment they would be read from, with a database of the test's."""

from pathlib import Path

from config import Settings, load_settings

SECRET_KEY = "only-for-tests-and-long-enough-for-them"


def settings_for(database_url: str, instance_path: Path, **environ: str) -> Settings:
    """What `load_settings` makes of a test environment; `environ` adds or replaces variables."""
    return load_settings(
        {
            "TARJUMAN_ENV": "test",
            "SECRET_KEY": SECRET_KEY,
            "DATABASE_URL": database_url,
            "INSTANCE_PATH": str(instance_path),
            "PUBLIC_BASE_URL": "https://tarjuman.test",
            **environ,
        }
    )
