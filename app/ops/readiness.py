"""What must be alive for the service to do its work."""

from collections.abc import Callable

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.db import schema

#: Workers and the clock beat every 5 seconds.
SILENT_SECONDS = 30
ABSENT = "The database does not answer; check that it runs and that DATABASE_URL is right."

_WORKER_BEATS = text(
    "SELECT EXISTS (SELECT FROM queue.procrastinate_workers"
    " WHERE last_heartbeat > now() - make_interval(secs => :seconds))"
)
_CLOCK_BEATS = text(
    "SELECT EXISTS (SELECT FROM heartbeat WHERE process = 'clock'"
    " AND beat_at > now() - make_interval(secs => :seconds))"
)


def find_faults(session: Session) -> dict[str, str]:
    """What keeps the service from its work, by part: database, migrations, reference data,
    worker, clock.

    Empty when it is ready. The first part that is missing hides those that need it.
    """
    checks: dict[str, Callable[[Session], str]] = {
        "database": _database_fault,
        "migrations": _migrations_fault,
        "reference": _reference_fault,
    }
    for part, find_fault in checks.items():
        if fault := find_fault(session):
            return {part: fault}
    beats = {"worker": _WORKER_BEATS, "clock": _CLOCK_BEATS}
    return {
        part: f"No {part} has shown a sign of life for {SILENT_SECONDS} s: start one with"
        f" flask --app wsgi {part}."
        for part, query in beats.items()
        if not session.scalar(query, {"seconds": SILENT_SECONDS})
    }


def _reference_fault(session: Session) -> str:
    if session.scalar(text("SELECT EXISTS (SELECT FROM country)")):
        return ""
    return "The region's data are missing: run flask --app wsgi reference load."


def describe_absence(error: OperationalError) -> str:
    """Why the database does not answer, in the words of its driver, and what to do."""
    reason = " ".join(str(error.orig).split())
    return f"{ABSENT} ({reason})"


def _database_fault(session: Session) -> str:
    try:
        session.execute(text("SELECT 1"))
    except OperationalError:
        return ABSENT
    return ""


def _migrations_fault(session: Session) -> str:
    current, head = schema.current(session.connection()), schema.head()
    if current == head:
        return ""
    return (
        f"The database is at revision {current or 'none'}, this version needs {head}: "
        "run flask --app wsgi database upgrade."
    )
