"""The policy of delivery: when a call replaces a text, what a day may cost, when the second
provider takes over."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.said import Sentence, said


class Hold(StrEnum):
    """Which limit keeps a message waiting for a person or for the next day."""

    PERSON = "person"
    DAY = "day"


@dataclass(frozen=True)
class Policy:
    """Settings of delivery, as they hold until a coordinator changes them.

    Limits are euro cents a day; 0 is no limit. ``urgent_passes``: what cannot wait for the next
    day, or is for a statutory deadline, goes in spite of them. An unanswered offer is called
    ``call_before_minutes`` before its deadline, or half-way through a shorter one. After so many
    failures in a row a provider is spared for ``failover_minutes``.
    """

    person_day_cents: int = 1000
    day_cents: int = 20_000
    urgent_passes: bool = True
    calls_unanswered: bool = True
    call_before_minutes: int = 60
    failures_before_failover: int = 3
    failover_minutes: int = 10


_RANGES = {
    "person_day_cents": (0, 1_000_000),
    "day_cents": (0, 10_000_000),
    "call_before_minutes": (1, 24 * 60),
    "failures_before_failover": (1, 100),
    "failover_minutes": (1, 24 * 60),
}


def find_faults(new: Policy) -> dict[str, Sentence]:
    """What is wrong by field, with the remedy."""
    return dict(_faults(new))


def _faults(new: Policy) -> Iterator[tuple[str, Sentence]]:
    for each in fields(new):
        least, most = _RANGES.get(each.name, (0, 1))
        if not least <= getattr(new, each.name) <= most:
            yield (
                each.name,
                said("Give a whole number from {least} to {most}.", least=least, most=most),
            )


def hold_of(
    policy: Policy, cost_tenths: int, person_tenths: int, day_tenths: int, *, is_urgent: bool
) -> Hold | None:
    """The limit that a message would break, given what was spent today; None when it may go."""
    if is_urgent and policy.urgent_passes:
        return None
    if policy.person_day_cents and person_tenths + cost_tenths > policy.person_day_cents * 10:
        return Hold.PERSON
    if policy.day_cents and day_tenths + cost_tenths > policy.day_cents * 10:
        return Hold.DAY
    return None


def day_of(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The local day of spending: its beginning, and that of the next."""
    today = now.astimezone(zone).date()
    return (
        datetime.combine(today, time(0), zone),
        datetime.combine(today + timedelta(days=1), time(0), zone),
    )
