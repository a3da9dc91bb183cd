"""Solving runs, and finding those that were forsaken."""

from procrastinate import JobContext

from app.jobs.registry import tasks
from app.jobs.runtime import RETRY, runtime_of
from app.jobs.stopping import run_until_told
from app.services import planning
from app.services.planning.solving import Solve


@tasks.task(name="planning:solve", pass_context=True, retry=RETRY)
async def solve(context: JobContext, run_id: int) -> None:
    """Solve one run. Told to stop, the worker ends the solver and gives the run back."""
    runtime = runtime_of(context)
    memory = runtime.settings.solve_memory_mb
    await run_until_told(
        lambda is_stopped: Solve(runtime.session_factory, runtime.now, memory, is_stopped).run(
            run_id
        )
    )


@tasks.task(name="planning:recover", pass_context=True)
def recover(context: JobContext) -> None:
    """Queue again the runs that no job works on any more."""
    runtime = runtime_of(context)
    with runtime.session_factory.begin() as session:
        planning.recover_runs(session, runtime.now())
