"""Who and what stands against an offer: others asked for its seat, vetting, leave."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.db.models import Absence, Assignment, Member, Offer, Vetting
from app.domain.states import (
    FILLED_ASSIGNMENT_STATES,
    LIVE_ASSIGNMENT_STATES,
    AssignmentState,
    OfferState,
)


def rivals(session: Session, offer: Offer) -> list[Assignment]:
    """Other live assignments of the offer's seat, with their members."""
    return list(
        session.scalars(
            select(Assignment)
            .where(
                Assignment.seat_id == offer.assignment.seat_id,
                Assignment.id != offer.assignment_id,
                Assignment.state == AssignmentState.OFFERED,
                Assignment.is_standby.is_(offer.assignment.is_standby),
            )
            .order_by(Assignment.id)
        )
    )


def offered_of_seats(session: Session, seat_ids: Collection[int]) -> list[Assignment]:
    """Assignments of these seats that are offered."""
    query = select(Assignment).where(
        Assignment.seat_id.in_(seat_ids), Assignment.state == AssignmentState.OFFERED
    )
    return list(session.scalars(query.order_by(Assignment.id)))


def is_filled_by_other(session: Session, assignment: Assignment) -> bool:
    """Whether another assignment has the seat for good. A stand-in asks for none."""
    if assignment.is_standby:
        return False
    return bool(
        session.scalar(
            select(
                exists().where(
                    Assignment.seat_id == assignment.seat_id,
                    Assignment.id != assignment.id,
                    Assignment.state.in_(FILLED_ASSIGNMENT_STATES),
                )
            )
        )
    )


def has_held_rival(session: Session, assignment: Assignment) -> bool:
    """Whether another has said a yes to the seat that waits for one to another seat."""
    query = (
        select(Offer.id)
        .join(Assignment, Assignment.id == Offer.assignment_id)
        .where(
            Assignment.seat_id == assignment.seat_id,
            Assignment.id != assignment.id,
            Assignment.is_standby.is_(assignment.is_standby),
            Offer.state == OfferState.HELD,
        )
    )
    return session.scalar(query.limit(1)) is not None


def is_vetted(session: Session, member_id: int, country: str, day: date) -> bool:
    """Whether the member is of the pool and the country's clearance of them holds on that day."""
    valid = exists().where(
        Member.id == member_id,
        Member.is_active,
        Vetting.member_id == Member.id,
        Vetting.country_code == country,
        Vetting.vetted_on <= day,
        Vetting.expires_on > day,
    )
    return bool(session.scalar(select(valid)))


def is_absent(session: Session, assignment: Assignment) -> bool:
    """Whether the member is on leave during the session."""
    away = exists().where(
        Absence.member_id == assignment.member_id, Absence.period.overlaps(assignment.period)
    )
    return bool(session.scalar(select(away)))


def may_be_asked_again(session: Session, offer: Offer) -> bool:
    """Whether the member of an offer that is over has no other live one for the seat, and the
    session is still held at the time they were asked for."""
    live = exists().where(
        Assignment.id != offer.assignment_id,
        Assignment.seat_id == offer.assignment.seat_id,
        Assignment.member_id == offer.member_id,
        Assignment.state.in_(LIVE_ASSIGNMENT_STATES),
    )
    begins = offer.assignment.seat.session.starts_at
    is_same_time = begins is None or begins == offer.assignment.span.start
    return is_same_time and not session.scalar(select(live))
