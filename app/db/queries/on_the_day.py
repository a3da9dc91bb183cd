"""The day of sessions: who is expected, who is there, and what was recorded; plain columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Date, Select, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from app.db.models import (
    Assignment,
    Attendance,
    InterpretingSession,
    Member,
    Offer,
    OutcomeRecord,
    ProcedurePolicy,
    Seat,
    ServiceRequest,
    Site,
)
from app.domain.lifecycles import AssignmentState, OfferState, RequestState
from app.domain.on_the_day import (
    CLOSED_AFTER,
    STANDBY_LEAD,
    DayFacts,
    Presence,
    WaitingTerms,
    presence,
)
from app.domain.vocabulary import ActorKind, Modality, Outcome, Role

#: Assignments that have a day: given back, released and cancelled ones have none.
DAY_STATES = (AssignmentState.CONFIRMED, AssignmentState.SERVED, AssignmentState.NO_SHOW)
#: A session that nobody has spoken of is looked at so long after it began.
WATCHED = CLOSED_AFTER + timedelta(hours=14)


@dataclass(frozen=True)
class DayRow:
    """One member's session on its day. ``offer_id`` is None for who never was asked by text."""

    assignment_id: int
    seat_id: int
    session_id: int
    offer_id: int | None
    job: int | None
    member_id: int
    member_number: int
    member_name: str
    role: Role
    state: AssignmentState
    starts_at: datetime
    ends_at: datetime
    modality: Modality
    has_host_room: bool
    travel_minutes: int
    request_id: int
    request_number: int
    authority_id: int
    country: str
    town: str
    on_my_way_at: datetime | None
    late_minutes: int | None
    late_said_at: datetime | None
    arrived_at: datetime | None
    arrived_by: ActorKind | None
    began_at: datetime | None
    standby_at: datetime | None
    late_after: int
    absent_after: int
    wait: int
    outcome: Outcome | None
    outcome_by: ActorKind | None
    outcome_reason: str | None

    @property
    def is_gone_to(self) -> bool:
        return self.has_host_room or not self.modality.is_remote

    @property
    def facts(self) -> DayFacts:
        """The same as the rules see it."""
        way = self.travel_minutes if self.is_gone_to else 0
        minutes = (self.late_after, self.absent_after, self.wait)
        return DayFacts(
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            way=timedelta(minutes=way),
            terms=WaitingTerms(*(timedelta(minutes=each) for each in minutes)),
            on_my_way_at=self.on_my_way_at,
            late_minutes=self.late_minutes,
            arrived_at=self.arrived_at,
            began_at=self.began_at,
        )

    @property
    def is_stood_in_for(self) -> bool:
        """Whether somebody else is looked for, since the member has not said a word."""
        return self.standby_at is not None and self.outcome is None and not self.facts.has_spoken

    def presence(self, now: datetime) -> Presence:
        return presence(self.facts, now)


def row_of_assignment(session: Session, assignment_id: int) -> DayRow | None:
    """The day of one assignment that was confirmed."""
    found = session.execute(_rows().where(Assignment.id == assignment_id)).first()
    return DayRow(*found) if found else None


def rows_of_request(session: Session, request_id: int) -> list[DayRow]:
    """Everybody of a request who has, or had, a day."""
    return _read(session, _rows().where(ServiceRequest.id == request_id))


def watched_rows(session: Session, now: datetime) -> list[DayRow]:
    """Confirmed sessions that begin soon, go on, or ended and nobody has said how."""
    start = func.lower(Assignment.period)
    return _read(
        session,
        _rows().where(
            Assignment.state == AssignmentState.CONFIRMED,
            start > now - WATCHED,
            start <= now + STANDBY_LEAD,
        ),
    )


