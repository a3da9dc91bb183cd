"""How and when members want to be reached."""

from datetime import time

from sqlalchemy.orm import Session

from app.db.models import ContactPreference, Member
from app.domain.contact import Contact
from app.domain.ladder.quiet import NO_WISHES, Preferences
from app.domain.words import words_of


def contact_of(session: Session, member: Member) -> Contact:
    """The member's choices as they are."""
    wishes = wishes_of(session, member.id)
    start, end = wishes.quiet or (None, None)
    return Contact(
        prefers_calls=member.prefers_calls,
        page_language=words_of(member.page_language).tag,
        sms_script=member.sms_script,
        keeps_friday=wishes.keeps_friday,
        keeps_ramadan=wishes.keeps_ramadan,
        quiet_from=start,
        quiet_until=end,
    )


def wishes_of(session: Session, member_id: int) -> Preferences:
    """When the member wants not to be written to."""
    return as_wishes(session.get(ContactPreference, member_id))


def as_wishes(row: ContactPreference | None) -> Preferences:
    """The same of a row, or of none."""
    if row is None:
        return NO_WISHES
    quiet = None
    if row.quiet_from is not None and row.quiet_until is not None:
        quiet = _clock(row.quiet_from), _clock(row.quiet_until)
    return Preferences(row.keeps_friday, row.keeps_ramadan, quiet)


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
