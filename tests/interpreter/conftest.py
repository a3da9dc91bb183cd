"""Rows that the application under test sees."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.support.database import Database


@pytest.fixture
def rows(committed_db: Database) -> Iterator[Session]:
    """A session whose rows are kept when the test commits."""
    with committed_db.session_factory() as session:
        yield session
