"""What the clock does on the day: look for a stand-in, ask who is late, take note of no-shows."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.queries import messages as message_queries
from app.db.queries import on_the_day as queries
from app.db.queries import outcomes as outcome_queries
from app.db.queries.day_rows import DayRow
from app.domain import on_the_day as rules
from app.domain.actors import Actor
from app.domain.messages import MessageChannel, MessageKind
from app.domain.on_the_day import THANKED_AFTER, THANKED_WITHIN
from app.domain.vocabulary import Outcome
from app.services.messages import NewMessage, write_messages
from app.services.on_the_day.finishing import finish
from app.services.on_the_day.recording import record
from app.services.on_the_day.standby import seek_standby


def watch(session: Session, actor: Actor, now: datetime) -> int:
    """Do what is due, each thing once; returns how many sessions were looked at."""
    rows = queries.watched_rows(session, now)
    _write(session, now, [text for row in rows for text in _texts(row, now)])
    for row in rows:
        _act(session, actor, now, row)
    for session_id in queries.unfinished_sessions(session, now):
        finish(session, actor, now, outcome_queries.locked_session(session, session_id))
    return len(rows)


def _texts(row: DayRow, now: datetime) -> Iterator[NewMessage]:
    if row.offer_id is None:
        return
    key = f"assignment:{row.assignment_id}"
    if rules.needs_standby(row.facts, now) and now < row.starts_at:
        yield _question(row, f"{key}:handshake:call")
    if rules.is_overdue(row.facts, now):
        until = row.ends_at
        yield NewMessage(row.member_id, MessageKind.LATE, f"{key}:late", row.offer_id, until)
    if rules.is_thanked(row.facts, now):
        until = row.ends_at + THANKED_AFTER + THANKED_WITHIN
        yield NewMessage(row.member_id, MessageKind.THANKS, f"{key}:thanks", row.offer_id, until)


def _question(row: DayRow, key: str) -> NewMessage:
    """A call, or where none is possible another text: will they be there?"""
    return NewMessage(
        row.member_id,
        MessageKind.HANDSHAKE,
        key,
        row.offer_id,
        row.starts_at,
        channel=MessageChannel.VOICE,
    )


def _write(session: Session, now: datetime, texts: list[NewMessage]) -> None:
    written = message_queries.written_keys(session, [text.dedupe_key for text in texts])
    write_messages(session, now, [text for text in texts if text.dedupe_key not in written])


def _act(session: Session, actor: Actor, now: datetime, row: DayRow) -> None:
    if row.standby_at is None and rules.needs_standby(row.facts, now):
        seek_standby(session, actor, now, row)
    if rules.is_no_show(row.facts, now):
        record(session, actor, now, row.assignment_id, Outcome.INTERPRETER_ABSENT)
    elif rules.is_taken_as_held(row.facts, now):
        record(session, actor, now, row.assignment_id, Outcome.FULFILLED)
