"""What a job needs of the process that runs it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from procrastinate import JobContext, RetryStrategy

from app.db.unit_of_work import SessionFactory, make_engine, make_session_factory
from app.services.simulation import SimulatedTime
from config import Settings

#: For work that trouble outside may stop for a while: seven tries over about 18 minutes.
RETRY = RetryStrategy(max_attempts=6, exponential_wait=3)


@dataclass(frozen=True, slots=True)
class Runtime:
    """Settings, database sessions and the time (`now` gives UTC) for the jobs of one process."""

    settings: Settings
    session_factory: SessionFactory
    now: Callable[[], datetime]


def make_runtime(settings: Settings, database_url: str, sessions: int) -> Runtime:
    """The runtime of a process that uses up to `sessions` database sessions at once."""
    engine = make_engine(database_url, pool_size=sessions)
    return Runtime(settings, make_session_factory(engine), clock_of(settings, database_url))


def clock_of(settings: Settings, database_url: str) -> Callable[[], datetime]:
    """Real time; a demonstration's clock can be hurried."""

    def real() -> datetime:
        return datetime.now(UTC)

    return SimulatedTime(database_url, real) if settings.simulated_clock else real


def runtime_of(context: JobContext) -> Runtime:
    """The runtime that the worker gave to this job."""
    return cast("Runtime", context.additional_context["runtime"])
