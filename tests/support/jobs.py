"""Running the jobs that are due, as a worker would."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from app.jobs.runtime import Runtime
from app.jobs.worker import run_due_jobs
from tests.support.database import Database
from tests.support.web import make_settings


def run_jobs(database: Database, now: Callable[[], datetime]) -> None:
    """Runs what is due until nothing is left."""
    settings = make_settings(database.url, Path("unused"))
    work_off(Runtime(settings, database.session_factory, now), database)


def work_off(runtime: Runtime, database: Database) -> None:
    """What a worker does until nothing is due.

    A thread of its own gives the worker an event loop, also while Playwright runs one here.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(run_due_jobs, runtime, database.url).result()
