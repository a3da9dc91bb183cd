"""How long one waits at the border: by crossing, direction, season and weekday, or as known now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.calendars import is_in_holiday_week
from app.domain.intervals import Interval
from app.domain.local_time import days_between, local_day

#: Both sides of the border keep this time.
ZONE = ZoneInfo("Europe/Belgrade")


class Season(StrEnum):
    OFF_SEASON = "off_season"
    JUNE_SEPTEMBER = "june_september"
    JULY = "july"
    AUGUST = "august"
    HOLIDAY_WEEKS = "holiday_weeks"


MONTHS = {
    6: Season.JUNE_SEPTEMBER,
    7: Season.JULY,
    8: Season.AUGUST,
    9: Season.JUNE_SEPTEMBER,
}


def season_of(day: date) -> Season:
    """Holiday weeks come before the month."""
    if is_in_holiday_week(day):
        return Season.HOLIDAY_WEEKS
    return MONTHS.get(day.month, Season.OFF_SEASON)


@dataclass(frozen=True)
class Wait:
    """The usual wait (75th percentile, minutes). Bit 0 of ``weekdays`` is Monday."""

    crossing: str
    from_country: str
    to_country: str
    season: Season
    weekdays: int
    minutes: int

    def holds_on(self, day: date) -> bool:
        return self.season is season_of(day) and bool(self.weekdays >> day.weekday() & 1)


@dataclass(frozen=True)
class WaitOverride:
    """What a coordinator knows of a crossing for a while; it comes before the usual wait."""

    crossing: str
    from_country: str
    to_country: str
    period: Interval
    minutes: int


@dataclass(frozen=True)
class BorderBook:
    """All that is known of the waits.

    Where several crossings join two countries, one takes the quickest; where nothing is known of
    a border, the wait is 0 and ``crossings`` is empty.
    """

    waits: Sequence[Wait]
    overrides: Sequence[WaitOverride] = ()

    def crossings(self, from_country: str, to_country: str) -> list[str]:
        way = (from_country, to_country)
        return sorted({w.crossing for w in self.waits if (w.from_country, w.to_country) == way})

    def minutes(self, from_country: str, to_country: str, moment: datetime) -> int:
        """The wait for one who is at the border at an aware moment."""
        crossings = self.crossings(from_country, to_country)
        waits = (self._at(crossing, from_country, to_country, moment) for crossing in crossings)
        return min(waits, default=0)

    def steps(
        self, from_country: str, to_country: str, first_day: date, last_day: date
    ) -> list[tuple[datetime, int]]:
        """The wait from each moment at which it changes, over whole local days, in UTC."""
        steps: list[tuple[datetime, int]] = []
        for moment in self._changes(first_day, last_day):
            minutes = self.minutes(from_country, to_country, moment)
            if not steps or steps[-1][1] != minutes:
                steps.append((moment, minutes))
        return steps

    def _changes(self, first_day: date, last_day: date) -> list[datetime]:
        days = [local_day(day, ZONE) for day in days_between(first_day, last_day)]
        span = Interval(days[0].start, days[-1].end)
        edges = [edge for o in self.overrides for edge in (o.period.start, o.period.end)]
        inside = {edge.astimezone(UTC) for edge in edges if span.start <= edge < span.end}
        return sorted({day.start for day in days} | inside)

    def _at(self, crossing: str, from_country: str, to_country: str, moment: datetime) -> int:
        way = (crossing, from_country, to_country)
        for override in self.overrides:
            known = (override.crossing, override.from_country, override.to_country)
            if known == way and override.period.start <= moment < override.period.end:
                return override.minutes
        day = moment.astimezone(ZONE).date()
        usual = [w for w in self.waits if (w.crossing, w.from_country, w.to_country) == way]
        return max((wait.minutes for wait in usual if wait.holds_on(day)), default=0)
