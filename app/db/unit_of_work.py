"""Engine, session factory and the unit of work: nothing is kept unless all of it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker

#: The application's tables and the job queue's.
SEARCH_PATH = "public,queue"

ENGINE_OPTIONS: dict[str, Any] = {
    "pool_pre_ping": True,
    "pool_timeout": 5,
    "connect_args": {
        "options": f"-c search_path={SEARCH_PATH} -c timezone=UTC",
        "connect_timeout": 5,
    },
}

SessionFactory = sessionmaker[Session]


def make_engine(url: str, **options: Any) -> Engine:
    """An engine on PostgreSQL through psycopg 3, in UTC."""
    return create_engine(driver_url(url), **{**ENGINE_OPTIONS, **options})


def driver_url(url: str) -> str:
    """The same address with the driver named: ``postgresql://`` is how operators write it."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def make_session_factory(engine: Engine) -> SessionFactory:
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def unit_of_work(session: Session) -> Iterator[Session]:
    """Commit at the end, or roll everything back when anything fails."""
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
