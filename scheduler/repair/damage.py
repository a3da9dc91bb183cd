"""What events take from a plan: seats lost, and days that must be put together anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from scheduler.check.day_rules import DAY_RULES
from scheduler.check.seat_rules import SEAT_RULES
from scheduler.check.shift import Shift
from scheduler.check.view import View
from scheduler.events import BorderClosed, Cancelled, Decline, Event, Sick
from scheduler.excerpt import Slot, tied
from scheduler.plan import Duty, Plan


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


def damage(now: View, events: Sequence[Event], more: Iterable[str]) -> Damage:
    """Look at the plan in the changed problem; ``more`` are seats found to be lost as well."""
    plan, view = now.plan, now.of(_asked(now))
    lost = {*_declined(view, events), *_barred(view, events), *view.served.keys() & set(more)}
    lost |= _chains(view, lost)
    touched = _touched(view, plan, events, lost)
    slots = {(d.member, d.day) for d in touched}
    loose = {x for d in touched for x in d.seats} - lost
    gone = lost | loose
    rest = replace(
        view.plan,
        assignments=tuple(a for a in view.plan.assignments if a.seat not in gone),
        duties=tuple(d for d in view.plan.duties if (d.member, d.day) not in slots),
    )
    less = tuple(_only(d, loose) for d in touched)
    before = replace(
        view.plan,
        assignments=tuple(a for a in view.plan.assignments if a.seat not in lost),
        duties=(*rest.duties, *less),
    )
    return Damage(view.of(rest), frozenset(lost), frozenset(loose), less, view.of(before))


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


def _touched(view: View, plan: Plan, events: Sequence[Event], lost: set[str]) -> list[Duty]:
    """Days that lost a seat, whose seats hang on one, or whose ways are others now."""
    before = {(d.member, d.day): d for d in plan.duties}
    hit = {(s.member.id, s.day) for x in tied(view, lost) if (s := view.served.get(x)) is not None}
    if any(isinstance(e, Cancelled) for e in events):
        hit |= {(d.member, d.day) for d in view.plan.duties if before[d.member, d.day] != d}
    if any(isinstance(e, BorderClosed) for e in events):
        shifts = {(s.member.id, s.day): s for s in view.shifts}
        hit |= {slot for slot, d in before.items() if _moved(view, shifts[slot], d)}
    touched = _runs(view.plan, hit, view)
    return [d for d in view.plan.duties if (d.member, d.day) in touched]


def _moved(view: View, shift: Shift, duty: Duty) -> bool:
    """Whether the times of a day are others now, or it cannot be any more."""
    now = (shift.leaves, shift.returns, shift.travel_minutes)
    if now != (duty.leaves, duty.returns, duty.travel_minutes):
        return True
    return any(True for rule in DAY_RULES for _ in rule(view, shift))


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
