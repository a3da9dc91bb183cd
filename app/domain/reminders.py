"""When a member is reminded of a job that is theirs, and from when they may say they set out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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

#: So long after it was due a text still helps; later it is not written.
WINDOWS: Mapping[MessageKind, timedelta] = {
    MessageKind.REMINDER: timedelta(hours=6),
    MessageKind.HANDSHAKE: timedelta(minutes=45),
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

    kind: MessageKind
    useless_after: datetime


def due_at(kind: MessageKind, job: ComingJob) -> datetime:
    """The moment of the text of that kind, in UTC."""
    if kind is MessageKind.REMINDER:
        lead = BORDER_LEAD if job.crosses_border else LEAD
    else:
        lead = SHORT_HANDSHAKE_LEAD if job.way <= SHORT_WAY else HANDSHAKE_LEAD
    return job.starts_at.astimezone(UTC) - lead


def due_reminders(job: ComingJob, now: datetime) -> Iterator[Reminder]:
    """What has to be written now. Who said yes after a text was due has just read it all."""
    useless_after = {
        MessageKind.REMINDER: due_at(MessageKind.HANDSHAKE, job),
        MessageKind.HANDSHAKE: job.starts_at,
    }
    for kind, window in WINDOWS.items():
        due = due_at(kind, job)
        if job.confirmed_at <= due <= now < due + window:
            yield Reminder(kind, useless_after[kind])


def may_set_out(starts_at: datetime, now: datetime) -> bool:
    """Whether it is time to say that one is on the way: the last hours before the start."""
    start = starts_at.astimezone(UTC)
    return start - SET_OUT_FROM <= now < start
