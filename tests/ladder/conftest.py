"""A search of tests: a clock that is moved, and the job that takes steps."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.ladder.support import Searching
from tests.support.database import Database


@pytest.fixture
def db(committed_db: Database) -> Iterator[Session]:
    """A session whose commits are real: a step looks in one transaction and acts in another."""
    with committed_db.session_factory() as session:
        yield session


@pytest.fixture
def searching(committed_db: Database, db: Session) -> Searching:
    return Searching(db, committed_db.session_factory)