def rows_to_look_at(session: Session, now: datetime, limit: int) -> list[DayRow]:
    """What a coordinator looks after now: no word, late, absent, or recorded by the clock."""
    rows = _read(
        session,
        _rows().where(
            Assignment.state.in_((AssignmentState.CONFIRMED, AssignmentState.NO_SHOW)),
            func.lower(Assignment.period) > now - timedelta(hours=12),
            func.lower(Assignment.period) <= now + STANDBY_LEAD,
        ),
    )
    return [row for row in rows if _needs_a_look(row, now)][:limit]


def _needs_a_look(row: DayRow, now: datetime) -> bool:
    if row.state is AssignmentState.NO_SHOW:
        return row.outcome_by is ActorKind.SYSTEM
    alarming = (Presence.SILENT, Presence.SAID_LATE, Presence.OVERDUE)
    return row.is_stood_in_for or row.presence(now) in alarming


def unfinished_sessions(session: Session, now: datetime) -> Sequence[int]:
    """Sessions that are over, have no outcome yet and wait for no member's."""
    start = func.coalesce(InterpretingSession.starts_at, InterpretingSession.latest_start)
    waits = exists().where(
        Seat.session_id == InterpretingSession.id,
        Assignment.seat_id == Seat.id,
        Assignment.state == AssignmentState.CONFIRMED,
    )
    query = (
        select(InterpretingSession.id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .where(
            ServiceRequest.state == RequestState.ACCEPTED,
            InterpretingSession.outcome.is_(None),
            InterpretingSession.cancelled_at.is_(None),
            start + InterpretingSession.minutes * timedelta(minutes=1) <= now,
            ~waits,
        )
        .order_by(InterpretingSession.id)
    )
    return session.scalars(query).all()


def _read(session: Session, query: Select[Any]) -> list[DayRow]:
    order = (func.lower(Assignment.period), Assignment.id)
    return [DayRow(*row) for row in session.execute(query.order_by(*order))]


def _rows() -> Select[Any]:
    day = cast(func.timezone("Europe/Belgrade", func.lower(Assignment.period)), Date)
    policy = and_(
        ProcedurePolicy.country_code == ServiceRequest.country_code,
        ProcedurePolicy.procedure_code == ServiceRequest.procedure_code,
        ProcedurePolicy.valid.contains(day),
    )
    is_theirs = and_(
        Offer.assignment_id == Assignment.id,
        or_(Offer.state == OfferState.ACCEPTED, Offer.answered_at.is_not(None)),
    )
    return (
        select(
            *_columns(),
            func.coalesce(ProcedurePolicy.late_after_minutes, 10),
            func.coalesce(ProcedurePolicy.absent_after_minutes, 15),
            func.coalesce(ProcedurePolicy.wait_minutes, 20),
            OutcomeRecord.outcome,
            OutcomeRecord.recorded_by,
            OutcomeRecord.reason,
        )
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(Site, Site.id == ServiceRequest.site_id)
        .join(Member, Member.id == Assignment.member_id)
        .outerjoin(Offer, is_theirs)
        .outerjoin(Attendance, Attendance.assignment_id == Assignment.id)
        .outerjoin(OutcomeRecord, OutcomeRecord.assignment_id == Assignment.id)
        .outerjoin(ProcedurePolicy, policy)
        .where(Assignment.state.in_(DAY_STATES))
    )


def _columns() -> tuple[Any, ...]:
    return (
        Assignment.id,
        Seat.id,
        InterpretingSession.id,
        Offer.id,
        Offer.number,
        Member.id,
        Member.number,
        Member.legal_name,
        Seat.role,
        Assignment.state,
        func.lower(Assignment.period),
        func.upper(Assignment.period),
        Assignment.modality,
        Assignment.host_room_id.is_not(None),
        Assignment.travel_minutes,
        ServiceRequest.id,
        ServiceRequest.number,
        ServiceRequest.authority_id,
        ServiceRequest.country_code,
        Site.town,
        Assignment.on_my_way_at,
        Attendance.late_minutes,
        Attendance.late_said_at,
        Attendance.arrived_at,
        Attendance.arrived_by,
        Attendance.began_at,
        Attendance.standby_at,
    )
