"""What the coordinator's plan pages show, in plain columns: a plan may hold thousands of seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session, joinedload

from app.db.models import (
    Assignment,
    Dialect,
    HostRoom,
    Member,
    Plan,
    PlanRun,
    Seat,
    ServiceRequest,
    Site,
    User,
)
from app.db.queries.sessions import to_site
from app.domain.intervals import Interval
from app.domain.procedures import ProcedureCode
from app.domain.states import LIVE_ASSIGNMENT_STATES, AssignmentState, PlanState
from app.domain.vocabulary import Modality, Role


@dataclass(frozen=True)
class PlanRow:
    """An assignment of a plan."""

    seat_id: int
    member_id: int
    state: AssignmentState
    modality: Modality
    period: Range[datetime]
    travel_minutes: int
    cost_cents: int
    role: Role
    request_number: int
    procedure: ProcedureCode
    dialect: str
    site: str
    country: str
    member_number: int
    member_name: str
    room: str | None

    @property
    def starts_at(self) -> datetime:
        if self.period.lower is None:
            raise ValueError("an assignment has a start")
        return self.period.lower


@dataclass(frozen=True)
class HeldSeat:
    """Who has a seat, or is asked for it, now."""

    seat_id: int
    member_id: int
    state: AssignmentState
    starts_at: datetime
    modality: Modality


def recent_runs(session: Session, limit: int) -> Sequence[tuple[PlanRun, Plan | None]]:
    """The newest runs with the plans they gave."""
    query = (
        select(PlanRun, Plan)
        .outerjoin(Plan, Plan.run_id == PlanRun.id)
        .order_by(PlanRun.id.desc())
        .limit(limit)
    )
    return [(run, plan) for run, plan in session.execute(query)]


def is_draft(session: Session, plan_id: int) -> bool:
    plan = session.get(Plan, plan_id)
    return plan is not None and plan.state is PlanState.DRAFT


def newest_draft(session: Session, first: date, last: date) -> int | None:
    """The number of the newest draft plan of days that meet these."""
    return session.scalar(
        select(func.max(Plan.id))
        .join(PlanRun, PlanRun.id == Plan.run_id)
        .where(Plan.state == PlanState.DRAFT, PlanRun.first_day <= last, PlanRun.last_day >= first)
    )


def plan_with_run(session: Session, plan_id: int) -> Plan | None:
    return session.scalar(select(Plan).where(Plan.id == plan_id).options(joinedload(Plan.run)))


def plan_of_run(session: Session, run_id: int) -> int | None:
    return session.scalar(select(Plan.id).where(Plan.run_id == run_id))


def names(session: Session, users: Sequence[int | None]) -> dict[int, str]:
    """What users are called on pages."""
    query = select(User.id, User.display_name).where(User.id.in_([u for u in users if u]))
    return {row.id: row.display_name for row in session.execute(query)}


def rows(session: Session, plan_id: int) -> list[PlanRow]:
    """A plan's assignments by start."""
    query = (
        to_site(
            select(
                Assignment.seat_id,
                Assignment.member_id,
                Assignment.state,
                Assignment.modality,
                Assignment.period,
                Assignment.travel_minutes,
                Assignment.cost_cents,
                Seat.role,
                ServiceRequest.number,
                ServiceRequest.procedure_code,
                Dialect.name,
                Site.name,
                Site.country_code,
                Member.number,
                Member.legal_name,
                HostRoom.name,
            ).join(Seat, Seat.id == Assignment.seat_id)
        )
        .join(Member, Member.id == Assignment.member_id)
        .outerjoin(HostRoom, HostRoom.id == Assignment.host_room_id)
        .where(Assignment.plan_id == plan_id)
        .order_by(func.lower(Assignment.period), Assignment.id)
    )
    return [PlanRow(*row) for row in session.execute(query)]


def held_seats(session: Session, span: Interval) -> list[HeldSeat]:
    """Live assignments that start within the span."""
    start = func.lower(Assignment.period)
    query = (
        select(
            Assignment.seat_id,
            Assignment.member_id,
            Assignment.state,
            start,
            Assignment.modality,
        )
        .where(Assignment.state.in_(LIVE_ASSIGNMENT_STATES), start >= span.start, start < span.end)
        .order_by(Assignment.id)
    )
    return [HeldSeat(*row) for row in session.execute(query)]
