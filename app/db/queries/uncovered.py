"""Seats without anybody, and why: of one plan, and as things are now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import Session

from app.db.models import (
    Assignment,
    Dialect,
    InterpretingSession,
    Language,
    Plan,
    Seat,
    ServiceRequest,
    Site,
    UncoveredSeat,
)
from app.db.queries.came_open import came_open, details_of
from app.db.queries.sessions import EARLIEST, IS_DUE, to_site
from app.domain.procedures import ProcedureCode
from app.domain.states import LIVE_ASSIGNMENT_STATES, PlanState
from app.domain.vocabulary import Role


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
    by_newest = (UncoveredSeat.seat_id == Seat.id) & (UncoveredSeat.plan_id == _newest_plan())
    query = (
        _empty_columns()
        .outerjoin(UncoveredSeat, by_newest)
        .where(
            IS_DUE,
            InterpretingSession.latest_start > now,
            Seat.relay_id.is_(None),
            ~_is_held(),
        )
        .add_columns(
            func.coalesce(why, UncoveredSeat.reason_code),
            details_of(why, UncoveredSeat.details),
        )
        .order_by(*_BY_START)
    )
    return [EmptySeat(*row) for row in session.execute(query)]


def _is_held() -> ColumnElement[bool]:
    live = Assignment.state.in_(LIVE_ASSIGNMENT_STATES)
    return select(Assignment.id).where(Assignment.seat_id == Seat.id, live).exists()


def _newest_plan() -> ScalarSelect[Any]:
    """The newest published plan that left the seat empty."""
    return (
        select(func.max(Plan.id))
        .join(UncoveredSeat, UncoveredSeat.plan_id == Plan.id)
        .where(UncoveredSeat.seat_id == Seat.id, Plan.state == PlanState.PUBLISHED)
        .correlate(Seat)
        .scalar_subquery()
    )


_BY_START = (EARLIEST, Seat.id)


def _empty_columns() -> Any:
    query = select(
        Seat.id,
        EARLIEST,
        InterpretingSession.minutes,
        Seat.role,
        ServiceRequest.number,
        ServiceRequest.procedure_code,
        Language.name,
        Dialect.name,
        Site.name,
        Site.country_code,
    )
    return to_site(query.select_from(Seat)).join(Language, Language.code == Dialect.language_code)


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
