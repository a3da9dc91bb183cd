"""Jobs that are somebody's and still to come."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session, aliased, contains_eager

from app.db.models import (
    Assignment,
    HostRoom,
    InterpretingSession,
    Member,
    Offer,
    Seat,
    ServiceRequest,
    Site,
)
from app.db.queries.offers import ASSIGNMENT_PARTS
from app.domain.states import AssignmentState, OfferState, RequestState
from app.domain.vocabulary import Modality


@dataclass(frozen=True)
class ComingRow:
    """A confirmed assignment with what decides when its member is reminded."""

    assignment_id: int
    offer_id: int
    member_id: int
    starts_at: datetime
    confirmed_at: datetime
    travel_minutes: int
    modality: Modality
    has_host_room: bool
    home_country: str
    goal_country: str


def coming_rows(session: Session, after: datetime, until: datetime) -> list[ComingRow]:
    """Those that begin after one moment and not after another, in no entities: they may be many."""
    home, place, hub = aliased(Site), aliased(Site), aliased(Site)
    start = func.lower(Assignment.period)
    query = (
        select(
            Assignment.id,
            Offer.id,
            Assignment.member_id,
            start,
            Assignment.state_changed_at,
            Assignment.travel_minutes,
            Assignment.modality,
            Assignment.host_room_id.is_not(None),
            home.country_code,
            func.coalesce(hub.country_code, place.country_code),
        )
        .join(Offer, Offer.assignment_id == Assignment.id)
        .join(Member, Member.id == Assignment.member_id)
        .join(home, home.id == Member.home_site_id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(place, place.id == ServiceRequest.site_id)
        .outerjoin(HostRoom, HostRoom.id == Assignment.host_room_id)
        .outerjoin(hub, hub.id == HostRoom.site_id)
        .where(
            Assignment.state == AssignmentState.CONFIRMED,
            Offer.state == OfferState.ACCEPTED,
            Assignment.period.overlaps(Range(after, until, bounds="[]")),
            start > after,
        )
        .order_by(start, Assignment.id)
    )
    return [ComingRow(*row) for row in session.execute(query)]


def jobs_of_member(session: Session, member_id: int, now: datetime, limit: int) -> list[Offer]:
    """The member's confirmed jobs that have not ended, and what they may still answer, with all
    that hangs on them, the soonest first."""
    is_theirs = (
        (Offer.state == OfferState.ACCEPTED)
        & (Assignment.state == AssignmentState.CONFIRMED)
        & (func.upper(Assignment.period) > now)
    )
    is_open = (
        (Offer.state == OfferState.OPEN)
        & (Offer.expires_at > now)
        & (func.lower(Assignment.period) > now)
        & (ServiceRequest.state == RequestState.ACCEPTED)
        & InterpretingSession.cancelled_at.is_(None)
    )
    query = (
        select(Offer)
        .join(Offer.assignment)
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .options(contains_eager(Offer.assignment).options(*ASSIGNMENT_PARTS))
        .where(Offer.member_id == member_id, or_(is_theirs, is_open))
        .order_by(func.lower(Assignment.period), Offer.id)
        .limit(limit)
    )
    return list(session.scalars(query))
