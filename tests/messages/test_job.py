"""The relay's job: texts leave soon after they are written, and other jobs keep their places."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.db import locks
from app.db.models import Message
from app.db.queue import defer
from app.domain.states import MessageState
from app.jobs.stopping import run_until_told
from app.services.messages import RELAY
from tests.support.database import Database
from tests.support.jobs import run_jobs
from tests.support.offers import ask
from tests.support.web import FrozenClock


def states(database: Database) -> list[MessageState]:
    with database.session_factory() as session:
        return list(session.scalars(select(Message.state)))


@pytest.fixture
def asked(committed_db: Database) -> Database:
    with committed_db.session_factory.begin() as session:
        ask(session)
    return committed_db


def test_a_text_is_on_the_simulated_phone_once_its_job_has_run(
    asked: Database, clock: FrozenClock
) -> None:
    run_jobs(asked, clock)
    assert states(asked) == [MessageState.DELIVERED]


def test_with_enough_relays_at_work_another_leaves_at_once(
    asked: Database, clock: FrozenClock
) -> None:
    holders = [asked.session_factory() for _ in locks.RELAYS]
    held = [locks.one_of(holder, locks.RELAYS) for holder in holders]
    assert [each.__enter__() for each in held] == [True, True]
    run_jobs(asked, clock)
    assert states(asked) == [MessageState.QUEUED]
    for each, holder in zip(held, holders, strict=True):
        each.__exit__(None, None, None)
        holder.close()
    with asked.session_factory.begin() as session:
        defer(session, RELAY, {})
    run_jobs(asked, clock)
    assert states(asked) == [MessageState.DELIVERED]


def test_a_relay_that_dies_leaves_its_place(asked: Database) -> None:
    def end_it(holder: Session) -> None:
        pid = holder.scalar(text("SELECT pg_backend_pid()"))
        with asked.session_factory() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    with asked.session_factory() as dying:
        dying_place = locks.one_of(dying, locks.RELAYS[:1])
        assert dying_place.__enter__()
        end_it(dying)
        with asked.session_factory() as next_one, locks.one_of(next_one, locks.RELAYS[:1]) as held:
            assert held
        dying.invalidate()


def test_a_place_is_held_outside_any_transaction(asked: Database) -> None:
    query = text(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"
        " AND datname = current_database()"
    )
    with asked.session_factory() as holder, locks.one_of(holder, locks.RELAYS) as held:
        assert held
        with asked.session_factory() as other:
            assert other.scalar(query) == 0


def test_work_that_is_told_to_stop_ends_in_good_order() -> None:
    begun, ended = Event(), Event()

    def work(is_stopped: Callable[[], bool]) -> None:
        begun.set()
        while not is_stopped():
            pass
        ended.set()

    async def stop_it() -> None:
        job = asyncio.create_task(run_until_told(work))
        await asyncio.to_thread(begun.wait)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert ended.is_set()

    # A browser of other tests keeps an event loop running in this thread.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(stop_it())).result()
