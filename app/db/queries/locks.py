"""The locks that put rivals in order."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Assignment, Member, Offer, RoomBooking, Seat


def lock_seats(session: Session, seat_ids: Iterable[int]) -> None:
    """Wait until nobody else changes who has these seats; first thing in every such act."""
    session.execute(
        select(Seat.id)
        .where(Seat.id.in_(set(seat_ids)))
        .order_by(Seat.id)
        .with_for_update(key_share=True)
    )


def lock_seat_of_offer(session: Session, offer_id: int) -> None:
    """Wait until nobody else changes who has the offer's seat, or another of its session: a yes
    may count only together with theirs."""
    meeting = (
        select(Seat.session_id)
        .join(Assignment, Assignment.seat_id == Seat.id)
        .join(Offer, Offer.assignment_id == Assignment.id)
        .where(Offer.id == offer_id)
        .scalar_subquery()
    )
    lock_seats(session, session.scalars(select(Seat.id).where(Seat.session_id == meeting)))


def lock_members(session: Session, member_ids: Iterable[int]) -> None:
    """Wait until nobody else numbers offers of these members."""
    session.execute(
        select(Member.id)
        .where(Member.id.in_(set(member_ids)))
        .order_by(Member.id)
        .with_for_update(key_share=True)
    )


def lock_session_of_booking(session: Session, booking_id: int) -> int | None:
    """The session for which a room is taken, its seats locked."""
    meeting = session.scalar(
        select(Seat.session_id)
        .join(Assignment, Assignment.seat_id == Seat.id)
        .join(RoomBooking, RoomBooking.assignment_id == Assignment.id)
        .where(RoomBooking.id == booking_id)
    )
    lock_seats(session, session.scalars(select(Seat.id).where(Seat.session_id == meeting)))
    return meeting
