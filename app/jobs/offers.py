"""Ending offers that nobody has answered in time, and reminding those who come."""

from procrastinate import JobContext

from app.domain.actors import system
from app.jobs.registry import tasks
from app.jobs.runtime import Runtime, runtime_of
from app.services import offers
from app.services.offers.ending import BATCH


@tasks.task(name="offers:expire", pass_context=True)
def expire(context: JobContext) -> None:
    """End overdue offers, a batch a transaction; two at once share them."""
    runtime = runtime_of(context)
    while _expire_batch(runtime) == BATCH:
        pass


def _expire_batch(runtime: Runtime) -> int:
    with runtime.session_factory.begin() as session:
        return offers.expire_due(session, system(), runtime.now())


@tasks.task(name="offers:remind", pass_context=True)
def remind(context: JobContext) -> None:
    """Write the reminders that are due; two at once write each text once."""
    runtime = runtime_of(context)
    with runtime.session_factory.begin() as session:
        offers.remind_due(session, runtime.now())
