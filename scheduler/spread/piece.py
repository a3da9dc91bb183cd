"""What belongs to some members and sessions of a problem, as a problem of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from scheduler.problem import Member, Problem, Room, Seat, Session, Site, Travel

Rooms = Mapping[str, Room]


def piece(
    problem: Problem,
    members: Collection[str],
    sessions: Collection[str],
    rooms: Rooms | None = None,
) -> Problem:
    """These members and sessions with all that is said of them.

    ``rooms`` are the host rooms as they may be used here, ``None`` for all as they are. A wish for
    a member of another part is left out: whoever serves here falls short of it alike.
    """
    seats = tuple(s for s in problem.seats if s.session in sessions)
    pinned = {p.seat: p.member for p in problem.pins}
    ids = {s.id for s in seats}
    kept = _places(problem, members, sessions)
    return replace(
        problem,
        sessions=tuple(_session(s, members) for s in problem.sessions if s.id in sessions),
        seats=tuple(_seat(s, members, pinned.get(s.id, "")) for s in seats),
        members=tuple(m for m in problem.members if m.id in members),
        sites=tuple(_site(s, rooms) for s in problem.sites if s.id in kept),
        travel=_roads(problem, kept),
        recusals=tuple(r for r in problem.recusals if r.member in members),
        pairings=tuple(x for x in problem.pairings if x.member in members),
        pins=tuple(x for x in problem.pins if x.seat in ids and x.member in members),
        confirmed=tuple(x for x in problem.confirmed if x.seat in ids and x.member in members),
        commitments=tuple(c for c in problem.commitments if c.member in members),
    )


def _session(session: Session, members: Collection[str]) -> Session:
    wish = session.continuity_member
    return session if not wish or wish in members else replace(session, continuity_member="")


def _seat(seat: Seat, members: Collection[str], pinned: str) -> Seat:
    """With those of its candidates who are here; nobody where another part's member is pinned."""
    if pinned and pinned not in members:
        return replace(seat, candidates=())
    if seat.candidates is None:
        return seat
    return replace(seat, candidates=tuple(m for m in seat.candidates if m in members))


def _site(site: Site, rooms: Rooms | None) -> Site:
    if rooms is None:
        return site
    return replace(site, rooms=tuple(rooms[r.id] for r in site.rooms if r.id in rooms))


def _places(problem: Problem, members: Collection[str], sessions: Collection[str]) -> set[str]:
    """Sites where these members live, are asked for, or may sit in a room."""
    people: list[Member] = [m for m in problem.members if m.id in members]
    found = {m.home for m in people} | {s.site for s in problem.sessions if s.id in sessions}
    found |= {x for m in people for x in (*m.tied_sites, *(m.host_sites or ()))}
    if any(m.host_sites is None for m in people):
        found |= {s.id for s in problem.sites if s.rooms}
    named = {p.room for p in problem.pins if p.member in members}
    return found | {s.id for s in problem.sites if named & {r.id for r in s.rooms}}


def _roads(problem: Problem, kept: set[str]) -> Travel | None:
    t = problem.travel
    if t is None:
        return None
    rows = [
        row
        for row in zip(t.origin, t.destination, t.minutes, t.kilometres, t.border, strict=True)
        if row[0] in kept and row[1] in kept
    ]
    return Travel(*(tuple(column) for column in zip(*rows, strict=True))) if rows else Travel()
