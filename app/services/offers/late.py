"""A yes that comes after its time: kept, and where the seat is still free a new chance."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Assignment, Offer, RoomBooking
from app.db.queries import locks, rivals
from app.db.queries import offers as queries
from app.domain.actors import Actor
from app.domain.errors import ConflictError
from app.domain.messages import MessageKind
from app.domain.offers import Standing
from app.domain.states import AssignmentState, OfferState
from app.services import audit
from app.services.messages import about_offer, write_messages
from app.services.offers.answering import accept
from app.services.offers.ending import end_unanswered
from app.services.offers.opening import make_offers
from app.services.offers.standing import locked_offer, standing_of


def say_yes(session: Session, actor: Actor, now: datetime, offer_id: int) -> Offer:
    """What a member's yes comes to: the same offer, accepted or held, or a new one to be answered
    where the time of this one is over and the seat still free.

    Raises ConflictError where neither is possible, after telling the member kindly that the seat
    is filled.
    """
    try:
        with session.begin_nested():
            return accept(session, actor, now, offer_id)
    except ConflictError:
        session.expire_all()
        again = ask_again(session, actor, now, offer_id)
        if again is None:
            raise
        return again


def ask_again(session: Session, actor: Actor, now: datetime, offer_id: int) -> Offer | None:
    """A new offer for the job of one that has expired, to the same member, if nobody has the seat
    and the member's time is free; None else. The late yes stays on record."""
    offer, actor = locked_offer(session, actor, offer_id)
    if not is_still_free(session, offer, standing_of(session, offer, now), now):
        return None
    details = {"assignment": offer.assignment_id}
    audit.record(session, actor, now, "offer.late_yes", "offer", offer.id, **details)
    locks.lock_members(session, [offer.member_id])
    if offer.state is not OfferState.EXPIRED:
        end_unanswered(session, now, offer)
    row = _same_again(session, now, offer.assignment)
    if row is None:
        return None
    opened = {"from": None, "seat": row.seat_id}
    audit.record(session, actor, now, "assignment.offered", "assignment", row.id, **opened)
    (again,) = make_offers(session, actor, now, queries.assignments_with_parts(session, [row.id]))
    return again


def is_still_free(session: Session, offer: Offer, standing: Standing, now: datetime) -> bool:
    """Whether a late yes to the offer, which stands so, could become a new chance."""
    return (
        standing is Standing.EXPIRED
        and offer.held_at is None
        and now < offer.assignment.span.start
        and rivals.may_be_asked_again(session, offer)
    )


def tell_filled(session: Session, now: datetime, offer: Offer) -> bool:
    """Say kindly, by text, that the seat is filled; False where it is not."""
    if standing_of(session, offer, now) is not Standing.FILLED:
        return False
    until = offer.assignment.span.start
    filled = about_offer(offer.member_id, MessageKind.FILLED, offer.id, until)
    write_messages(session, now, [filled])
    return True


def _same_again(session: Session, now: datetime, before: Assignment) -> Assignment | None:
    """The member in the seat once more; None where their time or the host room is taken."""
    row = Assignment(
        seat_id=before.seat_id,
        member_id=before.member_id,
        state=AssignmentState.OFFERED,
        is_standby=before.is_standby,
        modality=before.modality,
        host_room_id=before.host_room_id,
        period=before.period,
        travel_minutes=before.travel_minutes,
        travel_kilometres=before.travel_kilometres,
        cost_cents=before.cost_cents,
        state_changed_at=now,
    )
    booking = queries.booking_of(session, before.id)
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
            if booking is not None:
                _book(session, row, booking)
    except IntegrityError:
        return None
    return row


def _book(session: Session, row: Assignment, before: RoomBooking) -> None:
    booking = RoomBooking(
        host_room_id=before.host_room_id, assignment_id=row.id, period=before.period
    )
    session.add(booking)
    session.flush()
