"""A stand-in for who has not said that they come: looked for without a word to either side."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.queries.on_the_day import DayRow
from app.domain.actors import Actor
from app.services.on_the_day.attending import note


def seek_standby(session: Session, actor: Actor, now: datetime, row: DayRow) -> None:
    """Note, once, that the handshake has stayed out: the coordinator's board shows it first."""
    note(session, actor, now, row, "standby", standby_at=now)
