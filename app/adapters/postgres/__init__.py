"""The trial database: a PostgreSQL server in the instance folder, for demonstrations and tests."""

from app.adapters.postgres.binaries import TrialDatabaseError
from app.adapters.postgres.server import Server, ensure_server
from app.adapters.postgres.trial import database_url, trial_server

__all__ = ["Server", "TrialDatabaseError", "database_url", "ensure_server", "trial_server"]
