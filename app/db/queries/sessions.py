"""What many queries say of sessions: how seats lead to them, when they start, which are due."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.db.models import Dialect, InterpretingSession, Seat, ServiceRequest, Site
from app.domain.states import RequestState

#: The start of a session: as it is fixed, else as early as it may be.
EARLIEST = func.coalesce(InterpretingSession.starts_at, InterpretingSession.earliest_start)
#: The same, else as late as it may be.
LATEST = func.coalesce(InterpretingSession.starts_at, InterpretingSession.latest_start)
#: Whether a session is to be held, and nothing was recorded of its end.
IS_DUE = and_(
    ServiceRequest.state == RequestState.ACCEPTED,
    InterpretingSession.cancelled_at.is_(None),
    InterpretingSession.outcome.is_(None),
)


def to_site(query: Any) -> Any:
    """From seats on to their sessions, requests, dialects and sites."""
    return (
        query.join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(Dialect, Dialect.code == ServiceRequest.dialect_code)
        .join(Site, Site.id == ServiceRequest.site_id)
    )


def first_session_after(session: Session, moment: datetime) -> datetime | None:
    """The earliest start of an accepted session from ``moment`` on."""
    return session.scalar(
        select(func.min(InterpretingSession.earliest_start))
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .where(
            InterpretingSession.earliest_start >= moment,
            ServiceRequest.state == RequestState.ACCEPTED,
        )
    )
