"""The day of a session: who is on the way, who is late, who did not come, and since when.

Silence is no proof: only who neither said that they set out, nor was seen, counts as absent,
and whoever knows better corrects it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.reminders import HANDSHAKE_LEAD, SHORT_HANDSHAKE_LEAD, SHORT_WAY

#: Without a word so long before the start, somebody else is looked for (domain E8).
STANDBY_LEAD = timedelta(hours=2)
SHORT_STANDBY_LEAD = timedelta(minutes=60)
#: From when a member may say that they are late, or that they are there.
LATE_FROM = timedelta(hours=6)
ARRIVE_FROM = timedelta(minutes=60)
#: How late one may say one will be, in minutes.
LATE_CHOICES = (5, 10, 15, 20, 30, 45, 60, 90)
#: So long after the end a session that nobody has spoken of counts as held, until corrected.
CLOSED_AFTER = timedelta(hours=24)
#: The thanks, with the link to enter times, come so long after the booked end.
THANKED_AFTER = timedelta(minutes=10)
THANKED_WITHIN = timedelta(hours=12)


class Presence(StrEnum):
    """Where a member who has said yes is, as far as anybody has said."""

    EXPECTED = "expected"
    SILENT = "silent"
    ON_THE_WAY = "on_the_way"
    SAID_LATE = "said_late"
    OVERDUE = "overdue"
    ARRIVED = "arrived"
    BEGUN = "begun"
    OVER = "over"


@dataclass(frozen=True)
class WaitingTerms:
    """A policy's waiting times: when a member is late, when absent, and how long a member waits
    for an officer or an applicant who does not come."""

    late_after: timedelta
    absent_after: timedelta
    wait: timedelta


@dataclass(frozen=True)
class DayFacts:
    """What is known of one member's session; ``way`` is zero for who takes part from home."""

    starts_at: datetime
    ends_at: datetime
    way: timedelta
    terms: WaitingTerms
    on_my_way_at: datetime | None = None
    late_minutes: int | None = None
    arrived_at: datetime | None = None
    began_at: datetime | None = None

    @property
    def expected_at(self) -> datetime:
        """The start, or when a member who said how late they are will be there."""
        return self.starts_at + timedelta(minutes=self.late_minutes or 0)

    @property
    def has_spoken(self) -> bool:
        """Whether anything says that the member means to come."""
        return any((self.on_my_way_at, self.late_minutes, self.arrived_at, self.began_at))


def presence(facts: DayFacts, now: datetime) -> Presence:
    """The newest of what is known."""
    if now >= facts.ends_at:
        return Presence.OVER
    if facts.began_at or facts.arrived_at:
        return Presence.BEGUN if facts.began_at else Presence.ARRIVED
    if now >= facts.expected_at + facts.terms.late_after:
        return Presence.OVERDUE
    if facts.late_minutes:
        return Presence.SAID_LATE
    if facts.on_my_way_at:
        return Presence.ON_THE_WAY
    return Presence.SILENT if now >= handshake_at(facts) else Presence.EXPECTED


def handshake_at(facts: DayFacts) -> datetime:
    lead = SHORT_HANDSHAKE_LEAD if facts.way <= SHORT_WAY else HANDSHAKE_LEAD
    return facts.starts_at - lead


def needs_standby(facts: DayFacts, now: datetime) -> bool:
    """Whether the handshake has stayed out for so long that somebody else is looked for."""
    lead = SHORT_STANDBY_LEAD if facts.way <= SHORT_WAY else STANDBY_LEAD
    return not facts.has_spoken and facts.starts_at - lead <= now < facts.ends_at


def is_overdue(facts: DayFacts, now: datetime) -> bool:
    """Whether the member is late and is asked where they are."""
    return presence(facts, now) is Presence.OVERDUE


def is_no_show(facts: DayFacts, now: datetime) -> bool:
    """Whether the clock may take it that they do not come: not a word all the while."""
    return not facts.has_spoken and now >= facts.starts_at + facts.terms.absent_after


def is_thanked(facts: DayFacts, now: datetime) -> bool:
    """Whether it is time to thank whoever came, or said they would."""
    due = facts.ends_at + THANKED_AFTER
    return facts.has_spoken and due <= now < due + THANKED_WITHIN


def is_taken_as_held(facts: DayFacts, now: datetime) -> bool:
    """Whether a session nobody spoke of afterwards counts as held, until somebody corrects it."""
    return facts.has_spoken and now >= facts.ends_at + CLOSED_AFTER


def wait_until(facts: DayFacts) -> datetime:
    """Until when a member waits for who does not come; the waiting is paid."""
    return facts.starts_at + facts.terms.wait


def may_say_late(facts: DayFacts, now: datetime) -> bool:
    is_there = facts.arrived_at is not None or facts.began_at is not None
    return not is_there and facts.starts_at - LATE_FROM <= now < facts.ends_at


def may_arrive(facts: DayFacts, now: datetime) -> bool:
    return facts.arrived_at is None and facts.starts_at - ARRIVE_FROM <= now < facts.ends_at


def may_begin(facts: DayFacts, now: datetime) -> bool:
    """Sessions begin early too, once whoever interprets is there."""
    is_time = facts.starts_at - ARRIVE_FROM <= now < facts.ends_at
    return facts.began_at is None and facts.arrived_at is not None and is_time
