"""Local time at the edges: storage is UTC, people speak Europe/Belgrade and Europe/Skopje."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.errors import InvalidError
from app.domain.intervals import Interval
from app.domain.said import said


def to_utc(local: datetime, zone: ZoneInfo, field: str = "starts_at") -> datetime:
    """The moment that a naive local time names.

    Raises InvalidError for a time that the clock change skips (it does not exist) and for one
    that it repeats (it is two moments), naming ``field`` and the remedy.
    """
    earlier = local.replace(tzinfo=zone, fold=0)
    later = local.replace(tzinfo=zone, fold=1)
    if earlier.utcoffset() == later.utcoffset():
        return earlier.astimezone(UTC)
    if _exists(earlier, zone):
        message = said(
            "{local:%d.%m.%Y %H:%M} happens twice on that night because the clocks go back; "
            "choose a time before 02:00 or from 03:00 on.",
            local=local,
        )
    else:
        message = said(
            "{local:%d.%m.%Y %H:%M} does not exist because the clocks go forward that night; "
            "choose a time before 02:00 or from 03:00 on.",
            local=local,
        )
    raise InvalidError(message, {field: message})


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    back = local.astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None) == local.replace(tzinfo=None)


def local_day(day: date, zone: ZoneInfo) -> Interval:
    """The whole local day in UTC: 23, 24 or 25 hours long."""
    start = datetime.combine(day, time.min, zone)
    end = datetime.combine(day + timedelta(days=1), time.min, zone)
    return Interval(start.astimezone(UTC), end.astimezone(UTC))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every date from ``first`` to ``last``, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def at_minute(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The moment ``minute`` minutes of wall clock into a local day, in UTC.

    A time that a clock change skips becomes the first moment after the gap; of a time that it
    repeats the first is taken. Minute 1440 is the next day's midnight.
    """
    wall = datetime.combine(day + timedelta(days=minute // 1440), time.min)
    wall += timedelta(minutes=minute % 1440)
    return wall.replace(tzinfo=zone).astimezone(UTC)
