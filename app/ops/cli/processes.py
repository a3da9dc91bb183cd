"""`worker`, `clock` and `demo`: the processes beside the web server."""

import click
from flask.cli import with_appcontext

from app.extensions import db
from app.http.request import settings


@click.command("worker")
@click.option("--queue", "queues", multiple=True, help="Only jobs of this queue; may be repeated.")
@click.option("--concurrency", default=4, show_default=True, type=click.IntRange(1, 64))
@click.option("--once", is_flag=True, help="Run the jobs that are due, then stop.")
@with_appcontext
def worker(queues: tuple[str, ...], concurrency: int, once: bool) -> None:
    """Run jobs until told to stop. Start as many as the work needs."""
    from app.jobs.runtime import make_runtime
    from app.jobs.worker import run_due_jobs, run_worker

    url = _database_url()
    runtime = make_runtime(settings(), url, sessions=concurrency)
    if once:
        run_due_jobs(runtime, url, queues=queues)
    else:
        run_worker(runtime, url, queues=queues, concurrency=concurrency)


@click.command("clock")
@with_appcontext
def clock() -> None:
    """Queue what is due by the clock. A second one stands by for the first."""
    from app.jobs.clock import run_clock
    from app.jobs.runtime import make_runtime
    from app.jobs.ticks import SIMULATED_TICKS, TICKS

    url = _database_url()
    runtime = make_runtime(settings(), url, sessions=2)
    if settings().has_provider:
        run_clock(runtime.session_factory, url)
        return
    hurried = runtime.now if settings().simulated_clock else None
    run_clock(runtime.session_factory, url, (*TICKS, *SIMULATED_TICKS), hurried)


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Serve a trial with a week of sessions; Ctrl-C stops all of it."""
    from app.ops.demonstration import demonstrate

    raise SystemExit(demonstrate(settings()))


def _database_url() -> str:
    return db.engine.url.render_as_string(hide_password=False)
