"""Leave that members ask for, and what of their work lies in its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session, joinedload

from app.db.models import (
    Assignment,
    InterpretingSession,
    LeaveRequest,
    Member,
    Seat,
    ServiceRequest,
    Site,
)
from app.domain.leave import LeaveDays
from app.domain.states import AssignmentState, LeaveState

HOLDS = (LeaveState.ASKED, LeaveState.APPROVED)


@dataclass(frozen=True)
class JobInLeave:
    """A job of the member within the days they ask for."""

    leave_id: int
    state: AssignmentState
    starts_at: datetime
    request_number: int
    town: str

    @property
    def is_theirs(self) -> bool:
        return self.state is AssignmentState.CONFIRMED


def locked_leave(session: Session, leave_id: int) -> LeaveRequest | None:
    """A request for leave with its member, once nobody else decides about it."""
    home = joinedload(LeaveRequest.member).joinedload(Member.home_site).joinedload(Site.country)
    return session.scalar(
        select(LeaveRequest)
        .where(LeaveRequest.id == leave_id)
        .options(home)
        .with_for_update(of=LeaveRequest)
        .execution_options(populate_existing=True)
    )


def leave_of_member(session: Session, member_id: int, since: datetime) -> Sequence[LeaveRequest]:
    """What the member asked for and is not over, the earliest first."""
    query = (
        select(LeaveRequest)
        .where(LeaveRequest.member_id == member_id, LeaveRequest.last_day >= since.date())
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
        .limit(12)
    )
    return session.scalars(query).all()


def is_asked_already(session: Session, member_id: int, days: LeaveDays) -> bool:
    """Whether some of the days are asked for, or approved, already; False without a day."""
    if days.count < 1:
        return False
    query = select(LeaveRequest.id).where(
        LeaveRequest.member_id == member_id,
        LeaveRequest.state.in_(HOLDS),
        LeaveRequest.days.overlaps(Range(days.first, days.last + timedelta(days=1))),
    )
    return session.scalar(query.limit(1)) is not None


def asked_leave(session: Session, countries: frozenset[str]) -> Sequence[LeaveRequest]:
    """What waits for a decision in these countries, the longest waiting first."""
    return _with_member(session, countries, LeaveRequest.state == LeaveState.ASKED, 100)


def decided_leave(session: Session, countries: frozenset[str]) -> Sequence[LeaveRequest]:
    """What was decided lately, the newest first."""
    return _with_member(session, countries, LeaveRequest.decided_at.is_not(None), 20)


def _with_member(
    session: Session, countries: frozenset[str], which: object, limit: int
) -> Sequence[LeaveRequest]:
    query = (
        select(LeaveRequest)
        .join(Member, Member.id == LeaveRequest.member_id)
        .join(Site, Site.id == Member.home_site_id)
        .where(which, Site.country_code.in_(countries))  # type: ignore[arg-type]
        .options(joinedload(LeaveRequest.member))
        .order_by(LeaveRequest.decided_at.desc().nulls_last(), LeaveRequest.asked_at)
        .limit(limit)
    )
    return session.scalars(query).all()


def jobs_in_leave(session: Session, leave_ids: Sequence[int]) -> dict[int, list[JobInLeave]]:
    """The jobs, confirmed or asked for, within each leave; one query. Days are counted in the
    common zone of both countries."""
    day = func.timezone("Europe/Belgrade", func.lower(Assignment.period))
    end = func.timezone("Europe/Belgrade", func.upper(Assignment.period))
    meets = and_(
        Assignment.member_id == LeaveRequest.member_id,
        Assignment.state.in_((AssignmentState.CONFIRMED, AssignmentState.OFFERED)),
        func.date(day) <= LeaveRequest.last_day,
        func.date(end) >= LeaveRequest.first_day,
    )
    query = (
        select(
            LeaveRequest.id,
            Assignment.state,
            func.lower(Assignment.period),
            ServiceRequest.number,
            Site.town,
        )
        .join(Assignment, meets)
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(Site, Site.id == ServiceRequest.site_id)
        .where(LeaveRequest.id.in_(leave_ids))
        .order_by(func.lower(Assignment.period))
    )
    found: dict[int, list[JobInLeave]] = {}
    for row in session.execute(query):
        found.setdefault(row[0], []).append(JobInLeave(*row))
    return found


def count_asked(session: Session, countries: frozenset[str]) -> int:
    """How many wait for a decision."""
    query = (
        select(func.count())
        .select_from(LeaveRequest)
        .join(Member, Member.id == LeaveRequest.member_id)
        .join(Site, Site.id == Member.home_site_id)
        .where(LeaveRequest.state == LeaveState.ASKED, Site.country_code.in_(countries))
    )
    return session.scalar(query) or 0
