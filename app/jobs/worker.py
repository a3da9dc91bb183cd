"""The process that runs jobs. Any number of them share the queue, on any number of machines."""

import asyncio
import signal
from collections.abc import Sequence

import structlog
from procrastinate.app import WorkerOptions
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError
from psycopg_pool import PoolTimeout

from app.jobs.application import make_queue
from app.jobs.runtime import Runtime

HEARTBEAT_SECONDS = 5
STOP_SECONDS = 3
RECONNECT_SECONDS = 2

log = structlog.get_logger(__name__)


def run_worker(
    runtime: Runtime,
    database_url: str,
    *,
    queues: Sequence[str] | None = None,
    concurrency: int = 4,
) -> None:
    """Runs jobs until SIGTERM or SIGINT; while the database is away it waits for it.

    `queues` limits it to those queues. Told to stop, it lets the running jobs end; one killed
    meanwhile is queued again by the clock.
    """
    options = _options(runtime, queues, concurrency)
    asyncio.run(_work_until_told(database_url, options))


def run_due_jobs(
    runtime: Runtime, database_url: str, *, queues: Sequence[str] | None = None
) -> None:
    """Runs the jobs that are due one after the other, and returns when none is left."""
    options = _options(runtime, queues, concurrency=1)
    options["wait"] = False
    asyncio.run(_work(database_url, options))


def _options(runtime: Runtime, queues: Sequence[str] | None, concurrency: int) -> WorkerOptions:
    options = WorkerOptions(
        concurrency=concurrency,
        name="tarjuman",
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        shutdown_graceful_timeout=STOP_SECONDS,
        install_signal_handlers=False,
        additional_context={"runtime": runtime},
    )
    if queues:
        options["queues"] = list(queues)
    return options


async def _work(database_url: str, options: WorkerOptions) -> None:
    # One connection a job, and one each to fetch, to listen and to beat.
    queue = make_queue(database_url, connections=options["concurrency"] + 3)
    async with queue.open_async():
        await queue.run_worker_async(**options)


async def _work_until_told(database_url: str, options: WorkerOptions) -> None:
    loop = asyncio.get_running_loop()
    work = asyncio.ensure_future(_work_for_ever(database_url, options))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        log.info("worker stopped")


async def _work_for_ever(database_url: str, options: WorkerOptions) -> None:
    """Begins again whenever the worker gives up, as it does when the database goes away."""
    while True:
        try:
            await _work(database_url, options)
        except (ConnectorException, OperationalError, PoolTimeout) as error:
            log.warning("the worker cannot reach the database", error=str(error).strip())
        await asyncio.sleep(RECONNECT_SECONDS)
