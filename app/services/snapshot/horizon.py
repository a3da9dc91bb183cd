"""The days that are planned, and the two ways to write a time in them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from sqlalchemy.dialects.postgresql import Range

from app.domain.borders import ZONE
from app.domain.intervals import Interval
from app.domain.local_time import at_minute, days_between, local_day
from scheduler.problem import Day

MINUTE = timedelta(minutes=1)
LUNCH = (11 * 60, 15 * 60)
SOCIAL = (7 * 60, 19 * 60)
LODGING_BY = 22 * 60
SATURDAY = 5
BEGINNING, END = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True)
class Horizon:
    """Local days from ``first_day`` to ``last_day``, planned at the moment ``now``.

    The scheduler's times are whole minutes of elapsed time since the first local midnight.
    """

    first_day: date
    last_day: date
    now: datetime

    @cached_property
    def span(self) -> Interval:
        """All of the days, in UTC."""
        start = local_day(self.first_day, ZONE).start
        return Interval(start, local_day(self.last_day, ZONE).end)

    def minute(self, moment: datetime) -> int:
        return (moment - self.span.start) // MINUTE

    def moment(self, minute: int) -> datetime:
        return (self.span.start + minute * MINUTE).astimezone(UTC)

    def midnight(self, day: date) -> int:
        """The minute at which a local day begins."""
        return self.minute(at_minute(day, 0, ZONE))

    def days(self) -> tuple[Day, ...]:
        return tuple(self._day(day) for day in days_between(self.first_day, self.last_day))

    def _day(self, day: date) -> Day:
        year, week, _ = day.isocalendar()
        lunch_from, lunch_until, social_from, social_until, lodging_by = (
            self.minute(at_minute(day, minute, ZONE)) for minute in (*LUNCH, *SOCIAL, LODGING_BY)
        )
        if day.weekday() >= SATURDAY:  # all work on a weekend is unsocial
            social_until = social_from
        return Day(
            date=day.isoformat(),
            start=self.midnight(day),
            end=self.midnight(day + timedelta(days=1)),
            week=f"{year}-W{week:02d}",
            lunch=(lunch_from, lunch_until),
            social=(social_from, social_until),
            lodging_by=lodging_by,
        )


def interval(period: Range[datetime]) -> Interval:
    """A range of the database; an open end is as far away as time goes."""
    return Interval(period.lower or BEGINNING, period.upper or END)


def local_date(moment: datetime) -> date:
    """The local day on which a moment falls."""
    return moment.astimezone(ZONE).date()
