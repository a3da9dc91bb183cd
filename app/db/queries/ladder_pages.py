"""What pages tell of searches."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.db.models import (
    Assignment,
    Country,
    HostRoom,
    InterpretingSession,
    Ladder,
    LadderException,
    LadderPolicy,
    RoomBooking,
    Seat,
    ServiceRequest,
    Site,
)
from app.db.queries.ladders import newest_of_seats
from app.db.queries.sessions import IS_DUE, LATEST
from app.domain.states import FILLED_ASSIGNMENT_STATES, LIVE_ASSIGNMENT_STATES


@dataclass(frozen=True)
class RoomToApprove:
    """A host room whose authority has to approve its use."""

    booking_id: int
    room: str
    site: str


def newest(session: Session, seat_ids: Collection[int]) -> dict[int, Ladder]:
    return newest_of_seats(session, seat_ids)


def that_go_on(session: Session, seat_ids: Collection[int]) -> set[int]:
    """Seats whose searches begin and go on by themselves."""
    allowed = func.coalesce(LadderException.moves_on, LadderPolicy.moves_on, False)
    query = (
        select(Seat.id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .outerjoin(LadderException, LadderException.authority_id == ServiceRequest.authority_id)
        .outerjoin(LadderPolicy, LadderPolicy.country_code == ServiceRequest.country_code)
        .where(Seat.id.in_(seat_ids), allowed)
    )
    return set(session.scalars(query))


def that_may_be_searched(session: Session, seat_ids: Collection[int], now: datetime) -> set[int]:
    """Seats of sessions to come that nobody has."""
    filled = (
        exists()
        .where(Assignment.seat_id == Seat.id, Assignment.state.in_(FILLED_ASSIGNMENT_STATES))
        .correlate(Seat)
    )
    query = (
        select(Seat.id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .where(
            Seat.id.in_(seat_ids),
            IS_DUE,
            now < LATEST,
            ~filled,
        )
    )
    return set(session.scalars(query))


def rooms_to_approve(session: Session, seat_ids: Collection[int]) -> dict[int, list[RoomToApprove]]:
    """Seat to the host rooms that wait for their authority's word."""
    query = (
        select(Assignment.seat_id, RoomBooking.id, HostRoom.name, Site.name)
        .join(RoomBooking, RoomBooking.assignment_id == Assignment.id)
        .join(HostRoom, HostRoom.id == RoomBooking.host_room_id)
        .join(Site, Site.id == HostRoom.site_id)
        .where(
            Assignment.seat_id.in_(seat_ids),
            Assignment.state.in_(LIVE_ASSIGNMENT_STATES),
            HostRoom.needs_approval,
            RoomBooking.approved_at.is_(None),
            RoomBooking.released_at.is_(None),
        )
        .order_by(RoomBooking.id)
    )
    found: dict[int, list[RoomToApprove]] = defaultdict(list)
    for seat_id, booking_id, room, site in session.execute(query):
        found[seat_id].append(RoomToApprove(booking_id, room, site))
    return found


def seats(session: Session, seat_ids: Collection[int]) -> list[Seat]:
    return list(session.scalars(select(Seat).where(Seat.id.in_(seat_ids))))


def moving_countries(session: Session) -> dict[str, str]:
    """Country to how its searches go on by themselves: ``mends`` plans first, or only ``asks``.
    Others do not."""
    rows = session.scalars(select(LadderPolicy).where(LadderPolicy.moves_on))
    return {row.country_code: "mends" if row.mends else "asks" for row in rows}


def country_names(session: Session) -> dict[str, str]:
    rows = session.execute(select(Country.code, Country.name))
    return {row.code: row.name for row in rows}
