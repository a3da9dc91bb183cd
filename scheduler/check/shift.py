"""One member's day: when they leave, by which ways they go and when they are back."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scheduler.check.lookups import Lookups
from scheduler.check.roads import Way
from scheduler.check.served import Served
from scheduler.plan import Duty
from scheduler.problem import Member


@dataclass(frozen=True, slots=True)
class Shift:
    """One member's day as the referee reckons it."""

    member: Member
    day: int
    served: tuple[Served, ...]
    starts_at: str
    sleeps_at: str
    ways: tuple[Way | None, ...]
    """To each seat, then to the place of sleep."""
    leaves: int
    returns: int

    @property
    def arrivals(self) -> Iterator[tuple[Served, str, Way | None]]:
        """Each seat, the place the member comes from, and the way from there."""
        origins = (self.starts_at, *(s.place for s in self.served))
        return zip(self.served, origins, self.ways, strict=False)

    @property
    def travel_minutes(self) -> int:
        """On the way, with waits at borders."""
        return sum(w.minutes for w in self.ways if w is not None)

    @property
    def kilometres(self) -> int:
        """Of all ways."""
        return sum(w.kilometres for w in self.ways if w is not None)

    def crosses(self, borders: Collection[str]) -> bool:
        """Whether a way leads over one of these borders."""
        return bool(borders) and any(w is not None and w.border in borders for w in self.ways)


def shift_of(known: Lookups, duty: Duty, served: tuple[Served, ...]) -> Shift:
    """The duty reckoned from the raw problem; ``served`` is what it holds, in order of time."""
    ways = _ways(known, duty, served)
    first, last = ways[0], ways[-1]
    if served:
        leaves = first.leaves if first else served[0].busy_from
        returns = last.arrives if last else served[-1].busy_until
    else:
        leaves, returns = duty.leaves, last.arrives if last else duty.leaves
    return Shift(
        member=known.members[duty.member],
        day=duty.day,
        served=served,
        starts_at=duty.starts_at,
        sleeps_at=duty.sleeps_at,
        ways=ways,
        leaves=leaves,
        returns=returns,
    )


def _ways(known: Lookups, duty: Duty, served: tuple[Served, ...]) -> tuple[Way | None, ...]:
    roads, start, sleep = known.roads, duty.starts_at, duty.sleeps_at
    if not served:
        return (roads.after(start, sleep, duty.leaves),)
    first, last = served[0], served[-1]
    arrival = first.busy_from - known.buffer(start, first.place)
    between = [roads.after(a.place, b.place, a.busy_until) for a, b in itertools.pairwise(served)]
    return (
        roads.before(start, first.place, arrival),
        *between,
        roads.after(last.place, sleep, last.busy_until),
    )
