"""Which days and seats may move to mend one day of a plan."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from scheduler.check.view import View
from scheduler.excerpt import Slot, tied
from scheduler.repair.who import Who

CORE, HELPERS = 8, 16
"""Members whose seats of the day may move, and others who may take one of these."""


def around(view: View, who: Who, day: int, wanted: Collection[str]) -> tuple[set[Slot], set[str]]:
    """Days to open and seats to free so that the wanted seats of a day may find somebody."""
    core = _ranked(who, wanted, CORE)
    held = {s.seat.id for s in view.served.values() if s.day == day and s.member.id in core}
    held = {x for x in held if x not in view.pins}
    free = {x for x in tied(view, {*held, *wanted}) if _of_day(view, x, day)}
    helpers = _ranked(who, sorted(free), HELPERS)
    holders = {view.served[x].member.id for x in free if x in view.served}
    names = {*core, *helpers, *holders}
    slots = {(member, day) for member in names}
    return _without_nights(view, slots, free)


def _of_day(view: View, seat: str, day: int) -> bool:
    s = view.served.get(seat)
    at = s.start if s is not None else view.sessions[view.seats[seat].session].start
    return view.day_of(at) == day


def _ranked(who: Who, seats: Collection[str], most: int) -> list[str]:
    """Members who may serve most of the seats; of equals the first."""
    masks = [who.may(x) for x in sorted(seats)]
    if not masks:
        return []
    count = np.sum(masks, axis=0)
    order = sorted(range(len(count)), key=lambda i: (-int(count[i]), i))
    return [who.view.problem.members[i].id for i in order[:most] if count[i]]


def _without_nights(view: View, slots: set[Slot], free: set[str]) -> tuple[set[Slot], set[str]]:
    """Days of members who sleep away before or after stay as they are."""
    away = away_slots(view)
    kept = {x for x in free if x in view.served and _slot(view, x) in away}
    return slots - away, free - kept


def _slot(view: View, seat: str) -> Slot:
    s = view.served[seat]
    return s.member.id, s.day


def away_slots(view: View) -> set[Slot]:
    """Days that begin or end away from home."""
    return {
        (d.member, d.day)
        for d in view.plan.duties
        if {d.starts_at, d.sleeps_at} != {view.members[d.member].home}
    }
