"""Ids are given once, and what is named exists."""

from __future__ import annotations

from scheduler.codec.fault import Fault
from scheduler.problem.faults.rows import Found, known, listed, needed, repeated, unnamed
from scheduler.problem.model import Problem

KEYS = {
    "sessions": ("id",),
    "seats": ("id",),
    "members": ("id",),
    "sites": ("id",),
    "borders": ("id",),
    "substitutions": ("speaks", "interpreter_of"),
    "procedures": ("country", "procedure"),
    "pairings": ("member", "officer"),
    "pins": ("seat",),
    "confirmed": ("seat",),
}
"""What a table may hold only once."""


def unique(p: Problem) -> Found:
    """Nothing is listed twice, and every id is a text that is not empty."""
    for table, fields in KEYS.items():
        yield from repeated(table, getattr(p, table), *fields)
    for table in ("sessions", "seats", "members", "sites", "borders"):
        yield from unnamed(table, getattr(p, table))
    rooms: set[str] = set()
    for i, site in enumerate(p.sites):
        yield from unnamed(f"sites[{i}].rooms", site.rooms)
        for j, room in enumerate(site.rooms):
            if room.id in rooms:
                yield Fault(f"sites[{i}].rooms[{j}].id", f"{room.id!r} is used twice")
            rooms.add(room.id)


def references(p: Problem) -> Found:
    """What is named is in the problem."""
    sessions, seats = {s.id for s in p.sessions}, {s.id for s in p.seats}
    members, sites = {m.id for m in p.members}, {s.id for s in p.sites}
    rooms = {r.id for s in p.sites for r in s.rooms}
    yield from known("sessions", p.sessions, "site", sites)
    yield from known("sessions", p.sessions, "continuity_member", members)
    yield from needed("seats", p.seats, "session", sessions)
    yield from known("seats", p.seats, "beside", seats)
    yield from known("seats", p.seats, "instead_of", seats)
    yield from known("members", p.members, "home", sites)
    yield from known("pins", p.pins, "room", rooms)
    for table in ("recusals", "pairings", "commitments", "pins", "confirmed"):
        yield from needed(table, getattr(p, table), "member", members)
    for table in ("pins", "confirmed"):
        yield from needed(table, getattr(p, table), "seat", seats)
    yield from listed("seats", p.seats, "candidates", members)
    yield from listed("members", p.members, "host_sites", sites)
    yield from listed("members", p.members, "tied_sites", sites)
