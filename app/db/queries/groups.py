"""The places of a session, and the yeses that wait for each other."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from app.db.models import Assignment, HostRoom, Offer, RoomBooking, Seat
from app.db.queries.offers import ASSIGNMENT_PARTS
from app.domain.groups import Place
from app.domain.states import FILLED_ASSIGNMENT_STATES, LIVE_OFFER_STATES, OfferState


def places(session: Session, meeting_id: int, chosen: int) -> list[Place]:
    """Every seat of the session; that of the assignment ``chosen`` as if it had said yes."""
    seats = session.scalars(select(Seat).where(Seat.session_id == meeting_id).order_by(Seat.id))
    ready = _ready(session, meeting_id, chosen)
    return [Place(seat.id, seat.role, seat.relay_id, seat.id in ready) for seat in seats]


def _ready(session: Session, meeting_id: int, chosen: int) -> set[int]:
    """Seats that are filled, or have a yes with all that it takes."""
    has_yes = (Assignment.id == chosen) | (
        (Offer.state == OfferState.HELD) & ~Assignment.is_standby
    )
    query = (
        select(Assignment.seat_id, Assignment.id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .outerjoin(Offer, Offer.assignment_id == Assignment.id)
        .where(Seat.session_id == meeting_id)
        .where(Assignment.state.in_(FILLED_ASSIGNMENT_STATES) | has_yes)
    )
    rows = session.execute(query).all()
    unapproved = _unapproved(session, {row.id for row in rows})
    return {row.seat_id for row in rows if row.id not in unapproved}


def _unapproved(session: Session, assignment_ids: Collection[int]) -> set[int]:
    """Those whose host room waits for its authority."""
    query = (
        select(Assignment.id)
        .join(HostRoom, HostRoom.id == Assignment.host_room_id)
        .outerjoin(
            RoomBooking,
            (RoomBooking.assignment_id == Assignment.id) & RoomBooking.released_at.is_(None),
        )
        .where(
            Assignment.id.in_(assignment_ids),
            HostRoom.needs_approval,
            RoomBooking.approved_at.is_(None),
        )
    )
    return set(session.scalars(query))


def held(session: Session, meeting_id: int) -> list[Offer]:
    """The yeses of the session that wait, with their assignments and all that hangs on them."""
    query = (
        select(Offer)
        .join(Offer.assignment)
        .join(Seat, Seat.id == Assignment.seat_id)
        .where(
            Seat.session_id == meeting_id,
            Offer.state == OfferState.HELD,
            ~Assignment.is_standby,
        )
        .options(contains_eager(Offer.assignment).options(*ASSIGNMENT_PARTS))
        .order_by(Assignment.seat_id)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def latest_deadline(session: Session, meeting_id: int) -> datetime | None:
    """Until when the last of those who are asked for the session may answer."""
    query = (
        select(func.max(Offer.expires_at))
        .join(Assignment, Assignment.id == Offer.assignment_id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .where(Seat.session_id == meeting_id, Offer.state.in_(LIVE_OFFER_STATES))
    )
    return session.scalar(query)
