"""Texts to those who come: a reminder the day before, and whether they are on their way."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.db.queries import messages as message_queries
from app.db.queries.coming import ComingRow, coming_rows
from app.domain.reminders import LONGEST_LEAD, ComingJob, due_reminders
from app.services.messages import NewMessage, write_messages


def remind_due(session: Session, now: datetime) -> int:
    """Write the texts that are due and not written yet; returns how many."""
    rows = coming_rows(session, now, now + LONGEST_LEAD)
    due = [text for row in rows for text in _texts(row, now)]
    written = message_queries.written_keys(session, [text.dedupe_key for text in due])
    new = [text for text in due if text.dedupe_key not in written]
    write_messages(session, now, new)
    return len(new)


def _texts(row: ComingRow, now: datetime) -> Iterator[NewMessage]:
    for reminder in due_reminders(_job(row), now):
        key = f"assignment:{row.assignment_id}:{reminder.notice}"
        until = reminder.useless_after
        yield NewMessage(row.member_id, reminder.kind, key, row.offer_id, until)


def _job(row: ComingRow) -> ComingJob:
    is_gone_to = row.has_host_room or not row.modality.is_remote
    return ComingJob(
        starts_at=row.starts_at,
        confirmed_at=row.confirmed_at,
        way=timedelta(minutes=row.travel_minutes if is_gone_to else 0),
        crosses_border=is_gone_to and row.home_country != row.goal_country,
    )
