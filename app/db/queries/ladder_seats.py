"""Seats that are searched for: whether they are filled, and where a search may begin."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.db.models import (
    Assignment,
    InterpretingSession,
    Ladder,
    LadderException,
    LadderPolicy,
    Offer,
    Plan,
    Seat,
    ServiceRequest,
    UncoveredSeat,
)
from app.db.queries.sessions import IS_DUE, LATEST
from app.domain.states import (
    FILLED_ASSIGNMENT_STATES,
    LIVE_ASSIGNMENT_STATES,
    LadderState,
    OfferState,
    PlanState,
)


def is_filled(session: Session, seat_id: int) -> bool:
    """Whether somebody has the seat, or a whole relay stands in for it."""
    own = session.get_one(Seat, seat_id)
    rows = seats_of_session(session, own.session_id)
    filled = set(
        session.scalars(
            select(Assignment.seat_id).where(
                Assignment.seat_id.in_([row.id for row in rows]),
                Assignment.state.in_(FILLED_ASSIGNMENT_STATES),
            )
        )
    )
    chains: dict[int, list[bool]] = {}
    for row in rows:
        if row.relay_id is not None and row.role is own.role and own.relay_id is None:
            chains.setdefault(row.relay_id, []).append(row.id in filled)
    return seat_id in filled or any(all(legs) for legs in chains.values())


def seats_to_begin(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Seats nobody has or is asked for, where searches may begin by themselves: whoever was asked
    has not come, or a published plan found nobody. No search was made for them since."""
    live = exists().where(
        Assignment.seat_id == Seat.id, Assignment.state.in_(LIVE_ASSIGNMENT_STATES)
    )
    was_asked = (
        exists()
        .where(Offer.assignment_id == Assignment.id, Assignment.seat_id == Seat.id)
        .correlate(Seat)
    )
    left_empty = (
        exists()
        .where(UncoveredSeat.seat_id == Seat.id, UncoveredSeat.plan_id == Plan.id)
        .where(Plan.state == PlanState.PUBLISHED)
        .correlate(Seat)
    )
    query = (
        _open_seats(now)
        .where(~live, was_asked | left_empty, ~_was_searched())
        .order_by(InterpretingSession.earliest_start, Seat.id)
    )
    return session.scalars(query.limit(limit)).all()


def _open_seats(now: datetime) -> Select[int]:
    allowed = func.coalesce(LadderException.moves_on, LadderPolicy.moves_on, False)
    return (
        select(Seat.id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .outerjoin(LadderException, LadderException.authority_id == ServiceRequest.authority_id)
        .outerjoin(LadderPolicy, LadderPolicy.country_code == ServiceRequest.country_code)
        .where(
            allowed,
            IS_DUE,
            now < LATEST,
            Seat.relay_id.is_(None),
        )
    )


def _was_searched() -> Any:
    """A search is under way, was stopped by a person, or ended after the last change there."""
    later = aliased(Assignment)
    changed_since = exists().where(
        later.seat_id == Ladder.seat_id, later.state_changed_at > Ladder.ended_at
    )
    is_over = Ladder.ended_at.is_not(None) & (Ladder.state != LadderState.STOPPED)
    return (
        exists().where(Ladder.seat_id == Seat.id).where(~(is_over & changed_since)).correlate(Seat)
    )


def seats_of_session(session: Session, meeting_id: int) -> Sequence[Seat]:
    return session.scalars(
        select(Seat).where(Seat.session_id == meeting_id).order_by(Seat.id)
    ).all()


def waiting_standbys(session: Session) -> Sequence[int]:
    """Seats that nobody has any more, and for which a stand-in has said yes."""
    other = aliased(Assignment)
    filled = exists().where(
        other.seat_id == Assignment.seat_id, other.state.in_(FILLED_ASSIGNMENT_STATES)
    )
    query = (
        select(Assignment.seat_id)
        .join(Offer, Offer.assignment_id == Assignment.id)
        .where(Assignment.is_standby, Offer.state == OfferState.HELD, ~filled)
        .distinct()
    )
    return session.scalars(query).all()


def seat_with_request(session: Session, seat_id: int) -> Seat | None:
    """The seat with its session and request, as they are now."""
    return session.scalar(
        select(Seat)
        .where(Seat.id == seat_id)
        .options(joinedload(Seat.session).joinedload(InterpretingSession.request))
        .execution_options(populate_existing=True)
    )


def is_promised(session: Session, meeting_id: int) -> bool:
    """Whether anybody is asked for the session, or has a seat of it."""
    query = (
        select(Assignment.id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .where(Seat.session_id == meeting_id, Assignment.state.in_(LIVE_ASSIGNMENT_STATES))
    )
    return session.scalar(query.limit(1)) is not None
