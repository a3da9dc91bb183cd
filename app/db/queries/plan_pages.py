"""What the coordinator's plan pages show, in plain columns: a plan may hold thousands of seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session, joinedload

from app.db.models import (
    Assignment,
    Dialect,
    HostRoom,
    InterpretingSession,
    Language,
    Member,
    Plan,
    PlanRun,
    Seat,
    ServiceRequest,
    Site,
    UncoveredSeat,
    User,
)
from app.db.queries.came_open import came_open, details_of
from app.domain.intervals import Interval
from app.domain.lifecycles import (
    LIVE_ASSIGNMENT_STATES,
    AssignmentState,
    PlanState,
    RequestState,
)
from app.domain.procedures import ProcedureCode
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


@dataclass(frozen=True)
class EmptySeat:
    """A seat without anybody; ``reason`` is None until a plan dealt with it."""

    seat_id: int
    starts_at: datetime
    minutes: int
    role: Role
    request_number: int
    procedure: ProcedureCode
    language: str
    dialect: str
    site: str
    country: str
    reason_code: str | None
    reason: dict[str, Any] | None


def recent_runs(session: Session, limit: int) -> Sequence[tuple[PlanRun, Plan | None]]:
    """The newest runs with the plans they gave."""
    query = (
        select(PlanRun, Plan)
        .outerjoin(Plan, Plan.run_id == PlanRun.id)
        .order_by(PlanRun.id.desc())
        .limit(limit)
    )
    return [(run, plan) for run, plan in session.execute(query)]


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
        _to_site(
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


def uncovered_of_plan(session: Session, plan_id: int) -> list[EmptySeat]:
    """The seats a plan leaves empty, by start."""
    query = (
        _empty_columns()
        .join(UncoveredSeat, UncoveredSeat.seat_id == Seat.id)
        .where(UncoveredSeat.plan_id == plan_id)
        .add_columns(UncoveredSeat.reason_code, UncoveredSeat.details)
        .order_by(*_BY_START)
    )
    return [EmptySeat(*row) for row in session.execute(query)]


def uncovered_now(session: Session, now: datetime) -> list[EmptySeat]:
    """Seats to come that nobody has or is asked for, with the newest published plan's reason, or
    with why they are open again."""
    why = came_open()
    held = (
        select(Assignment.id)
        .where(Assignment.seat_id == Seat.id, Assignment.state.in_(LIVE_ASSIGNMENT_STATES))
        .exists()
    )
    newest = (
        select(func.max(Plan.id))
        .join(UncoveredSeat, UncoveredSeat.plan_id == Plan.id)
        .where(UncoveredSeat.seat_id == Seat.id, Plan.state == PlanState.PUBLISHED)
        .correlate(Seat)
        .scalar_subquery()
    )
    query = (
        _empty_columns()
        .outerjoin(
            UncoveredSeat,
            (UncoveredSeat.seat_id == Seat.id) & (UncoveredSeat.plan_id == newest),
        )
        .where(
            ServiceRequest.state == RequestState.ACCEPTED,
            InterpretingSession.outcome.is_(None),
            InterpretingSession.cancelled_at.is_(None),
            InterpretingSession.latest_start > now,
            Seat.relay_id.is_(None),
            ~held,
        )
        .add_columns(
            func.coalesce(why, UncoveredSeat.reason_code),
            details_of(why, UncoveredSeat.details),
        )
        .order_by(*_BY_START)
    )
    return [EmptySeat(*row) for row in session.execute(query)]


_START = func.coalesce(InterpretingSession.starts_at, InterpretingSession.earliest_start)
_BY_START = (_START, Seat.id)


def _empty_columns() -> Any:
    query = select(
        Seat.id,
        _START,
        InterpretingSession.minutes,
        Seat.role,
        ServiceRequest.number,
        ServiceRequest.procedure_code,
        Language.name,
        Dialect.name,
        Site.name,
        Site.country_code,
    )
    return _to_site(query.select_from(Seat)).join(Language, Language.code == Dialect.language_code)


def _to_site(query: Any) -> Any:
    """From seats on to their sessions, requests, dialects and sites."""
    return (
        query.join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(Dialect, Dialect.code == ServiceRequest.dialect_code)
        .join(Site, Site.id == ServiceRequest.site_id)
    )


def reasons_of_seats(
    session: Session, seats: Sequence[int]
) -> dict[int, tuple[str, dict[str, Any]]]:
    """Seat to the reason code and details of the newest published plan that left it empty, or to
    why it is open again."""
    query = (
        select(UncoveredSeat.seat_id, UncoveredSeat.reason_code, UncoveredSeat.details)
        .join(Plan, Plan.id == UncoveredSeat.plan_id)
        .where(UncoveredSeat.seat_id.in_(seats), Plan.state == PlanState.PUBLISHED)
        .order_by(Plan.id)
    )
    told = {seat: (code, details) for seat, code, details in session.execute(query)}
    opened = session.execute(select(Seat.id, came_open()).where(Seat.id.in_(seats)))
    return told | {seat: (why, {}) for seat, why in opened if why is not None}
