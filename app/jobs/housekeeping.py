"""The queue's own upkeep: jobs of dead workers run again, old ones are removed."""

import structlog
from procrastinate import JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from app.jobs.registry import tasks

log = structlog.get_logger(__name__)

#: A worker beats every few seconds; one silent for so long is dead.
SILENT_SECONDS = 30
#: A job that ended its worker so often is itself the reason.
MOST_ATTEMPTS = 5
KEEP_HOURS = 24 * 7


@tasks.task(name="queue:retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext) -> None:
    """Queues the jobs of dead workers again; one that killed worker after worker fails."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        try:
            if job.attempts < MOST_ATTEMPTS:
                await manager.retry_job(job)
            else:
                await manager.finish_job(job, Status.FAILED, delete_job=False)
        except ConnectorException:
            # It ended after all while we looked.
            continue
        _report(job)


def _report(job: Job) -> None:
    outcome = "queued again" if job.attempts < MOST_ATTEMPTS else "given up"
    log.warning("stalled job", job=job.id, task=job.task_name, outcome=outcome)


@tasks.task(name="queue:remove_old", pass_context=True)
async def remove_old(context: JobContext) -> None:
    """Forgets jobs that ended a week ago; failed ones stay for a person to look at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)
