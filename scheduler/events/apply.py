"""The problem after events. A pin that an event makes impossible is lifted, no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from scheduler.codec.fault import Fault
from scheduler.events.files import EventError
from scheduler.events.model import BorderClosed, Cancelled, Decline, Event, NewRequest, Sick
from scheduler.problem import Border, Member, Pin, Problem, Recusal, Window
from scheduler.problem.faults import faults_of

FAR = 2**40


@dataclass(frozen=True, slots=True)
class Changed:
    """The problem after the events, and whether it is only narrower than before: then whatever
    was proven of all plans before still holds."""

    problem: Problem
    lifted: tuple[Pin, ...]
    narrower: bool


def after(problem: Problem, events: Sequence[Event]) -> Changed:
    """Apply events in order; raises ``EventError`` where one names what does not exist."""
    changed = problem
    for i, event in enumerate(events):
        faults = [Fault(f"events[{i}].{f.path}", f.message) for f in _unknown(changed, event)]
        if faults:
            raise EventError(faults)
        changed = _apply(changed, event)
        if isinstance(event, NewRequest):
            _refuse(changed, i)
    known = {s.id for s in changed.seats}
    kept = set(changed.pins)
    lifted = tuple(p for p in problem.pins if p.seat in known and p not in kept)
    only_less = all(isinstance(e, Decline | Sick | BorderClosed) for e in events)
    return Changed(changed, lifted, only_less and len(changed.pins) == len(problem.pins))


def _unknown(problem: Problem, event: Event) -> list[Fault]:
    tables = {
        "seat": {s.id for s in problem.seats},
        "member": {m.id for m in problem.members},
        "border": {b.id for b in problem.borders},
        "session": {s.id for s in problem.sessions},
    }
    named = {f: x for f in tables if type(x := getattr(event, f, None)) is str}
    faults = [Fault(f, f"{x!r} is unknown") for f, x in named.items() if x not in tables[f]]
    if isinstance(event, Sick | BorderClosed) and event.until <= event.since:
        faults.append(Fault("until", "is not after since"))
    if isinstance(event, NewRequest):
        faults += [
            Fault(f"seats[{k}].session", f"is not {event.session.id!r}")
            for k, seat in enumerate(event.seats)
            if seat.session != event.session.id
        ]
    return faults


def _refuse(problem: Problem, i: int) -> None:
    """Name what is wrong with a new request."""
    faults = faults_of(problem)
    if faults:
        here = f"sessions[{len(problem.sessions) - 1}]"
        raise EventError(
            [Fault(f.path.replace(here, f"events[{i}].session"), f.message) for f in faults]
        )


def _apply(problem: Problem, event: Event) -> Problem:
    acts: dict[type, Callable[[Problem, Any], Problem]] = {
        Decline: _decline,
        Sick: _sick,
        BorderClosed: _closed,
        NewRequest: _request,
        Cancelled: _cancelled,
    }
    return acts[type(event)](problem, event)


def _decline(problem: Problem, event: Decline) -> Problem:
    session = next(s.session for s in problem.seats if s.id == event.seat)
    return replace(
        problem,
        recusals=(*problem.recusals, Recusal(event.member, "session", session)),
        pins=tuple(p for p in problem.pins if (p.seat, p.member) != (event.seat, event.member)),
    )


def _sick(problem: Problem, event: Sick) -> Problem:
    sessions = {s.id: s for s in problem.sessions}
    of_seat = {s.id: sessions[s.session] for s in problem.seats}

    def meets(pin: Pin) -> bool:
        session = of_seat[pin.seat]
        start = session.start if pin.start is None else pin.start
        return start < event.until and event.since < start + session.duration

    return replace(
        problem,
        members=tuple(_away(m, event) if m.id == event.member else m for m in problem.members),
        pins=tuple(p for p in problem.pins if p.member != event.member or not meets(p)),
    )


def _away(member: Member, event: Sick) -> Member:
    windows = ((-FAR, FAR),) if member.available is None else member.available
    return replace(member, available=without(windows, event.since, event.until))


def without(windows: Sequence[Window], start: int, end: int) -> tuple[Window, ...]:
    """Windows with a stretch taken out."""
    parts = [part for a, b in windows for part in ((a, min(b, start)), (max(a, end), b))]
    return tuple((a, b) for a, b in parts if a < b)


def _closed(problem: Problem, event: BorderClosed) -> Problem:
    shut = partial(_shut, event=event)
    return replace(
        problem, borders=tuple(shut(b) if b.id == event.border else b for b in problem.borders)
    )


def _shut(border: Border, event: BorderClosed) -> Border:
    """Setting out while it is closed never arrives before setting out when it opens."""
    inside = [w for at, w in border.steps if event.since <= at <= event.until]
    before = [w for at, w in border.steps if at <= event.since][-1:]
    reopened = [0, *(w for at, w in border.steps if at <= event.until)][-1]
    wait = event.until - event.since + max([*before, *inside, reopened])
    steps = [s for s in border.steps if s[0] < event.since]
    steps += [(event.since, wait), (event.until, reopened)]
    return replace(border, steps=(*steps, *(s for s in border.steps if s[0] > event.until)))


def _request(problem: Problem, event: NewRequest) -> Problem:
    return replace(
        problem,
        sessions=(*problem.sessions, event.session),
        seats=(*problem.seats, *event.seats),
    )


def _cancelled(problem: Problem, event: Cancelled) -> Problem:
    gone = {s.id for s in problem.seats if s.session == event.session}
    return replace(
        problem,
        sessions=tuple(s for s in problem.sessions if s.id != event.session),
        seats=tuple(s for s in problem.seats if s.id not in gone),
        pins=tuple(p for p in problem.pins if p.seat not in gone),
        confirmed=tuple(c for c in problem.confirmed if c.seat not in gone),
        recusals=tuple(
            r for r in problem.recusals if (r.scope, r.id) != ("session", event.session)
        ),
    )
