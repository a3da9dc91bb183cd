"""Runs of the solver, from the question to the draft plan."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Plan, PlanProgress, PlanRun
from app.db.queries import parts
from app.db.queries import planning as queries
from app.db.queue import defer
from app.db.transitions import move
from app.domain import permissions
from app.domain.actors import Actor, system
from app.domain.borders import ZONE
from app.domain.errors import ConflictError, InvalidError
from app.domain.lifecycles import PLAN_RUN, PlanRunState
from app.domain.permissions import Act
from app.domain.refusals import STATE_WORDS
from app.domain.said import Sentence, joined, said
from app.services import audit
from app.services.planning.documents import pack
from app.services.planning.drafts import make_draft
from app.services.planning.words import days_in_words
from app.services.snapshot import Horizon, Snapshot
from app.services.snapshot.horizon import local_date
from scheduler import plan as scheduler
from scheduler.check import check
from scheduler.problem import Problem, digest, problem_to_json

#: A run that ended its worker so often is itself the reason.
MOST_ATTEMPTS = 3
LONGEST_DAYS = 14
SECONDS = (1, 3600)
LARGEST_SEED = 2**31 - 1
#: Solves take their time: their own lane, so that messages never wait for one.
QUEUE = "planning"


def queue_run(
    session: Session,
    actor: Actor,
    now: datetime,
    first_day: date,
    last_day: date,
    seconds: int,
    seed: int = 1,
) -> PlanRun:
    """Ask for a plan of these local days; a worker solves it.

    Raises InvalidError that names the field, and ConflictError that names the run which plans
    some of these days already.
    """
    permissions.require(actor, Act.PLAN)
    _require_sensible(session, now, first_day, last_day, seconds, seed)
    run = PlanRun(
        first_day=first_day,
        last_day=last_day,
        seconds=seconds,
        seed=seed,
        requested_by_id=actor.user_id,
        requested_at=now,
    )
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError as error:
        raise ConflictError(_occupied(session, first_day, last_day)) from error
    _defer(session, run)
    details = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    audit.record(session, actor, now, "plan_run.queued", "plan_run", run.id, **details)
    return run


def _require_sensible(
    session: Session, now: datetime, first: date, last: date, seconds: int, seed: int
) -> None:
    faults: dict[str, Sentence] = {}
    if last < first:
        faults["last_day"] = said("The last day is before the first: choose a later one.")
    elif (last - first).days >= LONGEST_DAYS:
        faults["last_day"] = said(
            "That is more than {most} days: choose an earlier last day.",
            most=LONGEST_DAYS,
        )
    elif last < local_date(now):
        faults["last_day"] = said("These days are over: choose days to come.")
    if not SECONDS[0] <= seconds <= SECONDS[1]:
        faults["seconds"] = said(
            "Give a time from {least} to {most} seconds.",
            least=SECONDS[0],
            most=SECONDS[1],
        )
    if not 0 <= seed <= LARGEST_SEED:
        faults["seed"] = said("Give a whole number from 0 to {most}.", most=LARGEST_SEED)
    if not faults and not queries.has_open_sessions(session, Horizon(first, last, now).span):
        faults["first_day"] = said(
            "No accepted session lies on these days: choose others, or accept requests first."
        )
    if faults:
        raise InvalidError(joined(" ", faults.values()), faults)


def _occupied(session: Session, first_day: date, last_day: date) -> Sentence:
    rivals = queries.overlapping_runs(session, first_day, last_day)
    if not rivals:
        return said("Another run for these days has just ended; try again.")
    run = rivals[0]
    days = days_in_words(run.first_day, run.last_day)
    since = (run.started_at or run.requested_at).astimezone(ZONE)
    return said(
        "Run {id} plans {days} and is {state} since {since:%d.%m.%Y %H:%M}; wait for it to end "
        "before you plan the same days again.",
        id=run.id,
        days=days,
        state=STATE_WORDS[run.state],
        since=since,
    )


def _defer(session: Session, run: PlanRun) -> None:
    lock = f"plan_run:{run.id}"
    defer(session, queries.SOLVE_TASK, {"run_id": run.id}, queue=QUEUE, lock=lock)


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
        _give_up(session, now, run)
        return None
    attempt = run.attempts + 1
    move(session, run, PLAN_RUN, PlanRunState.SOLVING, started_at=now, attempts=attempt)
    audit.record(
        session, system(), now, "plan_run.started", "plan_run", run.id, attempt=run.attempts
    )
    return run


def _give_up(session: Session, now: datetime, run: PlanRun) -> None:
    _end(
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
            _give_up(session, now, run)
            continue
        _defer(session, run)
        audit.record(session, system(), now, "plan_run.recovered", "plan_run", run.id)


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
        _end(session, now, run, PlanRunState.FAILED, error)
        return None
    draft = make_draft(session, now, run, problem, plan)
    _end(session, now, run, PlanRunState.SOLVED, None, plan=draft.id)
    return draft


def end_run(
    session: Session, now: datetime, run_id: int, attempt: int, state: PlanRunState, error: Sentence
) -> None:
    """The attempt gave no plan: ``failed``, or ``no_plan`` where there cannot be one."""
    _end(session, now, current_run(session, run_id, attempt), state, error)


def end_active(
    session: Session, now: datetime, run_id: int, state: PlanRunState, error: Sentence
) -> None:
    """The run gave no plan, whichever attempt is under way; nothing where it has ended."""
    run = queries.locked_run(session, run_id)
    if run is not None and run.state is PlanRunState.SOLVING:
        _end(session, now, run, state, error)


def release_run(session: Session, run_id: int, attempt: int) -> None:
    """The worker stops in good order: another may take the run, and nothing counts against it."""
    run = current_run(session, run_id, attempt)
    move(session, run, PLAN_RUN, PlanRunState.QUEUED, attempts=attempt - 1)


def _end(
    session: Session,
    now: datetime,
    run: PlanRun,
    state: PlanRunState,
    error: Sentence | None,
    **details: Any,
) -> None:
    move(session, run, PLAN_RUN, state, finished_at=now, error=error)
    parts.put_away(session, run.id)
    audit.record(session, system(), now, f"plan_run.{state}", "plan_run", run.id, **details)


class StaleAttemptError(Exception):
    """Another worker has taken the run over; what this one has is not wanted any more."""


def current_run(session: Session, run_id: int, attempt: int) -> PlanRun:
    """The run, locked, if this attempt at it is the one under way; else StaleAttemptError."""
    run = queries.locked_run(session, run_id)
    if run is None or (run.state, run.attempts) != (PlanRunState.SOLVING, attempt):
        raise StaleAttemptError(f"attempt {attempt} of run {run_id} is over")
    return run
