"""What stands on the coordinator's board: members' sessions, and seats without anybody.

Plain columns and no entities: a week may hold thousands of sessions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.db.models import (
    Assignment,
    Dialect,
    InterpretingSession,
    Plan,
    Seat,
    ServiceRequest,
    Site,
    UncoveredSeat,
)
from app.db.queries.came_open import came_open
from app.db.queries.sessions import EARLIEST, IS_DUE, to_site
from app.domain.intervals import Interval
from app.domain.states import LIVE_ASSIGNMENT_STATES, AssignmentState, PlanState
from app.domain.vocabulary import Modality

SHOWN_STATES = (*LIVE_ASSIGNMENT_STATES, AssignmentState.NO_SHOW)


@dataclass(frozen=True)
class BoardItem:
    """A member's session."""

    id: int
    member_id: int
    state: AssignmentState
    modality: Modality
    period: Range[datetime]
    request_number: int
    dialect: str
    town: str
    country: str
    seat_id: int


@dataclass(frozen=True)
class EmptySeat:
    """A seat that nobody has or is asked for; ``reason`` (code, details) once a plan left it so."""

    id: int
    starts_at: datetime
    minutes: int
    modalities: Sequence[str]
    request_number: int
    dialect: str
    town: str
    country: str
    reason: dict[str, Any] | None


def items(session: Session, span: Interval, plan_id: int | None) -> list[BoardItem]:
    """Who is where in the span: what is live, or with ``plan_id`` what that draft proposes."""
    shown: ColumnElement[bool] = Assignment.state.in_(SHOWN_STATES)
    if plan_id is not None:
        proposed = Assignment.state == AssignmentState.PROPOSED
        shown = or_(shown, and_(proposed, Assignment.plan_id == plan_id))
    query = (
        to_site(
            select(
                Assignment.id,
                Assignment.member_id,
                Assignment.state,
                Assignment.modality,
                Assignment.period,
                *REQUEST_COLUMNS,
                Assignment.seat_id,
            ).join(Seat, Seat.id == Assignment.seat_id)
        )
        .where(Assignment.period.op("&&")(Range(span.start, span.end)), shown)
        .order_by(func.lower(Assignment.period), Assignment.id)
    )
    return [BoardItem(*row) for row in session.execute(query)]


def empty_seats(session: Session, span: Interval, plan_id: int | None) -> list[EmptySeat]:
    """Seats of accepted requests in the span that nobody has and nobody is asked for."""
    held = exists().where(Assignment.seat_id == Seat.id, _holds(plan_id)).correlate(Seat)
    query = (
        to_site(
            select(
                Seat.id,
                EARLIEST,
                InterpretingSession.minutes,
                ServiceRequest.modalities,
                *REQUEST_COLUMNS,
                _reason(plan_id),
            )
        )
        .where(
            span.start <= EARLIEST,
            span.end > EARLIEST,
            IS_DUE,
            Seat.relay_id.is_(None),
            ~held,
        )
        .order_by(EARLIEST, Seat.id)
    )
    return [EmptySeat(*row) for row in session.execute(query)]


REQUEST_COLUMNS = (ServiceRequest.number, Dialect.name, Site.town, Site.country_code)


def _holds(plan_id: int | None) -> ColumnElement[bool]:
    live = Assignment.state.in_(SHOWN_STATES)
    if plan_id is None:
        return live
    return or_(live, Assignment.plan_id == plan_id)


def _reason(plan_id: int | None) -> ColumnElement[dict[str, Any]]:
    """Why the newest published plan, or the given one, left the seat empty; or why it is open
    again."""
    of_plan = Plan.state == PlanState.PUBLISHED if plan_id is None else Plan.id == plan_id
    told: ColumnElement[dict[str, Any]] = (
        select(
            func.jsonb_build_object(
                "code", UncoveredSeat.reason_code, "details", UncoveredSeat.details
            )
        )
        .join(Plan, Plan.id == UncoveredSeat.plan_id)
        .where(UncoveredSeat.seat_id == Seat.id, of_plan)
        .order_by(Plan.id.desc())
        .limit(1)
        .correlate(Seat)
        .scalar_subquery()
    )
    if plan_id is not None:
        return told
    why = came_open()
    opened = func.jsonb_build_object("code", why, "details", func.jsonb_build_object())
    return case((why.is_not(None), opened), else_=told)
