"""Everything a plan of some days depends on, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session, contains_eager, joinedload, subqueryload

from app.db.models import (
    Assignment,
    BorderWait,
    BorderWaitOverride,
    Country,
    DialectSubstitution,
    InterpretingSession,
    Member,
    Offer,
    ProcedurePolicy,
    Recusal,
    Road,
    RoomBooking,
    Seat,
    ServiceRequest,
    Site,
)
from app.domain.intervals import Interval
from app.domain.lifecycles import (
    FILLED_ASSIGNMENT_STATES,
    LIVE_ASSIGNMENT_STATES,
    AssignmentState,
    OfferState,
    RequestState,
)

#: Work so far outside the days may still count: weekly hours and days in a row.
NEIGHBOURHOOD = timedelta(days=8)
#: Meetings of a member and an officer that count for rotation (domain A2 rule 11).
ROTATION = timedelta(days=60)


@dataclass(frozen=True)
class Rows:
    """What the database says. Every list has a fixed order."""

    sessions: Sequence[InterpretingSession]
    assignments: Sequence[Assignment]
    members: Sequence[Member]
    refusals: Sequence[tuple[int, int]]
    """Member and session: who said no, or withdrew, is not asked again."""
    history: Sequence[Assignment]
    """Filled seats of the same cases, and of the same officers lately."""
    recusals: Sequence[Recusal]
    countries: Sequence[Country]
    sites: Sequence[Site]
    roads: Sequence[Road]
    waits: Sequence[BorderWait]
    overrides: Sequence[BorderWaitOverride]
    bookings: Sequence[RoomBooking]
    policies: Sequence[ProcedurePolicy]
    substitutions: Sequence[DialectSubstitution]


def read(session: Session, span: Interval) -> Rows:
    """The rows for planning the days in ``span``, as they are now in the caller's transaction.

    They are read apart from what the session knows already, which may be older.
    """
    session.flush()
    with Session(session.connection(), join_transaction_mode="rollback_only") as apart:
        return _read(apart, span)


def _read(session: Session, span: Interval) -> Rows:
    sessions = _all(session, _sessions(span))
    assignments = _all(session, _assignments(span))
    served = {a.member_id for a in assignments}
    return Rows(
        sessions=sessions,
        assignments=assignments,
        members=_all(session, _members(served)),
        refusals=_refusals(session, [s.id for s in sessions]),
        history=_all(session, _history(sessions, span)),
        recusals=_all(session, select(Recusal).order_by(Recusal.id)),
        countries=_all(session, select(Country).order_by(Country.code)),
        sites=_all(session, select(Site).options(subqueryload(Site.host_rooms)).order_by(Site.id)),
        roads=_all(session, select(Road).order_by(Road.from_site_id, Road.to_site_id)),
        waits=_all(session, select(BorderWait)),
        overrides=_all(session, select(BorderWaitOverride).order_by(BorderWaitOverride.id)),
        bookings=_all(session, _bookings(span)),
        policies=_all(session, select(ProcedurePolicy).order_by(ProcedurePolicy.id)),
        substitutions=_all(session, _substitutions()),
    )


def _all(session: Session, query: Select[Any]) -> Sequence[Any]:
    return session.scalars(query).unique().all()


def _sessions(span: Interval) -> Select[Any]:
    """Sessions that may start within the span, of requests that were accepted."""
    request = InterpretingSession.request
    return (
        select(InterpretingSession)
        .join(request)
        .options(
            contains_eager(request).joinedload(ServiceRequest.site),
            contains_eager(request).joinedload(ServiceRequest.authority),
            subqueryload(InterpretingSession.seats),
        )
        .where(
            ServiceRequest.state.in_((RequestState.ACCEPTED, RequestState.CLOSED)),
            InterpretingSession.cancelled_at.is_(None),
            InterpretingSession.latest_start >= span.start,
            InterpretingSession.earliest_start < span.end,
        )
        .order_by(InterpretingSession.id)
    )


def _with_session() -> Any:
    path = joinedload(Assignment.seat).joinedload(Seat.session)
    request = path.joinedload(InterpretingSession.request)
    return (
        request.joinedload(ServiceRequest.site),
        request.joinedload(ServiceRequest.authority),
    )


def _assignments(span: Interval) -> Select[Any]:
    """Live assignments within the span and near it."""
    near: Range[datetime] = Range(span.start - NEIGHBOURHOOD, span.end + NEIGHBOURHOOD)
    return (
        select(Assignment)
        .options(joinedload(Assignment.member), *_with_session())
        .where(Assignment.state.in_(LIVE_ASSIGNMENT_STATES), Assignment.period.overlaps(near))
        .order_by(Assignment.id)
    )


MEMBER_PARTS = (
    Member.roles,
    Member.languages,
    Member.procedures,
    Member.trainings,
    Member.vettings,
    Member.permits,
    Member.modalities,
    Member.availabilities,
    Member.absences,
    Member.rates,
)


def _members(served: set[int]) -> Select[Any]:
    """The active members, and those who have work in any case."""
    parts = [subqueryload(part) for part in MEMBER_PARTS]
    wanted = or_(Member.is_active, Member.id.in_(served))
    return (
        select(Member)
        .options(joinedload(Member.home_site), *parts)
        .where(wanted)
        .order_by(Member.id)
    )


def _refusals(session: Session, sessions: Sequence[int]) -> Sequence[tuple[int, int]]:
    query = (
        select(Assignment.member_id, Seat.session_id)
        .join(Assignment.seat)
        .outerjoin(Offer, Offer.assignment_id == Assignment.id)
        .where(
            Seat.session_id.in_(sessions),
            or_(
                Offer.state == OfferState.DECLINED,
                Assignment.state == AssignmentState.WITHDRAWN,
            ),
        )
        .distinct()
        .order_by(Assignment.member_id, Seat.session_id)
    )
    return [(member, meeting) for member, meeting in session.execute(query)]


def _history(sessions: Sequence[InterpretingSession], span: Interval) -> Select[Any]:
    requests = [s.request for s in sessions]
    met = ServiceRequest.officer_id.in_({r.officer_id for r in requests if r.officer_id})
    lately = func.upper(Assignment.period) >= span.start - ROTATION
    same_case = ServiceRequest.case_ref.in_({r.case_ref for r in requests})
    return (
        select(Assignment)
        .join(Assignment.seat)
        .join(Seat.session)
        .join(InterpretingSession.request)
        .options(*_with_session())
        .where(
            Assignment.state.in_(FILLED_ASSIGNMENT_STATES),
            or_(same_case, met & lately),
        )
        .order_by(Assignment.id)
    )


def _bookings(span: Interval) -> Select[Any]:
    during: Range[datetime] = Range(span.start, span.end)
    return (
        select(RoomBooking)
        .where(RoomBooking.released_at.is_(None), RoomBooking.period.overlaps(during))
        .order_by(RoomBooking.id)
    )


def _substitutions() -> Select[Any]:
    return select(DialectSubstitution).order_by(
        DialectSubstitution.applicant_dialect, DialectSubstitution.interpreter_dialect
    )
