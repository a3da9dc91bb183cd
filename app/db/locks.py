"""Every advisory lock of the service: numbers of one database that must not be used twice."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import func, select
from sqlalchemy.orm import Session

MIGRATION = 0x7461726A
DEMONSTRATION = 0x7461726B
PUBLISHING = 0x7461726C
CLOCK = 0x7461726D
#: As many relays as there are numbers carry texts at once; a worker keeps places for other jobs.
RELAYS = (0x7461726E, 0x7461726F)
#: One job at a time takes the steps of searches.
LADDERS = (0x74617270,)
#: One job at a time mends plans for searches.
MENDING = (0x74617271,)
REFERENCE = 0x74617272


@contextmanager
def one_of(session: Session, numbers: Sequence[int]) -> Iterator[bool]:
    """Hold one of these locks for the block, outside any transaction; False when all are taken.

    The database lets go of it as soon as its holder dies.
    """
    session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
    held = next((n for n in numbers if session.scalar(select(func.pg_try_advisory_lock(n)))), None)
    try:
        yield held is not None
    finally:
        if held is not None:
            session.execute(select(func.pg_advisory_unlock(held)))
