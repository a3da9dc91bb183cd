"""The work queue: jobs commit with their data, and survive the workers that run them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from sqlalchemy import text

from app import utc_now
from app.db.queue import defer
from app.jobs.housekeeping import MOST_ATTEMPTS
from config import PROJECT
from tests.support import trial_jobs
from tests.support.database import Database
from tests.support.jobs import run_jobs

RULE = "-- " + "-" * 90 + "\n"


@pytest.fixture
def database(committed_db: Database) -> Database:
    with committed_db.session_factory.begin() as session:
        session.execute(trial_jobs.MAKE_TABLES)
        session.execute(text("INSERT INTO work VALUES (1, NULL, 0)"))
    return committed_db


def effects(database: Database) -> int:
    with database.session_factory() as session:
        return int(session.execute(text("SELECT effects FROM work")).scalar_one())


def statuses(database: Database, task_name: str = "trial:do") -> list[str]:
    query = "SELECT status FROM queue.procrastinate_jobs WHERE task_name = :name ORDER BY id"
    with database.session_factory() as session:
        return list(session.execute(text(query), {"name": task_name}).scalars())


def defer_work(database: Database, **args: object) -> None:
    with database.session_factory.begin() as session:
        defer(session, "trial:do", {"work_id": 1, **args})


def retry_stalled(database: Database) -> None:
    """What the clock's tick does once a worker has been silent for a while."""
    with database.session_factory.begin() as session:
        session.execute(
            text(
                "UPDATE queue.procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
            )
        )
        defer(session, "queue:retry_stalled", {})
    run_jobs(database, utc_now)


@contextmanager
def worker(database: Database) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.support.trial_worker", database.url]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def kill_in_the_middle(database: Database) -> None:
    with worker(database) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"


def test_our_copy_of_the_queues_schema_is_that_of_the_pinned_library() -> None:
    copy = (PROJECT / "migrations" / "sql" / "procrastinate.sql").read_text().split(RULE)[1]

    assert copy == files("procrastinate").joinpath("sql", "schema.sql").read_text()


def test_a_job_deferred_in_a_rolled_back_transaction_does_not_exist(database: Database) -> None:
    with database.session_factory() as session:
        assert defer(session, "trial:do", {"work_id": 1})
        session.rollback()

    assert statuses(database) == []


def test_a_committed_job_runs(database: Database) -> None:
    defer_work(database)
    run_jobs(database, utc_now)

    assert statuses(database) == ["succeeded"]
    assert effects(database) == 1


def test_a_job_is_queued_in_a_database_whose_search_path_does_not_know_the_queue(
    database: Database,
) -> None:
    with database.session_factory.begin() as session:
        session.execute(text("SET LOCAL search_path = public"))
        defer(session, "trial:do", {"work_id": 1})

    assert statuses(database) == ["todo"]


def test_a_second_job_with_the_same_queueing_lock_is_not_queued_and_harms_nothing(
    database: Database,
) -> None:
    with database.session_factory.begin() as session:
        first = defer(session, "trial:do", {"work_id": 1}, queueing_lock="once")
        second = defer(session, "trial:do", {"work_id": 1}, queueing_lock="once")
        session.execute(text("UPDATE work SET effects = 7"))

    assert isinstance(first, int)
    assert second is None
    assert statuses(database) == ["todo"]
    assert effects(database) == 7


def test_a_job_for_later_waits(database: Database) -> None:
    with database.session_factory.begin() as session:
        defer(session, "trial:do", {"work_id": 1}, schedule_at=datetime(2099, 1, 1, tzinfo=UTC))
    run_jobs(database, utc_now)

    assert statuses(database) == ["todo"]


def test_killing_a_worker_in_the_middle_of_a_job_loses_and_doubles_nothing(
    database: Database,
) -> None:
    defer_work(database, linger=True)
    kill_in_the_middle(database)
    assert statuses(database) == ["doing"]
    assert effects(database) == 0

    retry_stalled(database)
    run_jobs(database, utc_now)

    assert statuses(database) == ["succeeded"]
    assert effects(database) == 1


def test_a_job_that_runs_twice_claims_its_work_once(database: Database) -> None:
    defer_work(database)
    defer_work(database)
    run_jobs(database, utc_now)

    assert statuses(database) == ["succeeded", "succeeded"]
    assert effects(database) == 1


def test_a_job_that_kills_worker_after_worker_is_given_up(
    database: Database,
) -> None:
    defer_work(database)
    with database.session_factory.begin() as session:
        stall = "UPDATE queue.procrastinate_jobs SET status = 'doing', attempts = :attempts"
        session.execute(text(stall), {"attempts": MOST_ATTEMPTS})

    retry_stalled(database)

    assert statuses(database) == ["failed"]
    assert effects(database) == 0


def test_jobs_of_a_live_worker_are_left_alone(database: Database) -> None:
    defer_work(database)
    with database.session_factory.begin() as session:
        session.execute(
            text(
                "UPDATE queue.procrastinate_jobs SET status = 'doing',"
                " worker_id = (SELECT worker_id FROM queue.procrastinate_register_worker_v1())"
            )
        )
        defer(session, "queue:retry_stalled", {})
    run_jobs(database, utc_now)

    assert statuses(database) == ["doing"]
