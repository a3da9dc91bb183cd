"""The rows from which a plan is made, query by query."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session, contains_eager, joinedload, subqueryload

from app.db.models import (
    Assignment,
    DialectSubstitution,
    InterpretingSession,
    Member,
    Offer,
    RoomBooking,
    Seat,
    ServiceRequest,
)
from app.domain.intervals import Interval
from app.domain.states import (
    FILLED_ASSIGNMENT_STATES,
    LIVE_ASSIGNMENT_STATES,
    AssignmentState,
    OfferState,
    RequestState,
)

#: Work so far outside the days may still count: weekly hours and days in a row.
NEIGHBOURHOOD = timedelta(days=8)
#: Meetings of a member and an officer that count for rotation (domain A2 rule 11).
ROTATION = timedelta(days=60)


def sessions_to_plan(span: Interval) -> Select[Any]:
    """Sessions that may start within the span, of requests that were accepted."""
    request = InterpretingSession.request
    return (
        select(InterpretingSession)
        .join(request)
        .options(
            contains_eager(request).joinedload(ServiceRequest.site),
            contains_eager(request).joinedload(ServiceRequest.authority),
            subqueryload(InterpretingSession.seats),
        )
        .where(
            ServiceRequest.state.in_((RequestState.ACCEPTED, RequestState.CLOSED)),
            InterpretingSession.cancelled_at.is_(None),
            InterpretingSession.latest_start >= span.start,
            InterpretingSession.earliest_start < span.end,
        )
        .order_by(InterpretingSession.id)
    )


def _with_session() -> Any:
    path = joinedload(Assignment.seat).joinedload(Seat.session)
    request = path.joinedload(InterpretingSession.request)
    return (
        request.joinedload(ServiceRequest.site),
        request.joinedload(ServiceRequest.authority),
    )


def assignments_near(span: Interval) -> Select[Any]:
    """Live assignments within the span and near it."""
    near: Range[datetime] = Range(span.start - NEIGHBOURHOOD, span.end + NEIGHBOURHOOD)
    return (
        select(Assignment)
        .options(joinedload(Assignment.member), *_with_session())
        .where(Assignment.state.in_(LIVE_ASSIGNMENT_STATES), Assignment.period.overlaps(near))
        .order_by(Assignment.id)
    )


MEMBER_PARTS = (
    Member.roles,
    Member.languages,
    Member.procedures,
    Member.trainings,
    Member.vettings,
    Member.permits,
    Member.modalities,
    Member.availabilities,
    Member.absences,
    Member.rates,
)


def members_to_plan(served: set[int]) -> Select[Any]:
    """The active members, and those who have work in any case."""
    parts = [subqueryload(part) for part in MEMBER_PARTS]
    wanted = or_(Member.is_active, Member.id.in_(served))
    return (
        select(Member)
        .options(joinedload(Member.home_site), *parts)
        .where(wanted)
        .order_by(Member.id)
    )


def refusals_of(session: Session, sessions: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Members and sessions they said no to, or withdrew from."""
    query = (
        select(Assignment.member_id, Seat.session_id)
        .join(Assignment.seat)
        .outerjoin(Offer, Offer.assignment_id == Assignment.id)
        .where(
            Seat.session_id.in_(sessions),
            or_(
                Offer.state == OfferState.DECLINED,
                Assignment.state == AssignmentState.WITHDRAWN,
            ),
        )
        .distinct()
        .order_by(Assignment.member_id, Seat.session_id)
    )
    return [(member, meeting) for member, meeting in session.execute(query)]


def history_of(sessions: Sequence[InterpretingSession], span: Interval) -> Select[Any]:
    """Filled seats of the same cases, and of the same officers lately."""
    requests = [s.request for s in sessions]
    met = ServiceRequest.officer_id.in_({r.officer_id for r in requests if r.officer_id})
    lately = func.upper(Assignment.period) >= span.start - ROTATION
    same_case = ServiceRequest.case_ref.in_({r.case_ref for r in requests})
    return (
        select(Assignment)
        .join(Assignment.seat)
        .join(Seat.session)
        .join(InterpretingSession.request)
        .options(*_with_session())
        .where(
            Assignment.state.in_(FILLED_ASSIGNMENT_STATES),
            or_(same_case, met & lately),
        )
        .order_by(Assignment.id)
    )


def bookings_during(span: Interval) -> Select[Any]:
    """Host rooms taken in the span."""
    during: Range[datetime] = Range(span.start, span.end)
    return (
        select(RoomBooking)
        .where(RoomBooking.released_at.is_(None), RoomBooking.period.overlaps(during))
        .order_by(RoomBooking.id)
    )


def all_substitutions() -> Select[Any]:
    """How well who interprets one dialect serves speakers of another."""
    return select(DialectSubstitution).order_by(
        DialectSubstitution.applicant_dialect, DialectSubstitution.interpreter_dialect
    )
