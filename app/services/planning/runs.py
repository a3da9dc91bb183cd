"""Runs of the solver: queued, recovered, given up and ended."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.db.models import PlanRun
from app.db.queries import parts
from app.db.queries import planning as queries
from app.db.queue import defer
from app.db.transitions import move
from app.domain.actors import system
from app.domain.lifecycles import PLAN_RUN
from app.domain.said import Sentence, said
from app.domain.states import PlanRunState
from app.services import audit

#: A run that ended its worker so often is itself the reason.
MOST_ATTEMPTS = 3
#: Solves take their time: their own lane, so that messages never wait for one.
QUEUE = "planning"


def defer_run(session: Session, run: PlanRun) -> None:
    """A worker takes it when one is free."""
    lock = f"plan_run:{run.id}"
    defer(session, queries.SOLVE_TASK, {"run_id": run.id}, queue=QUEUE, lock=lock)


def give_up(session: Session, now: datetime, run: PlanRun) -> None:
    """It was tried too often: it fails."""
    end(
        session,
        now,
        run,
        PlanRunState.FAILED,
        said(
            "The worker died {attempts} times while it solved this run. Plan fewer "
            "days at once, or look at the worker's log.",
            attempts=run.attempts,
        ),
    )


def recover_runs(session: Session, now: datetime) -> None:
    """Queue again the runs that no job works on any more; what was tried too often fails."""
    for run in queries.forsaken_runs(session):
        if run.state is PlanRunState.SOLVING:
            move(session, run, PLAN_RUN, PlanRunState.QUEUED)
        if run.attempts >= MOST_ATTEMPTS:
            give_up(session, now, run)
            continue
        defer_run(session, run)
        audit.record(session, system(), now, "plan_run.recovered", "plan_run", run.id)


def end_active(
    session: Session, now: datetime, run_id: int, state: PlanRunState, error: Sentence
) -> None:
    """The run gave no plan, whichever attempt is under way; nothing where it has ended."""
    run = queries.locked_run(session, run_id)
    if run is not None and run.state is PlanRunState.SOLVING:
        end(session, now, run, state, error)


def end(
    session: Session,
    now: datetime,
    run: PlanRun,
    state: PlanRunState,
    error: Sentence | None,
    **details: Any,
) -> None:
    """The run is over; what its parts have found is put away."""
    move(session, run, PLAN_RUN, state, finished_at=now, error=error)
    parts.put_away(session, run.id)
    audit.record(session, system(), now, f"plan_run.{state}", "plan_run", run.id, **details)
