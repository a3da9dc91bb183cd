"""Numbers that want no texts. Their members stay available: calls, or the coordinator, ask."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db.models import Member, OptOut
from app.db.models.delivery import OptOutBy
from app.domain import actors
from app.domain.vocabulary import Channel
from app.services import audit


def opt_out(
    session: Session, now: datetime, phone: str, member: Member | None, by: OptOutBy
) -> None:
    """No text goes to this number any more. Doing so again changes nothing."""
    values = {"phone": phone, "opted_out_at": now, "known_by": by}
    new = insert(OptOut).values(values).on_conflict_do_nothing().returning(OptOut.phone)
    if session.scalar(new) is not None and member is not None:
        _record(session, now, "member.opted_out", member, by=by)


def opt_in(session: Session, now: datetime, phone: str, member: Member | None) -> None:
    """Texts go to this number again."""
    gone = session.scalar(delete(OptOut).where(OptOut.phone == phone).returning(OptOut.phone))
    if gone is not None and member is not None:
        _record(session, now, "member.opted_in", member)


def _record(session: Session, now: datetime, act: str, member: Member, **details: str) -> None:
    actor = actors.member(member.id, Channel.SMS)
    audit.record(session, actor, now, act, "member", member.id, **details)
