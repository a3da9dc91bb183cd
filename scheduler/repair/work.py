"""One repair: the greedy answer, and what a close look at some days makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scheduler.check import Report
from scheduler.events import BorderClosed, Changed, Event, NewRequest
from scheduler.excerpt import joined, totalled
from scheduler.plan import Assignment, Plan
from scheduler.refusal import IllegalPlanError
from scheduler.repair.around import around
from scheduler.repair.damage import Damage, damage
from scheduler.repair.exact import best_routes
from scheduler.repair.greedy import Workbench
from scheduler.repair.latest import Known
from scheduler.repair.mend import mended, wanted
from scheduler.repair.who import Who

TRIES, SHOWN = 5, 5
"""Times that what turns out to be impossible is given up."""
ROUNDS = (14, 10, 8)
"""Times that routes are priced in at most, of each day that is looked at closely."""
Key = tuple[int, int, int]


class Work:
    """What is known of the plan before, and of what the events make of it."""

    def __init__(self, changed: Changed, base: Known, events: Sequence[Event]) -> None:
        self.problem, self.lifted, self.events = changed.problem, changed.lifted, events
        plan = base.view.plan
        self.plan = replace(plan, uncovered=(), bound=plan.bound if changed.narrower else 0)
        if any(isinstance(e, NewRequest) for e in events):
            self.plan = replace(self.plan, coverage=())
        self.base, self.now = base, base.changed(self.problem)

    @property
    def who(self) -> Who:
        """Who may serve which seat."""
        return self.now.who

    def greedy(self) -> Plan:
        """The greedy answer; what turns out to be impossible is given up."""
        lost: set[str] = set()
        report = None
        for _ in range(TRIES):
            plan, report = self._mended(damage(self.now.view.of(self.plan), self.events, lost))
            if report.legal:
                return plan
            self._lift(report)
            new = {x for v in report.violations for x in v.seats} & self.damage.loose
            new = new or set(self.damage.loose)
            if new <= lost:
                break
            lost |= new
        broken = report.violations if report is not None else ()
        raise IllegalPlanError("; ".join(v.message for v in broken[:SHOWN]))

    def _lift(self, report: Report) -> None:
        """A closed border lifts the pins that it makes impossible."""
        if not any(isinstance(e, BorderClosed) for e in self.events):
            return
        gone = {x for v in report.violations if v.rule == "pins_kept" for x in v.seats}
        gone &= self.damage.open_seats
        if gone:
            self.lifted += tuple(p for p in self.problem.pins if p.seat in gone)
            pins = tuple(p for p in self.problem.pins if p.seat not in gone)
            self.problem = replace(self.problem, pins=pins)
            self.plan = replace(self.plan, bound=0, coverage=())
            self.now = self.now.changed(self.problem)

    def _mended(self, hurt: Damage) -> tuple[Plan, Report]:
        """Put back what can stay, insert the rest."""
        new = {s.id for e in self.events if isinstance(e, NewRequest) for s in e.seats}
        self.wanted = wanted(hurt, new, self.base, self.who)
        seats = hurt.open_seats.union(self.wanted)
        plan, self.damage = mended(hurt, seats, self.base, self.who)
        return self._judged(plan)

    def _judged(self, plan: Plan) -> tuple[Plan, Report]:
        """With the referee's totals, and the report."""
        report = self.base.judged.again(self.now.view.of(plan))
        return totalled(plan, report), report

    def deeper(self, plan: Plan) -> Plan:
        """Look closely at days on which something is open or moved."""
        hurt, best = self.damage, plan
        served, moved = {a.seat for a in best.assignments}, set(self.moved(best))
        wanted = {*hurt.open_seats, *self.wanted} - served | hurt.loose & moved
        days: dict[int, list[str]] = {}
        for x in sorted(wanted):
            days.setdefault(self.base.day(self.now.view, x), []).append(x)
        order = sorted(days, key=lambda d: (-len(days[d]), d))
        for day, rounds in zip(order, ROUNDS, strict=False):
            found = self._closely(best, day, days[day], rounds)
            if found is not None and self.key(found) < self.key(best):
                best = found
        return best

    def _closely(self, plan: Plan, day: int, wanted: list[str], rounds: int) -> Plan | None:
        view = self.damage.view.of(plan)
        slots, free = around(view, self.who, day, wanted)
        bench = Workbench(view, slots, free, self.base.promised)
        routes = best_routes(bench, rounds) if bench.whole else None
        if routes is None or {r.key for r in routes if r.seats} == {
            r.key for r in bench.routes if r.seats
        }:
            return None
        found, report = self._judged(joined(plan, bench.slots, bench.compiled, routes))
        return found if report.legal else None

    def moved(self, plan: Plan) -> tuple[str, ...]:
        """Seats that are served otherwise than before."""
        now, asked = {a.seat: a for a in plan.assignments}, self.now.view.seats
        others = ((a, b) for x, a in self.base.given.items() if (b := now.get(x)) is not a)
        moved = (a.seat for a, b in others if not _alike(a, b))
        return tuple(sorted(x for x in moved if x in asked))

    def key(self, plan: Plan) -> Key:
        """Most covered, fewest changes, best value."""
        coverage = next(t.value for t in plan.tiers if t.name == "coverage")
        return coverage, len(self.moved(plan)), plan.value


def _alike(one: Assignment, other: Assignment | None) -> bool:
    """Whether one member serves the seat at one start in one modality."""
    return other is not None and (one.member, one.start, one.modality) == (
        other.member,
        other.start,
        other.modality,
    )
