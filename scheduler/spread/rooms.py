"""Host rooms that members of several parts could sit in: on each day a room is one part's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from scheduler.problem import REMOTE, Problem, Room, Window
from scheduler.spread.groups import roomless_pins
from scheduler.spread.split import Split

FAR = 2**40
Granted = dict[str, Room]


def granted(problem: Problem, split: Split) -> list[Granted]:
    """The rooms of each part, with the time in which they are its own.

    Where a pin does not say in which room, its part has all that it could use.
    """
    part_of = {m: k for k, members in enumerate(split.parts) for m in members}
    pinned = {p.room: part_of[p.member] for p in problem.pins if p.room}
    users = _users(problem, split)
    first = {part_of[p.member] for p in roomless_pins(problem)}
    found: list[Granted] = [{} for _ in split.parts]
    for site in problem.sites:
        had: Counter[int] = Counter()
        for room in site.rooms:
            some = {pinned[room.id]: 1} if room.id in pinned else users.get(site.id, {})
            some = {k: n for k, n in some.items() if k in first} or some
            for k, days in _shares(problem, some, had).items():
                found[k][room.id] = room if len(some) == 1 else _during(room, days)
    return found


def all_are_whole(problem: Problem, rooms: list[Granted]) -> bool:
    """Whether no room is shared between parts."""
    given = Counter(r for part in rooms for r in part)
    as_they_are = {r.id: r for site in problem.sites for r in site.rooms}
    return max(given.values(), default=0) <= 1 and all(
        room == as_they_are[name] for part in rooms for name, room in part.items()
    )


def _users(problem: Problem, split: Split) -> dict[str, dict[int, int]]:
    """By site: the parts whose members might sit in its rooms, and how many of them."""
    hosts = {m.id: m.host_sites for m in problem.members}
    sites = [s.id for s in problem.sites if s.rooms]
    users: dict[str, Counter[int]] = defaultdict(Counter)
    remote = _remote_parts(problem, split)
    for k in sorted(remote):
        for m in split.parts[k]:
            listed = hosts[m]
            for site in sites if listed is None else listed:
                users[site][k] += 1
    if problem.policy.in_place_remote:
        for s in problem.sessions:
            if split.homes[s.id] in remote:
                users[s.site][split.homes[s.id]] += 1
    return {site: dict(sorted(found.items())) for site, found in users.items()}


def _remote_parts(problem: Problem, split: Split) -> set[int]:
    """Parts that could serve a session from afar."""
    remote = (
        s.id
        for s in problem.sessions
        if s.modalities is None or any(m in REMOTE for m in s.modalities)
    )
    return {k for s in remote for k in split.stands[s]}


def _shares(
    problem: Problem, users: Mapping[int, int], had: Counter[int]
) -> dict[int, list[Window]]:
    """The days of one room by part; who has most users for what it had chooses next."""
    found: dict[int, list[Window]] = defaultdict(list)
    days = [(d.start, d.end) for d in problem.days] or [(-FAR, FAR)]
    for day in days if users else ():
        k = max(users, key=lambda x: (users[x] / (1 + had[x]), -x))
        had[k] += 1
        found[k].append(day)
    return found


def _during(room: Room, days: list[Window]) -> Room:
    """The room on these days alone; those that follow each other are one stretch."""
    stretches: list[Window] = []
    for start, end in days:
        if stretches and stretches[-1][1] == start:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    approved = ((-FAR, FAR),) if room.windows is None else room.windows
    both = [(max(a, x), min(b, y)) for a, b in approved for x, y in stretches]
    return replace(room, windows=tuple((a, b) for a, b in both if a < b))
