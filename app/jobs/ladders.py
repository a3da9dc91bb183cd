"""Steps of searches, and the plans that they mend."""

from procrastinate import JobContext

from app.db import locks
from app.jobs.registry import tasks
from app.jobs.runtime import runtime_of
from app.services import ladder
from app.services.ladder.mending import MEND


@tasks.task(name="ladders:step", pass_context=True)
def step(context: JobContext) -> None:
    """Take every step that is due; while one job does, others leave it to that one."""
    runtime = runtime_of(context)
    with runtime.session_factory() as session, locks.one_of(session, locks.LADDERS) as is_mine:
        if is_mine:
            ladder.step_due(runtime.session_factory, runtime.now)


@tasks.task(name=MEND, pass_context=True)
def mend(context: JobContext) -> None:
    """Mend the plans that searches wait for; while one job does, others leave it to that one."""
    runtime = runtime_of(context)
    with runtime.session_factory() as session, locks.one_of(session, locks.MENDING) as is_mine:
        if is_mine:
            ladder.mend_due(runtime.session_factory, runtime.now, runtime.settings.solve_memory_mb)
