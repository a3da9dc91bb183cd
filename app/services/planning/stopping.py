"""Stopping a run: whoever works on it, or on a part of it, sees that soon and ends its solver."""

import time
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import PlanRun
from app.db.queries import parts, planning
from app.db.transitions import move
from app.db.unit_of_work import SessionFactory
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.lifecycles import PLAN_RUN
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import PlanRunState
from app.services import audit

#: A solver that nobody wants any more lives so many seconds longer, at most.
ASK_SECONDS = 1.0


def stop_run(session: Session, actor: Actor, now: datetime, run_id: int) -> PlanRun:
    """End a run without a plan, with all its parts."""
    permissions.require(actor, Act.PLAN)
    run = planning.locked_run(session, run_id)
    if run is None:
        raise NotFoundError(said("There is no run {number}.", number=run_id))
    why = said("A coordinator stopped it.")
    move(session, run, PLAN_RUN, PlanRunState.NO_PLAN, finished_at=now, error=why)
    parts.put_away(session, run.id)
    audit.record(session, actor, now, "plan_run.stopped", "plan_run", run.id)
    return run


class Watch:
    """Says when to end: when the worker wants to, or when the run is no longer solved.

    It is asked several times a second and asks the database less often.
    """

    def __init__(
        self, sessions: SessionFactory, run_id: int, worker_ends: Callable[[], bool]
    ) -> None:
        self._sessions = sessions
        self._run_id = run_id
        self._worker_ends = worker_ends
        self._asked_at = time.monotonic()
        self._is_over = False

    def should_stop(self) -> bool:
        """Whether to end the solver."""
        if not self._is_over and time.monotonic() - self._asked_at >= ASK_SECONDS:
            self._asked_at = time.monotonic()
            with self._sessions() as session:
                self._is_over = not planning.is_solving(session, self._run_id)
        return self._is_over or self._worker_ends()
