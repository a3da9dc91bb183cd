"""The database of a demonstration: its schema, its made-up week, and a plan of that week."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import exists, select

from app import demo
from app.adapters.postgres import database_url
from app.db import schema
from app.db.models import PlanRun
from app.db.unit_of_work import SessionFactory, make_engine, make_session_factory
from app.domain.actors import system
from app.domain.vocabulary import Channel
from app.services import planning
from config import Settings

SEED = 1


def prepare(settings: Settings) -> None:
    """Brings all of it about; what is there already is left as it is."""
    engine = make_engine(database_url(settings))
    schema.upgrade(engine)
    session_factory, now = make_session_factory(engine), datetime.now(UTC)
    demo.load(session_factory, SEED, now)
    _ask_for_plan(session_factory, now, demo.coming_monday(now), settings.solve_seconds)
    engine.dispose()


def _ask_for_plan(
    session_factory: SessionFactory, now: datetime, monday: date, seconds: int
) -> None:
    """Queues a plan of the week unless one was ever asked for; a worker solves it."""
    with session_factory.begin() as session:
        if session.scalar(select(exists().where(PlanRun.first_day == monday))):
            return
        sunday = monday + timedelta(days=6)
        planning.queue_run(session, system(Channel.COMMAND), now, monday, sunday, seconds, SEED)
