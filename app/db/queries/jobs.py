"""Jobs of the queue, whose tables belong to its library."""

from collections.abc import Collection

from sqlalchemy import BigInteger, ColumnElement, Text, cast, column, exists, table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import InstrumentedAttribute

_JOBS = table(
    "procrastinate_jobs",
    column("task_name", Text),
    column("status", Text),
    column("args", JSONB),
    schema="queue",
)
LIVE = ("todo", "doing")


def has_no_job(
    tasks: Collection[str], argument: str, subject: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """Whether no such job that waits or runs names the subject as this argument."""
    return ~exists().where(
        _JOBS.c.task_name.in_(tasks),
        cast(_JOBS.c.status, Text).in_(LIVE),
        cast(_JOBS.c.args[argument].astext, BigInteger) == subject,
    )
