"""Offers: how long a member has to answer, by which number they do, and where one stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import chain
from zoneinfo import ZoneInfo

from app.domain.calendars import WorkingCalendar
from app.domain.states import AssignmentState, OfferState

#: Reply windows by lead time (domain E4), in working days of the country of who must answer.
LONG_LEAD_DAYS, MIDDLE_LEAD_DAYS, SHORT_LEAD_DAYS = 20, 10, 2
ANSWER_NEXT_DAY_BY = time(15, 0)
SAME_DAY_UNTIL = time(14, 0)
ANSWER_SAME_DAY_BY = time(16, 30)
SHORT_WINDOW = timedelta(minutes=20)
ACUTE_LEAD = timedelta(hours=2)
ACUTE_WINDOW = timedelta(minutes=5)
#: An answer later than this before the way there begins helps nobody.
PACKING_TIME = timedelta(minutes=30)

FIRST_NUMBER, LAST_TWO_DIGITS, LAST_NUMBER = 10, 99, 9999

QUIET_FROM, QUIET_UNTIL = time(21, 0), time(7, 0)


class Lead(StrEnum):
    """How far ahead a session is: it decides how long members have and how many are asked."""

    LONG = "long"
    MIDDLE = "middle"
    SHORT = "short"
    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"
    ACUTE = "acute"


_WORKING_DAYS = {Lead.LONG: 2, Lead.MIDDLE: 1}


class Standing(StrEnum):
    """What an offer's member has to be told of it."""

    OPEN = "open"
    HELD = "held"
    YOURS = "yours"
    GIVEN_BACK = "given_back"
    DECLINED = "declined"
    EXPIRED = "expired"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    BEGUN = "begun"
    NOT_VETTED = "not_vetted"
    ABSENT = "absent"


@dataclass(frozen=True)
class OfferFacts:
    """What decides where an offer stands. ``is_vetted`` and ``is_absent`` are about the
    session's time and country; ``is_cancelled`` is about the session or its request."""

    state: OfferState
    assignment: AssignmentState
    expires_at: datetime
    starts_at: datetime
    is_filled_by_other: bool
    is_cancelled: bool
    is_vetted: bool
    is_absent: bool


_AFTER_ACCEPTING = {
    AssignmentState.CANCELLED: Standing.CANCELLED,
    AssignmentState.RELEASED: Standing.WITHDRAWN,
    AssignmentState.WITHDRAWN: Standing.GIVEN_BACK,
}


def standing(facts: OfferFacts, now: datetime) -> Standing:
    """Where the offer stands now; the first reason that keeps it from being answered."""
    if facts.state is OfferState.ACCEPTED:
        return _AFTER_ACCEPTING.get(facts.assignment, Standing.YOURS)
    if facts.state is OfferState.DECLINED:
        return Standing.DECLINED
    if facts.is_cancelled or facts.assignment is AssignmentState.CANCELLED:
        return Standing.CANCELLED
    if facts.is_filled_by_other:
        return Standing.FILLED
    return Standing.WITHDRAWN if facts.state is OfferState.WITHDRAWN else _of_live(facts, now)


def _of_live(facts: OfferFacts, now: datetime) -> Standing:
    if facts.state is OfferState.EXPIRED or now >= facts.expires_at:
        return Standing.EXPIRED
    return Standing.HELD if facts.state is OfferState.HELD else _of_open(facts, now)


def _of_open(facts: OfferFacts, now: datetime) -> Standing:
    if now >= facts.starts_at:
        return Standing.BEGUN
    if not facts.is_vetted:
        return Standing.NOT_VETTED
    return Standing.ABSENT if facts.is_absent else Standing.OPEN


def reply_deadline(
    now: datetime,
    starts_at: datetime,
    travel: timedelta,
    zone: ZoneInfo,
    calendar: WorkingCalendar,
) -> datetime:
    """When an offer made now must be answered: by lead time, before the member has to set out,
    and never less than five minutes from now. ``starts_at`` lies ahead of ``now``."""
    useful_until = starts_at - travel - PACKING_TIME
    soonest = min(now + ACUTE_WINDOW, starts_at)
    return max(min(_window_end(now, starts_at, zone, calendar), useful_until), soonest)


def lead_of(now: datetime, starts_at: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> Lead:
    """How much time there is, in working days of the country of who must answer."""
    if starts_at - now <= ACUTE_LEAD:
        return Lead.ACUTE
    local, starts_on = now.astimezone(zone), starts_at.astimezone(zone).date()
    counted, clock = _counted(local, calendar)
    days = calendar.working_days_between(counted, starts_on)
    if days >= SHORT_LEAD_DAYS:
        leads = ((LONG_LEAD_DAYS, Lead.LONG), (MIDDLE_LEAD_DAYS, Lead.MIDDLE))
        return next((lead for least, lead in leads if days > least), Lead.SHORT)
    answer_on = counted if days == 1 else local.date()
    if starts_on > answer_on and (clock if days == 1 else local.time()) < SAME_DAY_UNTIL:
        return Lead.NEXT_DAY
    return Lead.SAME_DAY


def _counted(local: datetime, calendar: WorkingCalendar) -> tuple[date, time]:
    """What is asked on a day off counts from the midnight of the next working day."""
    today = local.date()
    if calendar.is_working_day(today):
        return today, local.time()
    return calendar.next_working_day(today), time.min


def _window_end(
    now: datetime, starts_at: datetime, zone: ZoneInfo, calendar: WorkingCalendar
) -> datetime:
    lead = lead_of(now, starts_at, zone, calendar)
    local, starts_on = now.astimezone(zone), starts_at.astimezone(zone).date()
    counted, clock = _counted(local, calendar)
    if lead in _WORKING_DAYS:
        return _at(calendar.add_working_days(counted, _WORKING_DAYS[lead]), clock, zone)
    if lead is Lead.SHORT:
        return _at(calendar.next_working_day(counted), ANSWER_NEXT_DAY_BY, zone)
    if lead is Lead.NEXT_DAY:
        days = calendar.working_days_between(counted, starts_on)
        return _at(counted if days == 1 else local.date(), ANSWER_SAME_DAY_BY, zone)
    return now + (ACUTE_WINDOW if lead is Lead.ACUTE else SHORT_WINDOW)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock.replace(tzinfo=None), zone)


def next_number(last: int | None, taken: Collection[int]) -> int:
    """The short number of a member's next offer: the one after their ``last``, so that an old
    text is not mistaken for a new one; two digits while any of those is free."""
    start = FIRST_NUMBER if last is None or last >= LAST_TWO_DIGITS else last + 1
    two_digits = chain(range(start, LAST_TWO_DIGITS + 1), range(FIRST_NUMBER, start))
    longer = range(LAST_TWO_DIGITS + 1, LAST_NUMBER + 1)
    return next(number for number in chain(two_digits, longer) if number not in taken)
