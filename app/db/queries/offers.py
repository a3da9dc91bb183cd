"""Offers with what belongs to them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, joinedload

from app.db.models import (
    Assignment,
    HostRoom,
    InterpretingSession,
    Member,
    Offer,
    RoomBooking,
    Seat,
    ServiceRequest,
    Site,
)
from app.domain.states import LIVE_OFFER_STATES, OfferState

_request = (
    joinedload(Assignment.seat).joinedload(Seat.session).joinedload(InterpretingSession.request)
)
#: An assignment with its member, session, request, site and country.
ASSIGNMENT_PARTS = (
    _request.joinedload(ServiceRequest.site).joinedload(Site.country),
    _request.joinedload(ServiceRequest.procedure),
    joinedload(Assignment.member).joinedload(Member.home_site).joinedload(Site.country),
    joinedload(Assignment.host_room).joinedload(HostRoom.site),
)


def offer_with_parts(session: Session, offer_id: int) -> Offer | None:
    """The offer as it is in the database now, with its assignment and all that hangs on it."""
    parts = joinedload(Offer.assignment)
    return session.scalar(
        select(Offer)
        .where(Offer.id == offer_id)
        .options(parts.options(*ASSIGNMENT_PARTS))
        .execution_options(populate_existing=True)
    )


def assignments_with_parts(session: Session, ids: Collection[int]) -> list[Assignment]:
    """Assignments as they are in the database now, by id."""
    return list(
        session.scalars(
            select(Assignment)
            .where(Assignment.id.in_(ids))
            .options(*ASSIGNMENT_PARTS)
            .order_by(Assignment.id)
            .execution_options(populate_existing=True)
        )
    )


def live_offers(session: Session, assignment_ids: Collection[int]) -> list[Offer]:
    """Offers of these assignments that may still be answered."""
    return list(
        session.scalars(
            select(Offer)
            .where(Offer.assignment_id.in_(assignment_ids), Offer.state.in_(LIVE_OFFER_STATES))
            .order_by(Offer.id)
            .execution_options(populate_existing=True)
        )
    )


def overdue_offers(session: Session, now: datetime, limit: int) -> list[Offer]:
    """Live offers past their deadline; their seats are locked, those that others hold left out."""
    is_overdue = Offer.state.in_(LIVE_OFFER_STATES) & (Offer.expires_at <= now)
    seat_of = select(Offer.id, Assignment.seat_id).join(Offer.assignment).where(is_overdue)
    due = session.execute(seat_of.order_by(Offer.expires_at, Offer.id).limit(limit)).all()
    free = (
        select(Seat.id)
        .where(Seat.id.in_({row.seat_id for row in due}))
        .order_by(Seat.id)
        .with_for_update(key_share=True, skip_locked=True)
    )
    locked = set(session.scalars(free))
    ids = [row.id for row in due if row.seat_id in locked]
    # Read again: a seat's last holder may have ended its offers before letting go.
    return list(
        session.scalars(
            select(Offer)
            .where(Offer.id.in_(ids), is_overdue)
            .order_by(Offer.id)
            .execution_options(populate_existing=True)
        )
    )


def told_offers(session: Session, assignment_ids: Collection[int]) -> list[Offer]:
    """Offers of these assignments that wait for an answer or were accepted."""
    states = (*LIVE_OFFER_STATES, OfferState.ACCEPTED)
    return list(
        session.scalars(
            select(Offer)
            .where(Offer.assignment_id.in_(assignment_ids), Offer.state.in_(states))
            .order_by(Offer.id)
        )
    )


def live_offers_of_member(session: Session, member_id: int, moment: datetime) -> list[Offer]:
    """The member's live offers that were open at that moment."""
    return list(
        session.scalars(
            select(Offer)
            .where(Offer.member_id == member_id, Offer.state.in_(LIVE_OFFER_STATES))
            .where(Offer.opens_at <= moment)
            .order_by(Offer.id)
        )
    )


def latest_offer_of_number(
    session: Session, member_id: int, number: int, moment: datetime
) -> Offer | None:
    """The member's newest offer of that number then: numbers come round again."""
    return session.scalar(
        select(Offer)
        .where(Offer.member_id == member_id, Offer.number == number)
        .where(Offer.opens_at <= moment)
        .order_by(Offer.id.desc())
        .limit(1)
    )


def live_of_seat(session: Session, seat_id: int) -> list[Offer]:
    """Offers of the seat itself that may still be answered."""
    query = (
        select(Offer)
        .join(Offer.assignment)
        .where(
            Assignment.seat_id == seat_id,
            ~Assignment.is_standby,
            Offer.state.in_(LIVE_OFFER_STATES),
        )
    )
    return list(session.scalars(query.order_by(Offer.id)))


def numbers_of_members(
    session: Session, member_ids: Collection[int]
) -> tuple[dict[int, int], dict[int, set[int]]]:
    """Of each member the number of the last offer, and those of the live ones."""
    last = session.execute(
        select(Offer.member_id, Offer.number)
        .where(Offer.member_id.in_(member_ids))
        .ext(distinct_on(Offer.member_id))
        .order_by(Offer.member_id, Offer.id.desc())
    )
    taken: dict[int, set[int]] = {}
    live = select(Offer.member_id, Offer.number).where(
        Offer.member_id.in_(member_ids), Offer.state.in_(LIVE_OFFER_STATES)
    )
    for member_id, number in session.execute(live):
        taken.setdefault(member_id, set()).add(number)
    return {row.member_id: row.number for row in last}, taken


def booking_of(session: Session, assignment_id: int) -> RoomBooking | None:
    """The host room that was taken for the assignment."""
    return session.scalar(select(RoomBooking).where(RoomBooking.assignment_id == assignment_id))
