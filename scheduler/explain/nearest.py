"""The nearest candidate of an open seat: put into it on trial, and the referee's rules asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from scheduler.check import Violation
from scheduler.check.day_rules import DAY_RULES
from scheduler.check.joint_rules import (
    both_sides,
    distinct_members,
    room_one_session,
    rotation,
    same_start,
)
from scheduler.check.seat_rules import SEAT_RULES
from scheduler.check.view import View
from scheduler.check.week_rules import WEEK_RULES
from scheduler.explain.model import Block, Nearest
from scheduler.plan import Assignment, Duty
from scheduler.solve.build import MODALITIES
from scheduler.solve.compile import Compiled
from scheduler.solve.screen import Demand

JOINT = (same_start, distinct_members, room_one_session, both_sides, rotation)


def nearest(view: View, compiled: Compiled, d: Demand) -> Nearest | None:
    """Whom the fewest rules keep from the seat; ``None`` if the rules about it leave nobody."""
    trials = sorted(
        set(_options(compiled, d)), key=lambda a: (a.start, a.member, a.modality, a.room)
    )
    judged = [(a, _blocks(view, a)) for a in trials]
    if not judged:
        return None
    a, blocks = min(judged, key=lambda x: len({b.rule for b in x[1]}))
    return Nearest(a.member, a.start, a.modality, blocks)


def _options(compiled: Compiled, d: Demand) -> Iterator[Assignment]:
    net, c = compiled.net, compiled.candidates
    for k in np.flatnonzero(net.seat[net.node] == d.index).tolist():
        number, node = c.room[k], net.node[k]
        yield Assignment(
            d.seat.id,
            compiled.problem.members[c.member[k]].id,
            int(net.start[node]),
            MODALITIES[c.modality[k]],
            room=compiled.rooms[number].rooms[0] if number >= 0 else "",
        )


def _blocks(view: View, a: Assignment) -> tuple[Block, ...]:
    trial = _trial(view, a)
    found = [v for v in _violations(trial, a) if a.member in v.members]
    distinct = {(v.rule, v.message): v for v in found}
    return tuple(
        Block(v.rule, v.message, tuple(x for x in v.seats if x != a.seat))
        for v in distinct.values()
    )


def _trial(view: View, a: Assignment) -> View:
    """The member's days with the seat in them, and who else is in the session and the room."""
    session = view.seats[a.seat].session
    near = [
        s.assignment
        for s in view.served.values()
        if s.member.id == a.member
        or s.session.id == session
        or (a.room and s.assignment.room == a.room)
    ]
    duties = tuple(_duties(view, a))
    return view.of(replace(view.plan, assignments=(*near, a), duties=duties))


def _duties(view: View, a: Assignment) -> Iterator[Duty]:
    day, home = view.day_of(a.start), view.members[a.member].home
    mine = {d.day: d for d in view.plan.duties if d.member == a.member}
    if day not in mine:
        mine[day] = Duty(a.member, day, (), 0, 0, home, home)
    yield from (replace(d, seats=(*d.seats, a.seat)) if n == day else d for n, d in mine.items())


def _violations(view: View, a: Assignment) -> Iterator[Violation]:
    served = view.served[a.seat]
    for name, seat_rule in SEAT_RULES.items():
        message = seat_rule(view, served)
        if message:
            yield Violation(name, f"{a.member} {message}", (a.seat,), (a.member,))
    for shift in view.shifts:
        if shift.day == served.day:
            for day_rule in DAY_RULES:
                yield from day_rule(view, shift)
    for rule in (*WEEK_RULES, *JOINT):
        yield from rule(view)
