"""The work queue with every job of the service, connected to a database."""

import procrastinate

from app.db.unit_of_work import SEARCH_PATH
from app.jobs import housekeeping, ladders, messages, offers, on_the_day, planning, simulation
from app.jobs.registry import tasks

#: Importing a module of jobs is what makes them known.
MODULES = (housekeeping, ladders, messages, offers, on_the_day, planning, simulation)


def make_queue(database_url: str, connections: int = 4) -> procrastinate.App:
    """The queue on up to `connections` connections of its own."""
    connector = procrastinate.PsycopgConnector(
        conninfo=database_url.replace("postgresql+psycopg://", "postgresql://", 1),
        kwargs={"options": f"-c search_path={SEARCH_PATH} -c timezone=UTC"},
        min_size=1,
        max_size=connections,
        timeout=10,
    )
    return tasks.with_connector(connector)
