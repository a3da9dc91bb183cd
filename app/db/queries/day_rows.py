"""One member's session on its day, in plain columns."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, cast, func, or_, select
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
from app.domain.on_the_day import DayFacts, Presence, WaitingTerms, presence
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import ActorKind, Modality, Outcome, Role

#: Assignments that have a day: given back, released and cancelled ones have none.
DAY_STATES = (AssignmentState.CONFIRMED, AssignmentState.SERVED, AssignmentState.NO_SHOW)


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


def read(session: Session, query: Select[Any]) -> list[DayRow]:
    """The rows by start."""
    order = (func.lower(Assignment.period), Assignment.id)
    return [DayRow(*row) for row in session.execute(query.order_by(*order))]


def day_rows() -> Select[Any]:
    """Those of assignments that have a day, to be narrowed down and ``read``."""
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
        .outerjoin(Offer, _is_theirs())
        .outerjoin(Attendance, Attendance.assignment_id == Assignment.id)
        .outerjoin(OutcomeRecord, OutcomeRecord.assignment_id == Assignment.id)
        .outerjoin(ProcedurePolicy, _holds_that_day())
        .where(Assignment.state.in_(DAY_STATES))
    )


def _is_theirs() -> ColumnElement[bool]:
    """The offer by which the member came to the assignment."""
    said_yes = or_(Offer.state == OfferState.ACCEPTED, Offer.answered_at.is_not(None))
    return and_(Offer.assignment_id == Assignment.id, said_yes)


def _holds_that_day() -> ColumnElement[bool]:
    """The policy of country and procedure on the day of the session."""
    day = cast(func.timezone("Europe/Belgrade", func.lower(Assignment.period)), Date)
    return and_(
        ProcedurePolicy.country_code == ServiceRequest.country_code,
        ProcedurePolicy.procedure_code == ServiceRequest.procedure_code,
        ProcedurePolicy.valid.contains(day),
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
