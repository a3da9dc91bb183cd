"""Jobs that are somebody's, on their day."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain import actors
from app.domain.vocabulary import Channel
from app.services import offers
from tests.factories import NOW
from tests.support.database import Database
from tests.support.offers import Asked, ask

#: When the session of ``theirs`` begins.
START = NOW + timedelta(days=8, hours=1)


@pytest.fixture
def rows(committed_db: Database) -> Iterator[Session]:
    """A session whose rows are kept when the test commits."""
    with committed_db.session_factory() as session:
        yield session


def accepted(session: Session, **details: object) -> Asked:
    """A job that its member has said yes to."""
    asked = ask(session, **details)  # type: ignore[arg-type]
    offers.accept(session, actors.member(asked.member.id, Channel.LINK), NOW, asked.offer.id)
    return asked


@pytest.fixture
def theirs(db: Session) -> Asked:
    """A job of half an hour at ``START``, whose way takes two hours."""
    return accepted(db, starts_at=START, assignment={"travel_minutes": 120})


@pytest.fixture
def at() -> Callable[[float], datetime]:
    """The moment so many minutes after the start."""
    return lambda minutes: START + timedelta(minutes=minutes)
