"""When a member is reminded of a job that is theirs, and from when they may say they set out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.domain.messages import MessageKind

#: Before the session begins (domain E8), in hours that pass and not on the clock: a night in
#: which clocks change makes nobody late.
LEAD = timedelta(hours=24)
BORDER_LEAD = timedelta(hours=72)
HANDSHAKE_LEAD = timedelta(hours=3)
SHORT_HANDSHAKE_LEAD = timedelta(minutes=90)
#: Who is there within this, or takes part from home, is asked later whether they come.
SHORT_WAY = timedelta(minutes=30)
LONGEST_LEAD = BORDER_LEAD
SET_OUT_FROM = timedelta(hours=6)


class Notice(StrEnum):
    """What a member is told ahead: of the passport in time to look for it, of tomorrow, of now."""

    PASSPORT = "passport"
    REMINDER = "reminder"
    HANDSHAKE = "handshake"


KINDS: Mapping[Notice, MessageKind] = {
    Notice.PASSPORT: MessageKind.REMINDER,
    Notice.REMINDER: MessageKind.REMINDER,
    Notice.HANDSHAKE: MessageKind.HANDSHAKE,
}
#: So long after it was due a text still helps; later it is not written.
WINDOWS: Mapping[Notice, timedelta] = {
    Notice.PASSPORT: timedelta(hours=6),
    Notice.REMINDER: timedelta(hours=6),
    Notice.HANDSHAKE: timedelta(minutes=45),
}


@dataclass(frozen=True)
class ComingJob:
    """A confirmed job; ``way`` is zero for who takes part from where they are."""

    starts_at: datetime
    confirmed_at: datetime
    way: timedelta
    crosses_border: bool


@dataclass(frozen=True)
class Reminder:
    """A text that is due now, and from when on it would be of no use."""

    notice: Notice
    kind: MessageKind
    useless_after: datetime


def due_at(notice: Notice, job: ComingJob) -> datetime:
    """The moment of the text, in UTC."""
    handshake = SHORT_HANDSHAKE_LEAD if job.way <= SHORT_WAY else HANDSHAKE_LEAD
    leads = {Notice.PASSPORT: BORDER_LEAD, Notice.REMINDER: LEAD, Notice.HANDSHAKE: handshake}
    return job.starts_at.astimezone(UTC) - leads[notice]


def notices_of(job: ComingJob) -> list[Notice]:
    """What the member is told, in order."""
    return [each for each in Notice if each is not Notice.PASSPORT or job.crosses_border]


def due_reminders(job: ComingJob, now: datetime) -> Iterator[Reminder]:
    """What has to be written now. Who said yes after a text was due has just read it all. Each
    is of no use once the next one is due."""
    notices = notices_of(job)
    ends = [*(due_at(notice, job) for notice in notices[1:]), job.starts_at]
    for notice, useless_after in zip(notices, ends, strict=True):
        due = due_at(notice, job)
        if job.confirmed_at <= due <= now < due + WINDOWS[notice]:
            yield Reminder(notice, KINDS[notice], useless_after)


def may_set_out(starts_at: datetime, now: datetime) -> bool:
    """Whether it is time to say that one is on the way: the last hours before the start."""
    start = starts_at.astimezone(UTC)
    return start - SET_OUT_FROM <= now < start
