"""When a member may be written to: not at night, nor when they pray, rest or break the fast."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hijridate import Gregorian

from app.domain.calendars import WorkingCalendar
from app.domain.offers import QUIET_FROM, QUIET_UNTIL, Lead

FRIDAY, RAMADAN = 4, 9
#: The Friday prayer with the way there and back.
FRIDAY_REST = (time(11, 30), time(14, 0))
#: In Ramadan the morning after a short night, and the breaking of the fast.
RAMADAN_RESTS = ((time(7, 0), time(10, 0)), (time(16, 0), time(20, 30)))
#: Over leads like these nobody is written to on a day off.
UNHURRIED = frozenset({Lead.LONG, Lead.MIDDLE, Lead.SHORT})


@dataclass(frozen=True)
class Preferences:
    """A member's own wishes; ``quiet`` is local, from and until, and may go past midnight."""

    keeps_friday: bool = False
    keeps_ramadan: bool = False
    quiet: tuple[time, time] | None = None


NO_WISHES = Preferences()


def is_ramadan(day: date) -> bool:
    """Whether the day is one of the fasting month, by the Umm al-Qura calendar."""
    month: int = Gregorian(day.year, day.month, day.day).to_hijri().month
    return month == RAMADAN


def rests(day: date, wishes: Preferences) -> Iterator[tuple[time, time]]:
    """The stretches of a local day in which the member is left alone, the night included."""
    yield time.min, QUIET_UNTIL
    yield QUIET_FROM, time.max
    if wishes.keeps_friday and day.weekday() == FRIDAY:
        yield FRIDAY_REST
    if wishes.keeps_ramadan and is_ramadan(day):
        yield from RAMADAN_RESTS
    if wishes.quiet is not None:
        start, end = wishes.quiet
        yield from [(start, end)] if start < end else [(time.min, end), (start, time.max)]


def free_from(
    now: datetime,
    lead: Lead,
    zone: ZoneInfo,
    calendar: WorkingCalendar,
    wishes: Preferences = NO_WISHES,
) -> datetime:
    """The first moment from ``now`` on at which the member may be written to, where the matter
    can wait; what has time waits for a working day of the member's country besides."""
    return _free_from(
        now, zone, wishes, lambda day: lead not in UNHURRIED or calendar.is_working_day(day)
    )


def rest_ends(now: datetime, zone: ZoneInfo, wishes: Preferences = NO_WISHES) -> datetime | None:
    """When the night, or a rest of the member's own, is over; None where it is neither."""
    free = _free_from(now, zone, wishes, lambda _day: True)
    return free if free > now else None


def free_time(day: date, wishes: Preferences) -> timedelta:
    """For how long of a day the member may be written to."""
    stretches = list(rests(day, wishes))
    minutes = (time(minute // 60, minute % 60) for minute in range(24 * 60))
    return timedelta(minutes=sum(not any(a <= at < b for a, b in stretches) for at in minutes))


def _free_from(
    now: datetime, zone: ZoneInfo, wishes: Preferences, is_free: Callable[[date], bool]
) -> datetime:
    local = now.astimezone(zone)
    day, clock = local.date(), local.time()
    for _ in range(_LONGEST_REST):
        found = _first_free(day, clock, wishes) if is_free(day) else None
        if found is not None:
            is_now = (day, found) == (local.date(), local.time())
            return now if is_now else _moment(day, found, zone)
        day, clock = day + timedelta(days=1), time.min
    return now


#: Days: no country rests longer, and no member's wishes fill a whole day.
_LONGEST_REST = 30


def _first_free(day: date, clock: time, wishes: Preferences) -> time | None:
    """The first free time of the day from ``clock`` on."""
    for start, end in sorted(rests(day, wishes)):
        if start <= clock < end:
            clock = end
    return None if clock == time.max else clock


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock.replace(tzinfo=None), zone)
