"""A job that does one piece of work and can be killed in the middle of it."""

import sys
import time

from procrastinate import JobContext
from sqlalchemy import text

from app.jobs.registry import tasks
from app.jobs.runtime import runtime_of

MAKE_TABLES = text("CREATE TABLE work (id int PRIMARY KEY, claimed_at timestamptz, effects int)")
CLAIM = text("UPDATE work SET claimed_at = now() WHERE id = :id AND claimed_at IS NULL")
ACT = text("UPDATE work SET effects = effects + 1 WHERE id = :id")


@tasks.task(name="trial:do", pass_context=True)
def do(context: JobContext, work_id: int, linger: bool = False) -> None:
    """Claims the work and does it in one transaction; the first try lingers to be killed."""
    with runtime_of(context).session_factory.begin() as session:
        if session.execute(CLAIM, {"id": work_id}).rowcount == 0:  # type: ignore[attr-defined]
            return
        session.execute(ACT, {"id": work_id})
        if linger and context.job.attempts == 0:
            sys.stdout.write("in the middle\n")
            sys.stdout.flush()
            time.sleep(600)
