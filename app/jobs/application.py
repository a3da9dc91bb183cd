"""The work queue of the service: which jobs there are, and the connection to their tables."""

import procrastinate

from app.db.unit_of_work import SEARCH_PATH
from app.jobs import housekeeping

#: A task is known as `group:name`; `app.db.queue.defer` takes that name.
GROUPS = {
    "queue": housekeeping.tasks,
}


def make_queue(database_url: str, connections: int = 4) -> procrastinate.App:
    """The queue with all tasks, on up to `connections` connections of its own."""
    connector = procrastinate.PsycopgConnector(
        conninfo=database_url.replace("postgresql+psycopg://", "postgresql://", 1),
        kwargs={"options": f"-c search_path={SEARCH_PATH} -c timezone=UTC"},
        min_size=1,
        max_size=connections,
        timeout=10,
    )
    queue = procrastinate.App(connector=connector)
    for group, tasks in GROUPS.items():
        queue.add_tasks_from(tasks, namespace=group)
    return queue
