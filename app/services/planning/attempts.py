"""One attempt at a run: from its start to a draft plan, or to the reason why there is none."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.db.models import Plan, PlanProgress, PlanRun
from app.db.queries import planning as queries
from app.db.transitions import move
from app.domain.actors import system
from app.domain.lifecycles import PLAN_RUN
from app.domain.said import Sentence, said
from app.domain.states import PlanRunState
from app.services import audit
from app.services.planning.documents import pack
from app.services.planning.drafts import make_draft
from app.services.planning.runs import MOST_ATTEMPTS, end, give_up
from app.services.snapshot import Snapshot
from scheduler import plan as scheduler
from scheduler.check import check
from scheduler.problem import Problem, digest, problem_to_json


def start_run(session: Session, now: datetime, run_id: int) -> PlanRun | None:
    """Begin an attempt, also of a run whose worker died; None when the run has ended.

    One that has been tried too often fails instead.
    """
    run = queries.locked_run(session, run_id)
    if run is None or run.state not in queries.ACTIVE_RUNS:
        return None
    if run.state is PlanRunState.SOLVING:
        move(session, run, PLAN_RUN, PlanRunState.QUEUED)
    if run.attempts >= MOST_ATTEMPTS:
        give_up(session, now, run)
        return None
    attempt = run.attempts + 1
    move(session, run, PLAN_RUN, PlanRunState.SOLVING, started_at=now, attempts=attempt)
    audit.record(
        session, system(), now, "plan_run.started", "plan_run", run.id, attempt=run.attempts
    )
    return run


def keep_problem(session: Session, run_id: int, attempt: int, snapshot: Snapshot) -> bytes:
    """Note what the solver is asked, so that the run can be replayed; returns it packed."""
    run = current_run(session, run_id, attempt)
    run.problem = pack(problem_to_json(snapshot.problem))
    run.problem_digest = digest(snapshot.problem)
    return run.problem


def note_progress(session: Session, run_id: int, attempt: int, point: Mapping[str, Any]) -> None:
    """A better plan was found; ``point`` is what the solver said of it."""
    current_run(session, run_id, attempt)
    session.add(
        PlanProgress(
            run_id=run_id,
            attempt=attempt,
            milliseconds=round(1000 * point["seconds"]),
            value=point["value"],
            bound=point.get("bound"),
            seats_covered=point["seats_covered"],
            seats=point["seats"],
        )
    )


def finish_run(
    session: Session,
    now: datetime,
    run_id: int,
    attempt: int,
    problem: Problem,
    plan: scheduler.Plan,
) -> Plan | None:
    """Keep the plan as a draft if the referee finds it legal; else the run fails and says why."""
    run = current_run(session, run_id, attempt)
    report = check(problem, plan)
    if not report.legal:
        broken = "; ".join(f"{v.rule}: {v.message}" for v in report.violations[:5])
        error = said(
            "The referee refused the solver's plan ({count} faults): {broken}",
            count=len(report.violations),
            broken=broken,
        )
        end(session, now, run, PlanRunState.FAILED, error)
        return None
    draft = make_draft(session, now, run, problem, plan)
    end(session, now, run, PlanRunState.SOLVED, None, plan=draft.id)
    return draft


def end_run(
    session: Session, now: datetime, run_id: int, attempt: int, state: PlanRunState, error: Sentence
) -> None:
    """The attempt gave no plan: ``failed``, or ``no_plan`` where there cannot be one."""
    end(session, now, current_run(session, run_id, attempt), state, error)


def release_run(session: Session, run_id: int, attempt: int) -> None:
    """The worker stops in good order: another may take the run, and nothing counts against it."""
    run = current_run(session, run_id, attempt)
    move(session, run, PLAN_RUN, PlanRunState.QUEUED, attempts=attempt - 1)


class StaleAttemptError(Exception):
    """Another worker has taken the run over; what this one has is not wanted any more."""


def current_run(session: Session, run_id: int, attempt: int) -> PlanRun:
    """The run, locked, if this attempt at it is the one under way; else StaleAttemptError."""
    run = queries.locked_run(session, run_id)
    if run is None or (run.state, run.attempts) != (PlanRunState.SOLVING, attempt):
        raise StaleAttemptError(f"attempt {attempt} of run {run_id} is over")
    return run
