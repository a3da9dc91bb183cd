"""The working days of countries."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import CalendarException
from app.domain.calendars import WorkingCalendar


def working_calendars(
    session: Session, countries: Collection[str]
) -> Mapping[str, WorkingCalendar]:
    """The working calendar of each country, with its own exceptions."""
    exceptions: dict[str, dict[date, bool]] = {code: {} for code in countries}
    rows = select(CalendarException).where(CalendarException.country_code.in_(countries))
    for row in session.scalars(rows):
        exceptions[row.country_code][row.day] = row.is_working_day
    return {code: WorkingCalendar(code, days) for code, days in exceptions.items()}
