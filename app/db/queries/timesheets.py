"""Slips of actual times."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.db.models import Timesheet


def timesheet(session: Session, assignment_id: int) -> Timesheet | None:
    """A slip with its pieces, once nobody else changes it."""
    return session.scalar(
        select(Timesheet)
        .where(Timesheet.id == assignment_id)
        .options(selectinload(Timesheet.entries))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def timesheets_of(session: Session, assignment_ids: Collection[int]) -> dict[int, Timesheet]:
    """The slips of assignments, to read; two queries however many there are."""
    query = (
        select(Timesheet)
        .where(Timesheet.id.in_(assignment_ids))
        .options(selectinload(Timesheet.entries))
    )
    return {sheet.id: sheet for sheet in session.scalars(query)}
