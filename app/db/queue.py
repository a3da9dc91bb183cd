"""Deferring a job inside the caller's transaction, so that job and data commit as one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, Integer, Text, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

# The function of Procrastinate 3.10; migrations/sql/procrastinate.sql defines it.
_DEFER = text(
    """
    SELECT unnest(queue.procrastinate_defer_jobs_v1(ARRAY[CAST(ROW(
        :queue, :task_name, :priority, :lock, :queueing_lock, :args, :schedule_at
    ) AS queue.procrastinate_job_to_defer_v1)]))
    """
).bindparams(
    bindparam("queue", type_=Text),
    bindparam("task_name", type_=Text),
    bindparam("priority", type_=Integer),
    bindparam("lock", type_=Text),
    bindparam("queueing_lock", type_=Text),
    bindparam("args", type_=JSONB),
    bindparam("schedule_at", type_=DateTime(timezone=True)),
)


def defer(
    session: Session,
    task_name: str,
    args: Mapping[str, Any],
    *,
    queue: str = "default",
    lock: str | None = None,
    queueing_lock: str | None = None,
    schedule_at: datetime | None = None,
) -> int | None:
    """Queues the job `task_name` (`group:name`) and returns its number.

    `args` are JSON values. Jobs with the same `lock` never run at the same time. While a job with
    the same `queueing_lock` waits, nothing is queued and the answer is `None`; that job may begin
    before the caller commits, so what a job must see needs no queueing lock.
    """
    values = {
        "queue": queue,
        "task_name": task_name,
        "priority": 0,
        "lock": lock,
        "queueing_lock": queueing_lock,
        "args": dict(args),
        "schedule_at": schedule_at,
    }
    if queueing_lock is None:
        return int(session.execute(_DEFER, values).scalar_one())
    try:
        with session.begin_nested():
            return int(session.execute(_DEFER, values).scalar_one())
    except IntegrityError as error:
        if "procrastinate_jobs_queueing_lock_idx" in str(error.orig):
            return None
        raise
