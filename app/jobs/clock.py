"""The process that keeps time. Several may run: one leads, the others stand by."""

import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.db.models import Heartbeat
from app.db.queue import defer
from app.db.unit_of_work import SessionFactory
from app.jobs.leadership import Leadership
from app.jobs.ticks import TICKS, Tick

HEARTBEAT_SECONDS = 5
PROCESS = "clock"

log = structlog.get_logger(__name__)


class Pace:
    """When ticks are due by a clock that may be hurried; it is looked at every second."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last: dict[str, datetime] = {}

    def is_due(self, tick: Tick) -> bool:
        """Whether the tick's time has passed since it was last due."""
        now = self._now()
        last = self._last.get(tick.name)
        if last is not None and now - last < timedelta(seconds=tick.seconds):
            return False
        self._last[tick.name] = now
        return True


class Clock:
    """Queues the jobs of the ticks while it leads, and beats its heart."""

    def __init__(
        self, session_factory: SessionFactory, leadership: Leadership, pace: Pace | None = None
    ) -> None:
        self._session_factory = session_factory
        self._leadership = leadership
        self._pace = pace

    def tick(self, tick: Tick) -> None:
        """Queues the tick's job; does nothing while another clock leads or the job waits."""
        if self._pace is not None and not self._pace.is_due(tick):
            return
        self._while_leading(
            lambda session: defer(session, tick.task, {}, queueing_lock=f"tick:{tick.task}")
        )

    def beat(self) -> None:
        """Says that a leading clock is alive, by the database's own time."""
        beat = insert(Heartbeat).values(process=PROCESS, beat_at=func.now())
        self._while_leading(
            lambda session: session.execute(
                beat.on_conflict_do_update(
                    index_elements=[Heartbeat.process], set_={"beat_at": func.now()}
                )
            )
        )

    def _while_leading(self, act: Callable[[Session], object]) -> None:
        if not self._leadership.is_held():
            return
        try:
            with self._session_factory.begin() as session:
                act(session)
        except OperationalError as error:
            # The next tick finds the database back.
            log.warning("the clock cannot reach the database", error=str(error.orig))


def run_clock(
    session_factory: SessionFactory,
    database_url: str,
    ticks: Sequence[Tick] = TICKS,
    hurried: Callable[[], datetime] | None = None,
) -> None:
    """Keeps time until SIGTERM or SIGINT; ``hurried`` is a demonstration's clock to go by."""
    leadership = Leadership(database_url)
    pace = Pace(hurried) if hurried else None
    scheduler = _schedule(
        Clock(session_factory, leadership, pace), ticks, is_paced=pace is not None
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        scheduler.shutdown()
    finally:
        leadership.release()


def _schedule(clock: Clock, ticks: Sequence[Tick], *, is_paced: bool) -> BlockingScheduler:
    """One thread, so that ticks share the leader's connection; late ticks run once."""
    scheduler = BlockingScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1},
    )
    due = {"next_run_time": datetime.now(UTC)}
    scheduler.add_job(
        clock.beat,
        IntervalTrigger(seconds=HEARTBEAT_SECONDS),
        misfire_grace_time=HEARTBEAT_SECONDS,
        **due,
    )
    for tick in ticks:
        grace = 1 if is_paced else tick.seconds
        trigger = IntervalTrigger(seconds=grace)
        scheduler.add_job(clock.tick, trigger, [tick], misfire_grace_time=grace, **due)
    return scheduler
