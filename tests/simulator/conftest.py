"""A coordinator before the simulated phones."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.accounts import Grant
from app.domain.vocabulary import UserRole
from tests.support.database import Database
from tests.support.web import log_in


@pytest.fixture
def coordinator(app: Flask, committed_db: Database) -> FlaskClient:
    return log_in(app, committed_db, "coordinator", Grant(UserRole.COORDINATOR, country="RS"))


@pytest.fixture
def rows(committed_db: Database) -> Iterator[Session]:
    """A session whose rows are kept when the test commits."""
    with committed_db.session_factory() as session:
        yield session
