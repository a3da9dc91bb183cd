"""What was reckoned of seats and days, for as long as they and the problem stay the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from scheduler.check.served import Served
from scheduler.check.shift import Shift
from scheduler.plan import Assignment, Duty
from scheduler.problem import Problem, Recusal

LISTS = {"name", "sessions", "seats", "members", "recusals", "pins", "confirmed", "lent"}
"""What events change row by row. A change of anything else may touch every seat and day."""


@dataclass(slots=True)
class Memory:
    """By the place in memory of what it is about, which it holds on to."""

    served: dict[int, Served] = field(default_factory=dict)
    """By assignment."""
    shifts: dict[int, tuple[Duty, Shift]] = field(default_factory=dict)
    """By duty."""
    found: dict[object, dict[int, tuple[Served | Shift, object]]] = field(default_factory=dict)
    """What follows from one of these alone, by the function that says so."""

    def kept(self, before: Problem, now: Problem) -> Memory:
        """What holds in another problem as well."""
        if any(getattr(before, t) is not getattr(now, t) for t in _TABLES):
            return Memory()
        same = _Same(before, now)
        served = {k: s for k, s in self.served.items() if same.served(s)}
        units = {id(s) for s in served.values()}
        shifts = {
            k: (duty, shift)
            for k, (duty, shift) in self.shifts.items()
            if shift.member.id in same.members and all(id(s) in units for s in shift.served)
        }
        return self._of_units(served, shifts)

    def of(self, assignments: Iterable[Assignment], duties: Iterable[Duty]) -> Memory:
        """What is about these."""
        given, days = {id(a) for a in assignments}, {id(d) for d in duties}
        served = {k: s for k, s in self.served.items() if k in given}
        shifts = {k: entry for k, entry in self.shifts.items() if k in days}
        return self._of_units(served, shifts)

    def _of_units(self, served: dict[int, Served], shifts: dict[int, tuple[Duty, Shift]]) -> Memory:
        """These, and what follows from one of them alone."""
        units = {id(s) for s in served.values()} | {id(s) for _, s in shifts.values()}
        found = {
            reckon: {k: entry for k, entry in known.items() if k in units}
            for reckon, known in self.found.items()
        }
        return Memory(served, shifts, found)


_TABLES = [f.name for f in fields(Problem) if f.name not in LISTS]


class _Same:
    """The rows that are the same in two problems."""

    def __init__(self, before: Problem, now: Problem) -> None:
        known = {id(m) for m in before.members}
        was, is_ = _recusals(before), _recusals(now)
        self.members = {
            m.id for m in now.members if id(m) in known and was.get(m.id) == is_.get(m.id)
        }
        self.rows = {id(x) for x in (*now.seats, *now.sessions)}

    def served(self, s: Served) -> bool:
        """Whether everything that an assignment refers to is."""
        return (
            s.member.id in self.members and id(s.seat) in self.rows and id(s.session) in self.rows
        )


def _recusals(problem: Problem) -> dict[str, list[Recusal]]:
    found: dict[str, list[Recusal]] = {}
    for recusal in problem.recusals:
        found.setdefault(recusal.member, []).append(recusal)
    return found
