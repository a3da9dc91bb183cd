"""The demonstration's network: texts that were delayed arrive."""

from procrastinate import JobContext

from app.jobs.registry import tasks
from app.jobs.runtime import runtime_of
from app.services import simulation


@tasks.task(name="simulator:deliver", pass_context=True)
def deliver(context: JobContext) -> None:
    """Hand over the receipts of texts that have arrived on simulated phones."""
    runtime = runtime_of(context)
    with runtime.session_factory.begin() as session:
        simulation.deliver_due(session, runtime.now())
