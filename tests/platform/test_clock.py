"""The clock: one leads, the others stand by, and a doubled tick does nothing."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from tenacity import retry, retry_if_result, stop_after_delay, wait_fixed

from app import utc_now
from app.db import locks
from app.jobs.application import make_queue
from app.jobs.clock import Clock
from app.jobs.leadership import Leadership
from app.jobs.ticks import SIMULATED_TICKS, TICKS, Tick
from config import PROJECT
from tests.support.database import Database
from tests.support.jobs import run_jobs

TICK = Tick("jobs of dead workers", 15, "queue:retry_stalled")


@pytest.fixture
def leadership(committed_db: Database) -> Iterator[Leadership]:
    leadership = Leadership(committed_db.url)
    yield leadership
    leadership.release()


@pytest.fixture
def rival(committed_db: Database) -> Iterator[Leadership]:
    rival = Leadership(committed_db.url)
    yield rival
    rival.release()


def count(database: Database, query: str) -> int:
    with database.session_factory() as session:
        return int(session.execute(text(query)).scalar_one())


def jobs(database: Database) -> int:
    return count(database, "SELECT count(*) FROM queue.procrastinate_jobs")


def beats(database: Database) -> int:
    return count(database, "SELECT count(*) FROM heartbeat WHERE process = 'clock'")


def cut_leaders_connection(database: Database) -> None:
    with database.session_factory() as session:
        session.execute(
            text(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks"
                " WHERE locktype = 'advisory' AND objid = :lock"
            ),
            {"lock": locks.CLOCK},
        )


def test_every_tick_queues_a_job_there_is(committed_db: Database) -> None:
    known = make_queue(committed_db.url).tasks

    assert [tick.task for tick in TICKS if tick.task not in known] == []


def test_every_ticks_job_succeeds_when_there_is_nothing_to_do(
    committed_db: Database, leadership: Leadership
) -> None:
    clock = Clock(committed_db.session_factory, leadership)
    for tick in TICKS:
        clock.tick(tick)
    run_jobs(committed_db, utc_now)

    query = "SELECT task_name, status FROM queue.procrastinate_jobs"
    with committed_db.session_factory() as session:
        ended = {(task, status) for task, status in session.execute(text(query))}
    assert ended == {(tick.task, "succeeded") for tick in TICKS}


def test_the_first_to_ask_leads_and_the_second_stands_by(
    leadership: Leadership, rival: Leadership
) -> None:
    assert leadership.is_held()
    assert not rival.is_held()
    assert leadership.is_held()


def test_a_clock_takes_over_when_the_leaders_connection_dies(
    committed_db: Database, leadership: Leadership, rival: Leadership
) -> None:
    assert leadership.is_held()
    cut_leaders_connection(committed_db)

    assert rival.is_held()
    assert not leadership.is_held()


def test_a_leader_that_lost_its_connection_may_lead_again(
    committed_db: Database, leadership: Leadership
) -> None:
    assert leadership.is_held()
    cut_leaders_connection(committed_db)

    assert not leadership.is_held()
    assert leadership.is_held()


def test_a_doubled_tick_queues_one_job(committed_db: Database, leadership: Leadership) -> None:
    clock = Clock(committed_db.session_factory, leadership)
    clock.tick(TICK)
    clock.tick(TICK)

    assert jobs(committed_db) == 1


def test_a_clock_on_standby_neither_ticks_nor_beats(
    committed_db: Database, leadership: Leadership, rival: Leadership
) -> None:
    assert leadership.is_held()
    standby = Clock(committed_db.session_factory, rival)
    standby.tick(TICK)
    standby.beat()

    assert jobs(committed_db) == 0
    assert beats(committed_db) == 0


def test_a_tick_while_the_database_is_away_is_skipped(
    committed_db: Database, leadership: Leadership
) -> None:
    away = Leadership(committed_db.url.replace("port=", "port=1"))
    Clock(committed_db.session_factory, away).tick(TICK)

    assert jobs(committed_db) == 0


def test_the_clock_process_beats_ticks_and_stops_when_told(
    committed_db: Database, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "clock"]
    environment = {"DATABASE_URL": committed_db.url, "INSTANCE_PATH": str(tmp_path)}

    @retry(
        retry=retry_if_result(lambda is_there: not is_there),
        stop=stop_after_delay(60),
        wait=wait_fixed(0.05),
    )
    def is_ticking() -> bool:
        return beats(committed_db) == 1 and jobs(committed_db) == len((*TICKS, *SIMULATED_TICKS))

    with subprocess.Popen(command, cwd=PROJECT, env=environment) as process:
        assert is_ticking()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
