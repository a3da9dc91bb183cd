"""A stand-in for who has not said that they come: looked for without a word to them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.queries.day_rows import DayRow
from app.domain.actors import Actor
from app.services import ladder
from app.services.on_the_day.notes import note


def seek_standby(session: Session, actor: Actor, now: datetime, row: DayRow) -> None:
    """Begin the search, once, and note that the handshake has stayed out."""
    ladder.begin_standby_search(session, actor, now, row.seat_id)
    note(session, actor, now, row, "standby", standby_at=now)


def settle_standby(
    session: Session, actor: Actor, now: datetime, row: DayRow, *, comes: bool
) -> None:
    """The member has spoken after all, or certainly does not come."""
    if row.standby_at is not None:
        ladder.settle_standby(session, actor, now, row.seat_id, comes=comes)
