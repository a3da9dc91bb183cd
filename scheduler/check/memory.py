"""What was reckoned of seats and days, for as long as they and the problem stay the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields

from scheduler.check.served import Served
from scheduler.check.shift import Shift
from scheduler.plan import Duty
from scheduler.problem import Problem

LISTS = {
    *("name", "sessions", "seats", "members", "borders", "recusals", "pins", "confirmed", "lent")
}
"""What events change row by row. A change of anything else may touch every seat and day."""
TABLES = [f.name for f in fields(Problem) if f.name not in LISTS]


@dataclass(slots=True)
class Memory:
    """By the place in memory of what it is about, which it holds on to."""

    served: dict[int, Served] = field(default_factory=dict)
    """By assignment."""
    shifts: dict[int, tuple[Duty, Shift]] = field(default_factory=dict)
    """By duty."""

    def kept(self, before: Problem, now: Problem) -> Memory:
        """What holds in another problem as well."""
        if any(getattr(before, t) is not getattr(now, t) for t in TABLES):
            return Memory()
        rows = {id(x) for x in (*now.seats, *now.sessions, *now.members)}
        shut = other_borders(before, now)
        served = {
            k: s
            for k, s in self.served.items()
            if id(s.seat) in rows and id(s.session) in rows and id(s.member) in rows
        }
        units = {id(s) for s in served.values()}
        shifts = {
            k: (duty, shift)
            for k, (duty, shift) in self.shifts.items()
            if id(shift.member) in rows
            and all(id(s) in units for s in shift.served)
            and not shift.crosses(shut)
        }
        return Memory(served, shifts)


def other_borders(one: Problem, other: Problem) -> Collection[str]:
    """Borders at which one waits otherwise in the other problem."""
    if one.borders is other.borders:
        return ()
    return {b.id for b in {*one.borders} ^ {*other.borders}}
