"""Rules about when: clock changes, the past, windows, lengths, children's hours, deadlines."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from app.domain.errors import InvalidError
from app.domain.local_time import to_utc
from app.domain.procedures import ProcedureCode
from app.domain.request_rules.kinds import Fault
from app.domain.requests import (
    NewRequest,
    Setting,
    Window,
    length_of,
    trainings_of,
    window_of,
)
from app.domain.said import said
from app.domain.vocabulary import TrainingTopic

FARTHEST_AHEAD = timedelta(days=180)
LONGEST_WINDOW = timedelta(hours=12)
SHORTEST_MINUTES = 5
#: When a child may be heard: neither at the midday meal nor at bedtime (domain A2 rule 22).
CHILD_HOURS = ((time(9), time(13)), (time(14), time(17)))
#: Meetings whose hour nobody chooses, also not for a child.
CANNOT_WAIT = frozenset({ProcedureCode.POL, ProcedureCode.REG, ProcedureCode.MED})


def times_exist(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    try:
        window_of(new, setting.zone)
    except InvalidError as error:
        yield from error.fields.items()
    except OverflowError:
        yield (
            "start",
            said("There is no such year in the calendar of computers; choose another day."),
        )


def start_lies_ahead(new: NewRequest, setting: Setting, now: datetime) -> Iterator[Fault]:
    window = _window(new, setting)
    if window is None:
        return
    if window.earliest <= now:
        yield (
            "start",
            said("{start:%d.%m.%Y %H:%M} has passed; choose a later time.", start=new.start),
        )
    elif window.earliest > now + FARTHEST_AHEAD:
        yield (
            "start",
            said(
                "{start:%d.%m.%Y} is more than {days} days ahead; choose an earlier day.",
                start=new.start,
                days=FARTHEST_AHEAD.days,
            ),
        )


def window_is_ordered(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    window = _window(new, setting)
    if window is None or new.latest_start is None:
        return
    if window.latest < window.earliest:
        yield (
            "latest_start",
            said(
                "{latest_start:%H:%M} is before the earliest start, {start:%H:%M}; "
                "choose a later time.",
                latest_start=new.latest_start,
                start=new.start,
            ),
        )
    elif window.latest - window.earliest > LONGEST_WINDOW:
        yield (
            "latest_start",
            said(
                "The start may vary by {most} hours at most; file a request for each day.",
                most=LONGEST_WINDOW // timedelta(hours=1),
            ),
        )


def length_is_allowed(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    if new.minutes is None:
        return
    if new.minutes < SHORTEST_MINUTES:
        yield (
            "minutes",
            said(
                "A session lasts {least} minutes at least.",
                least=SHORTEST_MINUTES,
            ),
        )
    elif setting.terms and new.minutes > setting.terms.longest_minutes:
        yield (
            "minutes",
            said(
                "{procedure} lasts {most} minutes at most "
                "({law}); shorten it or file two requests.",
                procedure=setting.procedure_name,
                most=setting.terms.longest_minutes,
                law=setting.terms.legal_reference,
            ),
        )


def child_is_heard_in_child_hours(
    new: NewRequest, setting: Setting, _now: datetime
) -> Iterator[Fault]:
    terms = setting.terms
    if terms is None or new.procedure in CANNOT_WAIT:
        return
    if TrainingTopic.CHILDREN not in trainings_of(new, terms):
        return
    last = new.latest_start or new.start
    end = last + timedelta(minutes=length_of(new, terms))
    if not any(_lies_within(new.start, end, *hours) for hours in CHILD_HOURS):
        (nine, noon), (two, evening) = CHILD_HOURS
        yield (
            "start",
            said(
                "A child is heard within {nine:%H:%M} to {noon:%H:%M} or {two:%H:%M} to "
                "{evening:%H:%M}; choose other times or a shorter session.",
                nine=nine,
                noon=noon,
                two=two,
                evening=evening,
            ),
        )


def _lies_within(start: datetime, end: datetime, first: time, last: time) -> bool:
    return start.date() == end.date() and first <= start.time() and end.time() <= last


def deadline_is_kept(new: NewRequest, _setting: Setting, _now: datetime) -> Iterator[Fault]:
    if new.deadline_on is None:
        return
    if not new.deadline_reason.strip():
        yield "deadline_reason", said("Say what sets the deadline, for example the 15-day limit.")
    if (new.latest_start or new.start).date() > new.deadline_on:
        yield (
            "deadline_on",
            said(
                "The session may be after the deadline, {deadline_on:%d.%m.%Y}; choose "
                "an earlier day for it.",
                deadline_on=new.deadline_on,
            ),
        )


def embargo_ends_before_the_start(
    new: NewRequest, setting: Setting, now: datetime
) -> Iterator[Fault]:
    if new.embargoed_until is None:
        return
    try:
        until = to_utc(new.embargoed_until, setting.zone, "embargoed_until")
    except InvalidError as error:
        yield from error.fields.items()
        return
    if until <= now:
        yield "embargoed_until", said("The embargo has ended already; leave it out.")
    elif new.embargoed_until >= new.start:
        yield "embargoed_until", said("The embargo must end before the session starts.")


def _window(new: NewRequest, setting: Setting) -> Window | None:
    try:
        return window_of(new, setting.zone)
    except (InvalidError, OverflowError):
        return None
