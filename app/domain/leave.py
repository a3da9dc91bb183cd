"""Leave: asked for by the member, decided by the coordinator."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST = timedelta(days=60)
FARTHEST = timedelta(days=400)


class LeaveFault(StrEnum):
    """Why leave cannot be asked for these days."""

    MISSING = "missing"
    END_FIRST = "end_first"
    PAST = "past"
    TOO_LONG = "too_long"
    TOO_FAR = "too_far"
    ALREADY = "already"


@dataclass(frozen=True)
class LeaveDays:
    """From the first day to the last, both included, in the member's home time."""

    first: date
    last: date

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1


def fault_of(days: LeaveDays, today: date, *, is_asked_already: bool) -> LeaveFault | None:
    """The first reason why these days cannot be asked for; None when they can."""
    if days.last < days.first:
        return LeaveFault.END_FIRST
    if days.first < today:
        return LeaveFault.PAST
    if days.count > LONGEST.days:
        return LeaveFault.TOO_LONG
    if days.first - today > FARTHEST:
        return LeaveFault.TOO_FAR
    return LeaveFault.ALREADY if is_asked_already else None
