"""What a problem must satisfy beyond its types: every fault is found and named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from scheduler.codec import Fault
from scheduler.problem.demand import MODALITIES
from scheduler.problem.model import VERSION, Problem
from scheduler.problem.places import Window

Found = Iterator[Fault]
BEST = 100


class ProblemError(ValueError):
    """The problem is refused; ``faults`` lists everything that is wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(f) for f in faults))


def faults_of(problem: Problem) -> list[Fault]:
    """All faults of a well-typed problem, empty if it can be solved."""
    rules = (
        _version,
        _unique,
        _references,
        _times,
        _windows,
        _borders,
        _words,
        _numbers,
        _chains,
        _travel,
        _pins,
        _days,
    )
    return [fault for rule in rules for fault in rule(problem)]


def _version(p: Problem) -> Found:
    if p.version != VERSION:
        yield Fault("version", f"is {p.version}; this reader knows version {VERSION}")


def _unique(p: Problem) -> Found:
    for table in ("sessions", "seats", "members", "sites", "borders"):
        seen: set[str] = set()
        for i, row in enumerate(getattr(p, table)):
            if row.id in seen:
                yield Fault(f"{table}[{i}].id", f"{row.id!r} is used twice")
            seen.add(row.id)
    rooms: set[str] = set()
    for i, site in enumerate(p.sites):
        for j, room in enumerate(site.rooms):
            if room.id in rooms:
                yield Fault(f"sites[{i}].rooms[{j}].id", f"{room.id!r} is used twice")
            rooms.add(room.id)


def _known(table: str, rows: Iterable[Any], field: str, ids: set[str]) -> Found:
    for i, row in enumerate(rows):
        value = getattr(row, field)
        if value and value not in ids:
            yield Fault(f"{table}[{i}].{field}", f"no such id: {value!r}")


def _references(p: Problem) -> Found:
    sessions, seats = {s.id for s in p.sessions}, {s.id for s in p.seats}
    members, sites = {m.id for m in p.members}, {s.id for s in p.sites}
    yield from _known("sessions", p.sessions, "site", sites)
    yield from _known("sessions", p.sessions, "continuity_member", members)
    yield from _known("seats", p.seats, "session", sessions)
    yield from _known("seats", p.seats, "beside", seats)
    yield from _known("seats", p.seats, "instead_of", seats)
    yield from _known("members", p.members, "home", sites)
    for table in ("recusals", "pairings", "commitments", "pins", "confirmed"):
        yield from _known(table, getattr(p, table), "member", members)
    for table in ("pins", "confirmed"):
        yield from _known(table, getattr(p, table), "seat", seats)
    yield from _listed("seats", p.seats, "candidates", members)
    yield from _listed("members", p.members, "host_sites", sites)
    yield from _listed("members", p.members, "tied_sites", sites)


def _listed(table: str, rows: Iterable[Any], field: str, ids: set[str]) -> Found:
    for i, row in enumerate(rows):
        for j, value in enumerate(getattr(row, field) or ()):
            if value not in ids:
                yield Fault(f"{table}[{i}].{field}[{j}]", f"no such id: {value!r}")


def _times(p: Problem) -> Found:
    for i, s in enumerate(p.sessions):
        if s.duration <= 0:
            yield Fault(f"sessions[{i}].duration", "must be more than 0 minutes")
        if s.latest_start is not None and s.latest_start < s.start:
            yield Fault(f"sessions[{i}].latest_start", "is before start")
        if s.start_step <= 0:
            yield Fault(f"sessions[{i}].start_step", "must be more than 0 minutes")
    for i, c in enumerate(p.commitments):
        if c.end < c.start:
            yield Fault(f"commitments[{i}].end", "is before start")
    for i, seat in enumerate(p.seats):
        if seat.duration is not None and seat.duration <= 0:
            yield Fault(f"seats[{i}].duration", "must be more than 0 minutes")


def _backward(path: str, windows: Iterable[Window]) -> Found:
    for k, (start, end) in enumerate(windows):
        if end <= start:
            yield Fault(f"{path}[{k}]", "ends before it starts")


def _windows(p: Problem) -> Found:
    for i, m in enumerate(p.members):
        yield from _backward(f"members[{i}].available", m.available or ())
    for i, site in enumerate(p.sites):
        for j, room in enumerate(site.rooms):
            yield from _backward(f"sites[{i}].rooms[{j}].windows", room.windows or ())


def _borders(p: Problem) -> Found:
    for i, border in enumerate(p.borders):
        minutes = [at for at, _ in border.steps]
        if minutes != sorted(set(minutes)):
            yield Fault(f"borders[{i}].steps", "must rise strictly in time")
        if any(wait < 0 for _, wait in border.steps):
            yield Fault(f"borders[{i}].steps", "a wait is below 0")


