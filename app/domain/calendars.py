"""Working days of a country: its public holidays, and what it decides against them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5
#: Feasts whose whole week fills the border: both Christmases, New Year and Labour Day.
FIXED_FEASTS = ((1, 1), (1, 7), (5, 1), (12, 25))


@cache
def public_holidays(country: str) -> holidays.HolidayBase:
    """The country's public holidays by day; years are worked out as they are asked for."""
    return holidays.country_holidays(country, language="en_US")


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days a country works. ``exceptions`` (day to "works") override weekend and holiday."""

    country: str
    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        if day in self.exceptions:
            return self.exceptions[day]
        return day.weekday() < SATURDAY and day not in public_holidays(self.country)

    def holiday_name(self, day: date) -> str | None:
        """What the country celebrates on the day; None for an ordinary one."""
        return public_holidays(self.country).get(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after ``day``."""
        following = day + timedelta(days=1)
        while not self.is_working_day(following):
            following += timedelta(days=1)
        return following

    def add_working_days(self, day: date, count: int) -> date:
        """The day on which ``count`` working days after ``day`` have begun."""
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and including ``last``; 0 when ``last`` is earlier."""
        days = (first + timedelta(days=offset) for offset in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)


def is_in_holiday_week(day: date) -> bool:
    """Whether a feast on which the region travels falls between this week's Monday and Sunday."""
    monday = day - timedelta(days=day.weekday())
    week = {monday + timedelta(days=offset) for offset in range(7)}
    if any((each.month, each.day) in FIXED_FEASTS for each in week):
        return True
    return any(_is_orthodox_easter(each) for each in week)


def _is_orthodox_easter(day: date) -> bool:
    # Serbia keeps the days from Good Friday to Easter Monday, by the eastern reckoning.
    return "Easter Sunday" in (public_holidays("RS").get(day) or "")
