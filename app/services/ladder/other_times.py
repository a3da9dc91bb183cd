"""Other times that are tried for a session: other hours of its day, and the next working days."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.domain.borders import ZONE
from app.domain.local_time import at_minute
from app.services.ladder.looking import Look

#: Other times that are tried: so many working days ahead at the same hour, and other hours of the
#: same day.
DAYS_AHEAD = 5
HOURS_OFF = (1, -1, 2, -2, 3, -3)
OFFICE_FROM = 8
OFFICE_UNTIL = 17


def other_times(seen: Look) -> Iterator[datetime]:
    """Other hours of the day, then the same hour on the next working days."""
    first, zone = seen.starts_at.astimezone(ZONE), ZONE
    minute = first.hour * 60 + first.minute
    deadline = seen.meeting.request.deadline_on
    for hours in HOURS_OFF:
        if OFFICE_FROM <= first.hour + hours < OFFICE_UNTIL:
            start = at_minute(first.date(), minute + 60 * hours, zone)
            if start > seen.now + timedelta(hours=1):
                yield start
    day = first.date()
    for _ in range(DAYS_AHEAD):
        day = seen.calendars[seen.country].next_working_day(day)
        if deadline is None or day <= deadline:
            yield at_minute(day, minute, zone)
