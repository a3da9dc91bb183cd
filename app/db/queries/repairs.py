"""What a repair needs to know of seats, members and crossings."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import Range, distinct_on
from sqlalchemy.orm import Session, joinedload

from app.db.models import (
    Absence,
    Assignment,
    BorderWait,
    BorderWaitOverride,
    InterpretingSession,
    Member,
    Offer,
    Plan,
    PlanRun,
    Seat,
    ServiceRequest,
    Site,
)
from app.db.queries.sessions import EARLIEST
from app.domain.borders import ZONE
from app.domain.intervals import Interval
from app.domain.states import LIVE_ASSIGNMENT_STATES, PlanState


def last_asked(session: Session, seats: Collection[int]) -> Sequence[Assignment]:
    """Of seats that nobody has: who was asked last and does not come."""
    was_asked = select(Offer.id).where(Offer.assignment_id == Assignment.id).exists()
    live = Assignment.state.in_(LIVE_ASSIGNMENT_STATES)
    return session.scalars(
        select(Assignment)
        .where(Assignment.seat_id.in_(seats), was_asked, ~live)
        .ext(distinct_on(Assignment.seat_id))
        .order_by(Assignment.seat_id, Assignment.state_changed_at.desc(), Assignment.id.desc())
    ).all()


def asked_before(session: Session, seats: Collection[int]) -> Sequence[tuple[int, int]]:
    """Seat and member of every question that is over, for the time at which its session is held."""
    query = (
        select(Assignment.seat_id, Assignment.member_id)
        .join(Offer, Offer.assignment_id == Assignment.id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .where(
            Assignment.seat_id.in_(seats),
            ~Assignment.state.in_(LIVE_ASSIGNMENT_STATES),
            func.lower(Assignment.period)
            == func.coalesce(InterpretingSession.starts_at, func.lower(Assignment.period)),
        )
        .distinct()
    )
    return [(seat, member) for seat, member in session.execute(query)]


def published_of_days(session: Session, first: date, last: date) -> Sequence[Plan]:
    """Published plans that hold some of the days, with their runs, by day."""
    return session.scalars(
        select(Plan)
        .join(Plan.run)
        .options(joinedload(Plan.run))
        .where(
            Plan.state == PlanState.PUBLISHED,
            PlanRun.first_day <= last,
            PlanRun.last_day >= first,
        )
        .order_by(PlanRun.first_day, Plan.id)
    ).all()


def coming_work(session: Session, member_id: int, span: Interval, now: datetime) -> list[int]:
    """Live assignments of a member that meet the span and have not begun."""
    meets: Range[datetime] = Range(span.start, span.end)
    query = select(Assignment.id).where(
        Assignment.member_id == member_id,
        Assignment.state.in_(LIVE_ASSIGNMENT_STATES),
        Assignment.period.overlaps(meets),
        func.lower(Assignment.period) > now,
    )
    return list(session.scalars(query.order_by(Assignment.id)))


def offers_of(session: Session, assignments: Collection[int]) -> dict[int, int]:
    """Assignment to the number of its newest offer's row."""
    query = select(Offer.assignment_id, func.max(Offer.id)).where(
        Offer.assignment_id.in_(assignments)
    )
    found = session.execute(query.group_by(Offer.assignment_id)).all()
    return {row[0]: row[1] for row in found}


def absences(session: Session, member_id: int, span: Interval) -> list[Interval]:
    """When the member is away already."""
    meets: Range[datetime] = Range(span.start, span.end)
    found = session.scalars(
        select(Absence).where(Absence.member_id == member_id, Absence.period.overlaps(meets))
    )
    return [Interval(a.period.lower or span.start, a.period.upper or span.end) for a in found]


def crossings(session: Session, countries: Sequence[str]) -> list[tuple[int, str, str]]:
    """The crossings between two countries, each way by itself."""
    query = (
        select(BorderWait.crossing_id, BorderWait.from_country, BorderWait.to_country)
        .where(BorderWait.from_country.in_(countries), BorderWait.to_country.in_(countries))
        .distinct()
    )
    return [
        (crossing, a, b)
        for crossing, a, b in session.execute(query.order_by(*query.selected_columns))
    ]


def overrides(
    session: Session, way: tuple[int, str, str], span: Interval
) -> Sequence[BorderWaitOverride]:
    """What is noted already of one crossing for that time."""
    crossing, start, end = way
    return session.scalars(
        select(BorderWaitOverride)
        .where(
            BorderWaitOverride.crossing_id == crossing,
            BorderWaitOverride.from_country == start,
            BorderWaitOverride.to_country == end,
            BorderWaitOverride.period.overlaps(Range(span.start, span.end)),
        )
        .with_for_update()
    ).all()


def day_of_seat(session: Session, seat_id: int) -> date | None:
    """The local day on which its session begins, or may begin first."""
    query = select(EARLIEST).join(Seat, Seat.session_id == InterpretingSession.id)
    found = session.scalar(query.where(Seat.id == seat_id))
    return found.astimezone(ZONE).date() if found else None


def country_of_seat(session: Session, seat_id: int) -> str:
    """The country for which it is; empty where there is no such seat."""
    query = (
        select(ServiceRequest.country_code)
        .join(InterpretingSession, InterpretingSession.request_id == ServiceRequest.id)
        .join(Seat, Seat.session_id == InterpretingSession.id)
    )
    return session.scalar(query.where(Seat.id == seat_id)) or ""


def home_country(session: Session, member_id: int) -> str | None:
    """The country of an active member's home."""
    return session.scalar(
        select(Site.country_code)
        .join(Member, Member.home_site_id == Site.id)
        .where(Member.id == member_id, Member.is_active)
    )


def active_members(session: Session) -> list[tuple[int, int, str]]:
    """Key, number and name of the active members, by name."""
    query = select(Member.id, Member.number, Member.legal_name).where(Member.is_active)
    found = session.execute(query.order_by(Member.legal_name, Member.id))
    return [(key, number, name) for key, number, name in found]


def borders(session: Session) -> list[tuple[str, str]]:
    """Pairs of countries between which there is a crossing."""
    query = select(BorderWait.from_country, BorderWait.to_country).distinct()
    return sorted({(min(a, b), max(a, b)) for a, b in session.execute(query)})