def _words(p: Problem) -> Found:
    for table, field in (
        ("sessions", "modalities"),
        ("seats", "modalities"),
        ("members", "modalities"),
        ("procedures", "modalities"),
    ):
        yield from _listed(table, getattr(p, table), field, set(MODALITIES))
    yield from _known("sessions", p.sessions, "preferred_modality", set(MODALITIES))
    yield from _known("sessions", p.sessions, "side", {"applicant", "authority"})
    yield from _known(
        "recusals", p.recusals, "scope", {"case", "officer", "authority", "site", "session"}
    )
    yield from _known("pins", p.pins, "modality", set(MODALITIES))
    for i, m in enumerate(p.members):
        yield from _known(
            f"members[{i}].skills", m.skills or (), "direction", {"from", "into", "both"}
        )
    for i, s in enumerate(p.seats):
        yield from _known(f"seats[{i}].accepts", s.accepts, "table", {"mediation", "interview"})


def _numbers(p: Problem) -> Found:
    fields = (
        "hourly_rate",
        "travel_rate",
        "km_rate",
        "day_fee",
        "hire_fee",
        "lodging",
        "unsocial_load",
        "trip_load",
        "trauma_load",
    )
    for i, m in enumerate(p.members):
        for field in fields:
            if getattr(m, field) < 0:
                yield Fault(f"members[{i}].{field}", "is below 0")
    for i, s in enumerate(p.substitutions):
        if not all(0 <= score <= BEST for score in (s.mediation, s.interview)):
            yield Fault(f"substitutions[{i}]", "a score is from 0 to 100")
    if not p.goals.coverage or min(p.goals.coverage) <= 0:
        yield Fault("goals.coverage", "needs at least one weight, each above 0")
    if any(s.priority < 0 for s in p.sessions):
        yield Fault("sessions", "a priority is below 0")


def _chains(p: Problem) -> Found:
    seats = {s.id: s for s in p.seats}
    session_of_chain: dict[str, str] = {}
    for i, s in enumerate(p.seats):
        if s.instead_of and not s.chain:
            yield Fault(f"seats[{i}].instead_of", "needs a chain")
        if s.instead_of and s.instead_of in seats and seats[s.instead_of].chain:
            yield Fault(f"seats[{i}].instead_of", "names a leg of a chain")
        if s.chain and session_of_chain.setdefault(s.chain, s.session) != s.session:
            yield Fault(f"seats[{i}].chain", f"{s.chain!r} spans two sessions")
        if s.beside in seats and seats[s.beside].instead_of:
            yield Fault(f"seats[{i}].beside", "names a leg that stands in; name the direct seat")
        for field in ("beside", "instead_of"):
            other = seats.get(getattr(s, field))
            if other is not None and other.session != s.session:
                yield Fault(f"seats[{i}].{field}", "names a seat of another session")


def _travel(p: Problem) -> Found:
    t = p.travel
    if t is None:
        return
    n = len(t.origin)
    for field in ("destination", "minutes", "kilometres", "border"):
        if len(getattr(t, field)) != n:
            yield Fault(f"travel.{field}", f"has {len(getattr(t, field))} rows, origin has {n}")
    sites, borders = {s.id for s in p.sites}, {b.id for b in p.borders} | {""}
    for field, ids in (("origin", sites), ("destination", sites), ("border", borders)):
        for i, value in enumerate(getattr(t, field)):
            if value not in ids:
                yield Fault(f"travel.{field}[{i}]", f"no such id: {value!r}")
    for field in ("minutes", "kilometres"):
        if any(v < 0 for v in getattr(t, field)):
            yield Fault(f"travel.{field}", "has a number below 0")
    if len(set(zip(t.origin, t.destination, strict=False))) != n:
        yield Fault("travel", "lists a pair twice")


def _pins(p: Problem) -> Found:
    rooms = {r.id for s in p.sites for r in s.rooms}
    yield from _known("pins", p.pins, "room", rooms)
    for table in ("pins", "confirmed"):
        seen: set[str] = set()
        for i, row in enumerate(getattr(p, table)):
            if row.seat in seen:
                yield Fault(f"{table}[{i}].seat", f"{row.seat!r} is listed twice")
            seen.add(row.seat)


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _days(p: Problem) -> Found:
    for i, d in enumerate(p.days):
        if not _is_date(d.date):
            yield Fault(f"days[{i}].date", f"{d.date!r} is not a date like 2026-10-05")
        if d.end <= d.start:
            yield Fault(f"days[{i}].end", "is not after start")
        if i and d.start < p.days[i - 1].end:
            yield Fault(f"days[{i}].start", "overlaps the day before")
    if not p.days:
        return
    inside = [(d.start, d.end) for d in p.days]
    for i, s in enumerate(p.sessions):
        for field in ("start", "latest_start"):
            at = getattr(s, field)
            if at is not None and not any(a <= at < b for a, b in inside):
                yield Fault(f"sessions[{i}].{field}", "lies on none of the days")
