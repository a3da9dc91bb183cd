"""A small week in a database of its own, and what solves it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.db.models import PlanRun
from app.domain.actors import Actor
from app.domain.states import PlanRunState
from app.domain.vocabulary import ActorKind, Channel, UserRole
from app.jobs.runtime import Runtime
from app.services import planning
from tests.factories import NOW, make_coordinator, make_member, make_request
from tests.support.database import Database
from tests.support.jobs import work_off
from tests.support.web import make_settings

FIRST, LAST = date(2026, 11, 30), date(2026, 12, 6)
TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@dataclass
class Week:
    """Two requests, two members, and the coordinator who plans them."""

    database: Database
    runtime: Runtime
    coordinator: Actor
    clock: Callable[[], datetime]

    def queue(self, seconds: int = 40) -> int:
        with self.database.session_factory.begin() as session:
            run = planning.queue_run(session, self.coordinator, NOW, FIRST, LAST, seconds, seed=1)
            return run.id

    def work(self) -> None:
        """What a worker does until nothing is due."""
        work_off(self.runtime, self.database)

    def solve(self) -> int:
        """The draft plan of a run that a worker has solved."""
        run_id = self.queue()
        self.work()
        with self.database.session_factory() as session:
            run = session.get_one(PlanRun, run_id)
            assert run.state is PlanRunState.SOLVED, run.error
        return self.plan_of(run_id)

    def plan_of(self, run_id: int) -> int:
        from sqlalchemy import select

        from app.db.models import Plan

        with self.database.session_factory() as session:
            return session.scalars(select(Plan.id).where(Plan.run_id == run_id)).one()

    def publish(self, plan_id: int, now: datetime = NOW) -> None:
        with self.database.session_factory.begin() as session:
            planning.publish(session, self.coordinator, now, plan_id)


@pytest.fixture
def week(committed_db: Database, tmp_path: Path) -> Week:
    with committed_db.session_factory.begin() as session:
        user = make_coordinator(session)
        for _ in range(2):
            make_member(session)
        make_request(session, starts_at=TUESDAY, case_ref="AZ-1/26")
        make_request(session, starts_at=TUESDAY, case_ref="AZ-2/26")
    coordinator = Actor(
        ActorKind.USER,
        Channel.WEB,
        user_id=user.id,
        roles=frozenset({UserRole.COORDINATOR}),
        countries=frozenset({"RS", "MK"}),
    )
    settings = make_settings(committed_db.url, tmp_path)
    runtime = Runtime(settings, committed_db.session_factory, lambda: NOW)
    return Week(committed_db, runtime, coordinator, lambda: NOW)
