"""Seats that somebody had, or was asked for, and that are open again."""

from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, select

from app.db.models import Assignment, Offer, Plan, Seat, UncoveredSeat
from app.domain.states import LIVE_ASSIGNMENT_STATES, AssignmentState, OfferState, PlanState

#: Reasons of their own, beside those of the solver.
GIVEN_BACK, DECLINED, EXPIRED = "given_back", "declined", "expired"


def came_open() -> ColumnElement[str | None]:
    """Why the seat is open again; null where nobody was asked, or where a plan that was published
    since has told why nobody has it. For queries about ``Seat``."""
    dealt_with = exists(
        select(UncoveredSeat.seat_id)
        .join(Plan, Plan.id == UncoveredSeat.plan_id)
        .where(
            UncoveredSeat.seat_id == Assignment.seat_id,
            Plan.state == PlanState.PUBLISHED,
            Plan.published_at >= Assignment.state_changed_at,
        )
        .correlate(Assignment)
    )
    query = (
        select(case((dealt_with, None), else_=_why()))
        .select_from(Assignment)
        .join(Offer, Offer.assignment_id == Assignment.id)
        .where(Assignment.seat_id == Seat.id, ~Assignment.state.in_(LIVE_ASSIGNMENT_STATES))
        .order_by(Assignment.state_changed_at.desc(), Assignment.id.desc(), Offer.id.desc())
        .limit(1)
        .correlate(Seat)
    )
    found: ColumnElement[str | None] = query.scalar_subquery()
    return found


def _why() -> Any:
    return case(
        (Offer.given_back_at.is_not(None), GIVEN_BACK),
        (Assignment.state == AssignmentState.WITHDRAWN, DECLINED),
        (Offer.state == OfferState.EXPIRED, EXPIRED),
    )


def details_of(why: ColumnElement[str | None], details: Any) -> ColumnElement[Any]:
    """The details of a plan's reason; none where the seat came open since."""
    return case((why.is_not(None), func.jsonb_build_object()), else_=details)
