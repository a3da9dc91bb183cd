"""The audit row that every act writes in its own transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.db.models import AuditEntry
from app.domain.actors import Actor


def record(
    session: Session,
    actor: Actor,
    now: datetime,
    act: str,
    subject: str,
    subject_id: int | None,
    **details: Any,
) -> AuditEntry:
    """Write who did what to which thing, and from which state to which.

    ``details`` are JSON values; they hold no case reference, phone number, name or free text.
    """
    entry = AuditEntry(
        at=now,
        actor_kind=actor.kind,
        channel=actor.channel,
        user_id=actor.user_id,
        member_id=actor.member_id,
        act=act,
        subject=subject,
        subject_id=subject_id,
        details=details,
    )
    session.add(entry)
    return entry
