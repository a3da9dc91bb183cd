"""A member's own choices: called or written to, in which language and letters, and when not."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from app.db.models import ContactPreference, Member
from app.db.queries.contact import contact_of
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.contact import Contact, find_faults
from app.domain.errors import InvalidError, NotFoundError
from app.domain.permissions import Act
from app.domain.said import said
from app.services import audit


def save_contact(
    session: Session, actor: Actor, now: datetime, member_id: int, new: Contact
) -> Member:
    """Reach the member so from the next message on. Raises InvalidError naming every faulty
    field."""
    permissions.require(actor, Act.MANAGE_POOL)
    if faults := find_faults(new):
        raise InvalidError(said("The choices cannot be saved as they are."), faults)
    member = session.get(Member, member_id, with_for_update=True)
    if member is None:
        raise NotFoundError(said("There is no such member."))
    if contact_of(session, member) != new:
        _write(session, member, new)
        details = {"calls": new.prefers_calls, "language": new.page_language}
        details |= {"script": new.sms_script, "friday": new.keeps_friday}
        details |= {"ramadan": new.keeps_ramadan, "quiet": _told(new)}
        audit.record(session, actor, now, "member.contact_saved", "member", member.id, **details)
    return member


def _write(session: Session, member: Member, new: Contact) -> None:
    member.prefers_calls = new.prefers_calls
    member.page_language, member.sms_script = new.page_language, new.sms_script
    wishes = ContactPreference(
        member_id=member.id,
        keeps_friday=new.keeps_friday,
        keeps_ramadan=new.keeps_ramadan,
        quiet_from=_minute(new.quiet_from),
        quiet_until=_minute(new.quiet_until),
    )
    session.merge(wishes)
    session.flush()


def _minute(clock: time | None) -> int | None:
    return None if clock is None else clock.hour * 60 + clock.minute


def _told(new: Contact) -> str:
    return "" if new.quiet_from is None else f"{new.quiet_from:%H:%M}-{new.quiet_until:%H:%M}"
