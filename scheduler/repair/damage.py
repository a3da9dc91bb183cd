"""What events take from a plan: seats lost, and days that must be put together anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from scheduler.check.seat_rules import SEAT_RULES
from scheduler.check.view import View
from scheduler.events import Cancelled, Decline, Event, Sick
from scheduler.excerpt import Slot, tied
from scheduler.plan import Duty, Plan
from scheduler.repair.borders import retimed


@dataclass(frozen=True, slots=True)
class Damage:
    """The plan as far as it stands, and what is to be mended."""

    view: View
    """Of the changed problem and of the plan without the touched days."""
    lost: frozenset[str]
    """Seats that need somebody else, or another time."""
    loose: frozenset[str]
    """Seats of touched days that may stay where they were."""
    touched: tuple[Duty, ...]
    """The days as they were, less the seats lost."""
    before: View
    """Of the plan with these days."""

    @property
    def open_seats(self) -> frozenset[str]:
        return self.lost | self.loose

    def without(self, seats: Collection[str]) -> Damage:
        """With some of the loose seats lost as well."""
        loose = self.loose.difference(seats)
        less = tuple(_only(d, loose) for d in self.touched)
        before = _less(self.before.plan, seats, (*self.view.plan.duties, *less))
        return Damage(self.view, self.open_seats - loose, loose, less, self.view.of(before))


def damage(now: View, events: Sequence[Event], more: Iterable[str]) -> Damage:
    """Look at the plan in the changed problem; ``more`` are seats found to be lost as well."""
    view, blocked = retimed(now.of(_asked(now)), events)
    lost = {*_declined(view, events), *_barred(view, events), *view.served.keys() & set(more)}
    lost |= _chains(view, lost)
    touched = _touched(view, lost, blocked | _shortened(now.plan, view, events))
    slots = {(d.member, d.day) for d in touched}
    loose = {x for d in touched for x in d.seats} - lost
    stay = tuple(d for d in view.plan.duties if (d.member, d.day) not in slots)
    rest = _less(view.plan, lost | loose, stay)
    less = tuple(_only(d, loose) for d in touched)
    before = _less(view.plan, lost, (*stay, *less))
    return Damage(view.of(rest), frozenset(lost), frozenset(loose), less, view.of(before))


def _less(plan: Plan, gone: Collection[str], duties: tuple[Duty, ...]) -> Plan:
    """The plan with these duties and without these seats."""
    stay = tuple(a for a in plan.assignments if a.seat not in gone)
    return replace(plan, assignments=stay, duties=duties)


def _asked(now: View) -> Plan:
    """The plan as far as its seats are still asked for."""
    plan, known = now.plan, now.seats.keys()
    if {a.seat for a in plan.assignments} <= known:
        return plan
    return replace(
        plan,
        assignments=tuple(a for a in plan.assignments if a.seat in known),
        duties=tuple(_only(d, known) for d in plan.duties),
    )


def _only(duty: Duty, seats: Collection[str]) -> Duty:
    """The duty itself where nothing is taken from it: what is known of it stays known."""
    if all(x in seats for x in duty.seats):
        return duty
    return replace(duty, seats=tuple(x for x in duty.seats if x in seats))


def _declined(view: View, events: Sequence[Event]) -> set[str]:
    said = [(e, view.served.get(e.seat)) for e in events if isinstance(e, Decline)]
    return {e.seat for e, s in said if s is not None and s.member.id == e.member}


def _barred(view: View, events: Sequence[Event]) -> set[str]:
    """Seats whose own rules their member no longer passes."""
    members = {e.member for e in events if isinstance(e, Decline | Sick)}
    return {
        s.seat.id
        for s in view.served.values()
        if s.member.id in members
        and s.seat.id not in view.pins
        and any(rule(view, s) for rule in SEAT_RULES.values())
    }


def _chains(view: View, lost: set[str]) -> set[str]:
    """With one leg of a relay all its legs are lost."""
    chains = {view.seats[x].chain for x in lost} - {""}
    return {leg for chain in chains for leg in view.chains[chain] if leg in view.served}


def _shortened(plan: Plan, view: View, events: Sequence[Event]) -> set[Slot]:
    """Days that have fewer seats than before since a session was cancelled."""
    if not any(isinstance(e, Cancelled) for e in events):
        return set()
    seats = {(d.member, d.day): d.seats for d in plan.duties}
    return {(d.member, d.day) for d in view.plan.duties if seats[d.member, d.day] != d.seats}


def _touched(view: View, lost: set[str], hit: set[Slot]) -> list[Duty]:
    """Days that were hit, that lost a seat, or whose seats hang on one."""
    served = [s for x in tied(view, lost) if (s := view.served.get(x)) is not None]
    touched = _runs(view.plan, hit | {(s.member.id, s.day) for s in served}, view)
    return [d for d in view.plan.duties if (d.member, d.day) in touched]


def _runs(plan: Plan, hit: set[Slot], view: View) -> set[Slot]:
    """The days, and with a night away the days on both sides of it."""
    duties = {(d.member, d.day): d for d in plan.duties}
    found, new = set(hit), set(hit)
    while new:
        beside = set()
        for slot in new:
            duty, home = duties.get(slot), view.members[slot[0]].home
            if duty is not None and duty.sleeps_at != home:
                beside.add((slot[0], slot[1] + 1))
            if duty is not None and duty.starts_at != home:
                beside.add((slot[0], slot[1] - 1))
        new = beside - found
        found |= new
    return found
