"""Solving runs, whole or in parts, and finding those that were forsaken."""

from procrastinate import JobContext

from app.jobs.registry import tasks
from app.jobs.runtime import RETRY, runtime_of
from app.jobs.stopping import run_until_told
from app.services import planning
from app.services.planning.solving import Solve
from app.services.planning.spreading import Join, SolvePart


@tasks.task(name="planning:solve", pass_context=True, retry=RETRY)
async def solve(context: JobContext, run_id: int) -> None:
    """Solve one run. Told to stop, the worker ends the solver and gives the run back."""
    runtime = runtime_of(context)
    memory, most = runtime.settings.solve_memory_mb, runtime.settings.solve_part_members
    await run_until_told(
        lambda is_stopped: Solve(
            runtime.session_factory, runtime.now, memory, most, is_stopped
        ).run(run_id)
    )


@tasks.task(name="planning:solve_part", pass_context=True, retry=RETRY)
async def solve_part(context: JobContext, run_id: int, part_id: int) -> None:
    """Solve one part of a large run. Told to stop, the worker gives it back."""
    runtime = runtime_of(context)
    memory = runtime.settings.solve_memory_mb
    await run_until_told(
        lambda is_stopped: SolvePart(runtime.session_factory, runtime.now, memory, is_stopped).run(
            run_id, part_id
        )
    )


@tasks.task(name="planning:join_parts", pass_context=True, retry=RETRY)
def join_parts(context: JobContext, run_id: int, round_number: int) -> None:
    """Join the parts of a round, and begin the next one or end the run."""
    runtime = runtime_of(context)
    Join(runtime.session_factory, runtime.now).run(run_id, round_number)


@tasks.task(name="planning:recover", pass_context=True)
def recover(context: JobContext) -> None:
    """Queue again the runs that no job works on any more."""
    runtime = runtime_of(context)
    with runtime.session_factory.begin() as session:
        planning.recover_runs(session, runtime.now())
        planning.recover_parts(session)
