"""Watching over the sessions of the day."""

from procrastinate import JobContext

from app.domain.actors import system
from app.jobs.registry import tasks
from app.jobs.runtime import runtime_of
from app.services import on_the_day


@tasks.task(name="sessions:watch", pass_context=True)
def watch(context: JobContext) -> None:
    """Look for stand-ins, ask who is late, note who did not come; twice does nothing more."""
    runtime = runtime_of(context)
    with runtime.session_factory.begin() as session:
        on_the_day.watch(session, system(), runtime.now())
