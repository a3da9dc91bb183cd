"""Actual times: minute by minute and by activity, as the member enters and the officer signs them.

A slip is a partition: its pieces touch, never overlap, and together are all the time from the
first minute of waiting to the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.intervals import Interval, subtract, union
from app.domain.local_time import at_minute

MINUTE = timedelta(minutes=1)
#: Work further from the booked start was another job's; a longer slip is a slip of the finger.
FARTHEST_START = timedelta(hours=8)
LONGEST = timedelta(hours=16)
LONGEST_WAIT = timedelta(hours=6)
#: Times may be entered, and entered anew until they are signed, so long after the session.
ENTERED_WITHIN = timedelta(days=30)
MOST_BREAKS = 3


class Activity(StrEnum):
    """What the minutes were spent on; each is paid by its own rule."""

    WAITING = "waiting"
    INTERPRETING = "interpreting"
    BREAK = "break"
    READ_BACK = "read_back"


class TimesFault(StrEnum):
    """Why times cannot be taken as they are."""

    MISSING = "missing"
    END_FIRST = "end_first"
    TOO_LONG = "too_long"
    OTHER_TIME = "other_time"
    NOT_YET = "not_yet"
    BREAK_OUTSIDE = "break_outside"
    BREAKS_OVERLAP = "breaks_overlap"
    WAITED_WRONG = "waited_wrong"
    READ_BACK_OUTSIDE = "read_back_outside"


@dataclass(frozen=True)
class Times:
    """What a member says: whole minutes. ``read_back_from`` is when the reading back of the
    record began, which lasts to the end; ``waited_from`` when they were there and waited."""

    starts: datetime
    ends: datetime
    breaks: tuple[tuple[datetime, datetime], ...] = ()
    waited_from: datetime | None = None
    read_back_from: datetime | None = None


@dataclass(frozen=True, order=True)
class Entry:
    """One piece of a slip."""

    starts: datetime
    ends: datetime
    activity: Activity

    @property
    def minutes(self) -> int:
        return (self.ends - self.starts) // MINUTE


def fault_of(times: Times, booked_start: datetime, now: datetime) -> TimesFault | None:
    """The first reason why these times cannot be; None for times that can."""
    return next(_faults(times, booked_start, now), None)


def _faults(times: Times, booked_start: datetime, now: datetime) -> Iterator[TimesFault]:
    if times.ends <= times.starts:
        yield TimesFault.END_FIRST
    if abs(times.starts - booked_start) > FARTHEST_START:
        yield TimesFault.OTHER_TIME
    if times.ends - times.starts > LONGEST:
        yield TimesFault.TOO_LONG
    if times.ends > now:
        yield TimesFault.NOT_YET
    yield from _faults_of_breaks(times)
    waited = times.waited_from
    if waited is not None and not times.starts - LONGEST_WAIT <= waited <= times.starts:
        yield TimesFault.WAITED_WRONG
    if times.read_back_from is not None and not times.starts <= times.read_back_from <= times.ends:
        yield TimesFault.READ_BACK_OUTSIDE


def _faults_of_breaks(times: Times) -> Iterator[TimesFault]:
    last = times.starts
    for start, end in sorted(times.breaks):
        if not times.starts <= start < end <= times.ends:
            yield TimesFault.BREAK_OUTSIDE
        if start < last:
            yield TimesFault.BREAKS_OVERLAP
        last = end


def entries_of(times: Times) -> list[Entry]:
    """The slip of times without a fault, in order. A break in the read-back is a break."""
    whole = Interval(times.starts, times.ends)
    breaks = union(Interval(start, end) for start, end in times.breaks)
    read_back = _interval(times.read_back_from, times.ends)
    pieces = [(Activity.BREAK, breaks)]
    pieces.append((Activity.READ_BACK, subtract(read_back, breaks)))
    pieces.append((Activity.INTERPRETING, subtract([whole], [*breaks, *read_back])))
    pieces.append((Activity.WAITING, _interval(times.waited_from, times.starts)))
    return sorted(
        Entry(piece.start, piece.end, activity) for activity, found in pieces for piece in found
    )


def _interval(start: datetime | None, end: datetime) -> list[Interval]:
    return [Interval(start, end)] if start is not None and start < end else []


def minutes_by_activity(entries: list[Entry]) -> dict[Activity, int]:
    """How many minutes each activity took; activities without any are left out."""
    sums: dict[Activity, int] = {}
    for entry in entries:
        sums[entry.activity] = sums.get(entry.activity, 0) + entry.minutes
    return sums


def nearest(clock: time, moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment nearest to another at which local clocks show this time."""
    day = moment.astimezone(zone).date()
    minute = clock.hour * 60 + clock.minute
    days = (day + timedelta(days=offset) for offset in (-1, 0, 1))
    return min((at_minute(each, minute, zone) for each in days), key=lambda at: abs(at - moment))


def first_from(clock: time, moment: datetime, zone: ZoneInfo) -> datetime:
    """The first moment, not before another, at which local clocks show this time."""
    day = moment.astimezone(zone).date()
    minute = clock.hour * 60 + clock.minute
    today = at_minute(day, minute, zone)
    return today if today >= moment else at_minute(day + timedelta(days=1), minute, zone)


def last_until(clock: time, moment: datetime, zone: ZoneInfo) -> datetime:
    """The last moment, not after another, at which local clocks show this time."""
    day = moment.astimezone(zone).date()
    minute = clock.hour * 60 + clock.minute
    today = at_minute(day, minute, zone)
    return today if today <= moment else at_minute(day - timedelta(days=1), minute, zone)
