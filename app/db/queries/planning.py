"""Runs and plans with what belongs to them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session, joinedload, undefer

from app.db import locks
from app.db.models import (
    Assignment,
    InterpretingSession,
    Member,
    Plan,
    PlanProgress,
    PlanRun,
    Seat,
    ServiceRequest,
    User,
)
from app.db.queries import parts
from app.db.queries.jobs import has_no_job
from app.db.queries.sessions import IS_DUE
from app.domain.intervals import Interval
from app.domain.states import LIVE_ASSIGNMENT_STATES, PlanRunState, PlanState

ACTIVE_RUNS = (PlanRunState.QUEUED, PlanRunState.SOLVING)
SOLVE_TASK = "planning:solve"

#: Jobs of a run: they all name it.
TASKS = (SOLVE_TASK, parts.PART_TASK, parts.JOIN_TASK)


def lock_publishing(session: Session) -> None:
    """Wait until no other transaction publishes; held to the end of this one."""
    session.execute(select(func.pg_advisory_xact_lock(locks.PUBLISHING)))


def plan_to_publish(session: Session, plan_id: int) -> Plan | None:
    """The plan as it is in the database now, with its run and its document."""
    return session.scalar(
        select(Plan)
        .where(Plan.id == plan_id)
        .options(joinedload(Plan.run), undefer(Plan.document))
        .execution_options(populate_existing=True)
    )


def is_published(session: Session, plan_id: int) -> bool:
    """Whether a plan holds its days now."""
    query = select(Plan.id).where(Plan.id == plan_id, Plan.state == PlanState.PUBLISHED)
    return session.scalar(query) is not None


def proposals(session: Session, plan_id: int) -> Sequence[Assignment]:
    """The assignments of a plan with their sessions, requests and members, by id."""
    return session.scalars(
        select(Assignment)
        .where(Assignment.plan_id == plan_id)
        .options(
            joinedload(Assignment.member),
            joinedload(Assignment.seat)
            .joinedload(Seat.session)
            .joinedload(InterpretingSession.request),
        )
        .order_by(Assignment.id)
        .execution_options(populate_existing=True)
    ).all()


def seats_in_play(session: Session, plan_id: int, span: Interval) -> Sequence[int]:
    """Seats that a plan fills, and those that are filled or asked for in its days."""
    during: Range[datetime] = Range(span.start, span.end)
    live = Assignment.state.in_(LIVE_ASSIGNMENT_STATES) & Assignment.period.overlaps(during)
    wanted = (Assignment.plan_id == plan_id) | live
    return session.scalars(select(Assignment.seat_id).where(wanted).distinct()).all()


def overlapping_runs(session: Session, first_day: date, last_day: date) -> Sequence[PlanRun]:
    """Runs under way that plan some of these days."""
    return session.scalars(
        select(PlanRun)
        .where(
            PlanRun.state.in_(ACTIVE_RUNS),
            PlanRun.first_day <= last_day,
            PlanRun.last_day >= first_day,
        )
        .order_by(PlanRun.id)
    ).all()


def overlapping_published(session: Session, plan: Plan) -> Sequence[Plan]:
    """Other published plans that hold some of a plan's days."""
    return session.scalars(
        select(Plan)
        .join(Plan.run)
        .where(
            Plan.state == PlanState.PUBLISHED,
            Plan.id != plan.id,
            PlanRun.first_day <= plan.run.last_day,
            PlanRun.last_day >= plan.run.first_day,
        )
        .order_by(Plan.id)
    ).all()


def locked_run(session: Session, run_id: int) -> PlanRun | None:
    """The run as it is in the database now; nobody else changes it meanwhile."""
    return session.scalar(
        select(PlanRun)
        .where(PlanRun.id == run_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def is_solving(session: Session, run_id: int) -> bool:
    """Whether the run is under way."""
    query = select(PlanRun.id).where(PlanRun.id == run_id, PlanRun.state == PlanRunState.SOLVING)
    return session.scalar(query) is not None


def forsaken_runs(session: Session) -> Sequence[PlanRun]:
    """Runs under way that no job works on or waits for."""
    return session.scalars(
        select(PlanRun)
        .where(PlanRun.state.in_(ACTIVE_RUNS), has_no_job(TASKS, "run_id", PlanRun.id))
        .order_by(PlanRun.id)
        .with_for_update(skip_locked=True)
    ).all()


def has_open_sessions(session: Session, span: Interval) -> bool:
    """Whether an accepted session may start within the span."""
    found = (
        select(InterpretingSession.id)
        .join(InterpretingSession.request)
        .where(
            IS_DUE,
            InterpretingSession.latest_start >= span.start,
            InterpretingSession.earliest_start < span.end,
        )
    )
    return bool(session.scalar(select(exists(found))))


def seat_numbers(session: Session, seats: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """Seat to its request's number and its session's first possible start."""
    query = (
        select(Seat.id, ServiceRequest.number, InterpretingSession.earliest_start)
        .join(Seat.session)
        .join(InterpretingSession.request)
        .where(Seat.id.in_(seats))
    )
    return {seat: (number, start) for seat, number, start in session.execute(query)}


def member_numbers(session: Session, members: Collection[int]) -> dict[int, int]:
    query = select(Member.id, Member.number).where(Member.id.in_(members))
    return {row.id: row.number for row in session.execute(query)}


def user_name(session: Session, user_id: int | None) -> str | None:
    """What a user is called on pages."""
    return session.scalar(select(User.display_name).where(User.id == user_id))


def progress(session: Session, run: PlanRun) -> Sequence[PlanProgress]:
    """The better plans found by the run's latest attempt, in order."""
    return session.scalars(
        select(PlanProgress)
        .where(PlanProgress.run_id == run.id, PlanProgress.attempt == run.attempts)
        .order_by(PlanProgress.id)
    ).all()
