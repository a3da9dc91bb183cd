"""Times run forwards and lie on the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from scheduler.codec.fault import Fault
from scheduler.problem.demand import Session
from scheduler.problem.faults.rows import Found, below
from scheduler.problem.model import Day, Problem
from scheduler.problem.places import Window


def times(p: Problem) -> Found:
    """Lengths are above nothing, and an end is not before its start."""
    for i, s in enumerate(p.sessions):
        yield from below(f"sessions[{i}]", s, ("duration", "start_step"), 1)
        if s.latest_start is not None and s.latest_start < s.start:
            yield Fault(f"sessions[{i}].latest_start", "is before start")
    for i, seat in enumerate(p.seats):
        yield from below(f"seats[{i}]", seat, ("duration",), 1)
    for i, c in enumerate(p.commitments):
        if c.end < c.start:
            yield Fault(f"commitments[{i}].end", "is before start")
        if c.date and not is_date(c.date):
            yield Fault(f"commitments[{i}].date", f"{c.date!r} is not a date like 2026-10-05")


def windows(p: Problem) -> Found:
    """Windows end after they start."""
    for i, m in enumerate(p.members):
        yield from _backward(f"members[{i}].available", m.available or ())
    for i, site in enumerate(p.sites):
        for j, room in enumerate(site.rooms):
            yield from _backward(f"sites[{i}].rooms[{j}].windows", room.windows or ())
    for i, day in enumerate(p.days):
        for field in ("lunch", "social"):
            window = getattr(day, field)
            if window is not None and window[1] < window[0]:  # an empty one: all is unsocial
                yield Fault(f"days[{i}].{field}", "ends before it starts")


def _backward(path: str, found: Iterable[Window]) -> Found:
    for k, (start, end) in enumerate(found):
        if end <= start:
            yield Fault(f"{path}[{k}]", "ends before it starts")


def borders(p: Problem) -> Found:
    """Waits stand in order of time."""
    for i, border in enumerate(p.borders):
        minutes = [at for at, _ in border.steps]
        if minutes != sorted(set(minutes)):
            yield Fault(f"borders[{i}].steps", "must rise strictly in time")
        for k, (_, wait) in enumerate(border.steps):
            if wait < 0:
                yield Fault(f"borders[{i}].steps[{k}]", "a wait is below 0")


def days(p: Problem) -> Found:
    """Days follow each other, and every start a session may have lies on one of them."""
    for i, d in enumerate(p.days):
        if not is_date(d.date):
            yield Fault(f"days[{i}].date", f"{d.date!r} is not a date like 2026-10-05")
        if d.end <= d.start:
            yield Fault(f"days[{i}].end", "is not after start")
        if i and d.start < p.days[i - 1].end:
            yield Fault(f"days[{i}].start", "overlaps the day before")
        if i and d.date <= p.days[i - 1].date:
            yield Fault(f"days[{i}].date", "is not after the day before")
    for i, s in enumerate(p.sessions if p.days else ()):
        yield from _on_days(f"sessions[{i}]", s, p.days)


def _on_days(path: str, s: Session, found: tuple[Day, ...]) -> Found:
    for field in ("start", "latest_start"):
        at = getattr(s, field)
        if at is not None and not any(d.start <= at < d.end for d in found):
            yield Fault(f"{path}.{field}", "lies on none of the days")


def is_date(text: str) -> bool:
    """Whether a text is a date like 2026-10-05."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
