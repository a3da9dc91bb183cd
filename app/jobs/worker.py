"""The process that runs jobs. Any number of them share the queue, on any number of machines."""

from collections.abc import Sequence

from app.jobs.application import make_queue
from app.jobs.runtime import Runtime

HEARTBEAT_SECONDS = 5
STOP_SECONDS = 5


def run_worker(
    runtime: Runtime,
    database_url: str,
    *,
    queues: Sequence[str] | None = None,
    concurrency: int = 4,
    wait: bool = True,
) -> None:
    """Runs jobs until SIGTERM or SIGINT, or with `wait` false until none is left.

    `queues` limits it to those queues. Told to stop, it lets the running jobs end; one killed
    meanwhile is queued again by the clock.
    """
    queue = make_queue(database_url, connections=concurrency + 3)
    queue.run_worker(
        queues=queues,
        concurrency=concurrency,
        wait=wait,
        name="tarjuman",
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        shutdown_graceful_timeout=STOP_SECONDS,
        additional_context={"runtime": runtime},
        install_signal_handlers=True,
    )
