"""Offers with what belongs to them, and the locks that put rivals in order."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, joinedload

from app.db.models import (
    Absence,
    Assignment,
    CalendarException,
    Dialect,
    HostRoom,
    InterpretingSession,
    Member,
    Offer,
    RoomBooking,
    Seat,
    ServiceRequest,
    Site,
    Vetting,
)
from app.domain.calendars import WorkingCalendar
from app.domain.lifecycles import (
    FILLED_ASSIGNMENT_STATES,
    LIVE_ASSIGNMENT_STATES,
    LIVE_OFFER_STATES,
    AssignmentState,
    OfferState,
)

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


def languages_of_dialects(session: Session, codes: Collection[str]) -> set[str]:
    """The languages to which these dialects belong."""
    return set(session.scalars(select(Dialect.language_code).where(Dialect.code.in_(codes))))


def dialect_with_language(session: Session, code: str) -> Dialect:
    return session.scalars(
        select(Dialect).where(Dialect.code == code).options(joinedload(Dialect.language))
    ).one()


def dialects_with_language(session: Session, codes: Collection[str]) -> dict[str, Dialect]:
    """These dialects by code, with their languages."""
    asked = select(Dialect).where(Dialect.code.in_(codes)).options(joinedload(Dialect.language))
    return {dialect.code: dialect for dialect in session.scalars(asked)}


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


def working_calendars(
    session: Session, countries: Collection[str]
) -> Mapping[str, WorkingCalendar]:
    """The working calendar of each country, with its own exceptions."""
    exceptions: dict[str, dict[date, bool]] = {code: {} for code in countries}
    rows = select(CalendarException).where(CalendarException.country_code.in_(countries))
    for row in session.scalars(rows):
        exceptions[row.country_code][row.day] = row.is_working_day
    return {code: WorkingCalendar(code, days) for code, days in exceptions.items()}


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


def booking_of(session: Session, assignment_id: int) -> RoomBooking | None:
    """The host room that was taken for the assignment."""
    return session.scalar(select(RoomBooking).where(RoomBooking.assignment_id == assignment_id))


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
