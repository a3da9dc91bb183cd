"""What is said of the day, kept with its audit row."""

from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db.models import Attendance
from app.db.queries.day_rows import DayRow
from app.domain.actors import Actor
from app.services import audit


def note(
    session: Session, actor: Actor, now: datetime, row: DayRow, act: str, **values: Any
) -> None:
    """Keep what was said of the day, with its audit row."""
    keep = insert(Attendance).values(assignment_id=row.assignment_id, **values)
    once = keep.on_conflict_do_update(index_elements=[Attendance.assignment_id], set_=values)
    session.execute(once)
    details = {"seat": row.seat_id, "minutes": values.get("late_minutes")}
    kept = {name: value for name, value in details.items() if value is not None}
    audit.record(session, actor, now, f"assignment.{act}", "assignment", row.assignment_id, **kept)
