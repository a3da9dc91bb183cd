"""Members in small groups that no cut tears apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.problem import Member, Pin, Problem
from scheduler.spread.able import Bits

Group = tuple[int, ...]
"""Numbers of members, ascending."""
ANY_ROOM = "*"


def groups_of(problem: Problem, most: int, independent: list[Bits]) -> list[Group]:
    """Members of one first dialect, country and town, at most so many, none from two independent
    sets; members whose pins meet in a session or a room stay together however many they are."""
    asked = {a.dialect for s in problem.seats for a in s.accepts}
    tied = _tied(problem)
    alike: dict[tuple[int, str, str, str], list[int]] = defaultdict(list)
    for i, m in enumerate(problem.members):
        if m.id not in tied:
            apart = next((k for k, bits in enumerate(independent) if bits >> i & 1), -1)
            alike[apart, _dialect(m, asked), m.country, m.home].append(i)
    loose = [piece for _, found in sorted(alike.items()) for piece in _pieces(found, most)]
    return [*_bound(problem, tied), *loose]


def _dialect(member: Member, asked: set[str]) -> str:
    spoken = (s.dialect for s in member.skills or () if s.direction != "into")
    return next((d for d in spoken if d in asked), "")


def _pieces(found: list[int], most: int) -> Iterator[Group]:
    size = -(-len(found) // -(-len(found) // most))
    for k in range(0, len(found), size):
        yield tuple(found[k : k + size])


def _bound(problem: Problem, tied: dict[str, str]) -> list[Group]:
    groups: dict[str, list[int]] = defaultdict(list)
    for i, m in enumerate(problem.members):
        if m.id in tied:
            groups[_root(tied, m.id)].append(i)
    return [tuple(found) for _, found in sorted(groups.items())]


def _tied(problem: Problem) -> dict[str, str]:
    """Pinned members of one session or room, each pointing at another of them or itself."""
    session_of = {s.id: s.session for s in problem.seats}
    roomless = roomless_pins(problem)
    towards: dict[str, str] = {}
    first: dict[tuple[str, str], str] = {}
    for pin in problem.pins:
        room = ANY_ROOM if pin in roomless else pin.room
        for key in (("session", session_of[pin.seat]), ("room", room)):
            if key[1] and first.setdefault(key, pin.member) != pin.member:
                _unite(towards, first[key], pin.member)
    return towards


def roomless_pins(problem: Problem) -> list[Pin]:
    """Pins that may need a host room and do not say which."""
    laws = {(x.country, x.procedure) for x in problem.procedures if x.remote_equipment}
    held = {
        s.id
        for s in problem.sessions
        if s.needs_room or s.room_equipment or (s.country, s.procedure) in laws
    }
    seats = {s.id for s in problem.seats if s.session in held}
    return [p for p in problem.pins if p.seat in seats and p.modality != "on_site" and not p.room]


def _unite(towards: dict[str, str], a: str, b: str) -> None:
    for x in (a, b):
        towards.setdefault(x, x)
    towards[_root(towards, a)] = _root(towards, b)


def _root(towards: dict[str, str], x: str) -> str:
    while towards[x] != x:
        x = towards[x]
    return x
