"""What has happened to a request, from the audit trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.db.models import Assignment, AuditEntry, InterpretingSession, RoleGrant, Seat, User
from app.domain.vocabulary import ActorKind, UserRole


@dataclass(frozen=True)
class HistoryEntry:
    """One act. ``user_name`` and ``authority_id`` are of the user who did it, if one did."""

    at: datetime
    act: str
    actor_kind: ActorKind
    user_name: str | None
    authority_id: int | None
    details: dict[str, Any]


def history_of_request(session: Session, request_id: int) -> Sequence[HistoryEntry]:
    """Acts on the request and on its assignments, oldest first. One query."""
    assignments = (
        select(Assignment.id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .where(InterpretingSession.request_id == request_id)
    )
    on_request = and_(AuditEntry.subject == "request", AuditEntry.subject_id == request_id)
    on_seats = and_(AuditEntry.subject == "assignment", AuditEntry.subject_id.in_(assignments))
    office = and_(RoleGrant.user_id == User.id, RoleGrant.role == UserRole.OFFICER)
    query = (
        select(AuditEntry, User.display_name, RoleGrant.authority_id)
        .outerjoin(User, User.id == AuditEntry.user_id)
        .outerjoin(RoleGrant, office)
        .where(or_(on_request, on_seats))
        .order_by(AuditEntry.at, AuditEntry.id)
    )
    return [
        HistoryEntry(entry.at, entry.act, entry.actor_kind, name, authority_id, entry.details)
        for entry, name, authority_id in session.execute(query)
    ]
