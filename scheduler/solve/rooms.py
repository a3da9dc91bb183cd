"""Host rooms in classes: rooms of one site that are fit for the same seats."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scheduler.problem import Problem, Window


@dataclass(frozen=True, slots=True)
class RoomClass:
    """Interchangeable rooms of one site; at most ``len(rooms)`` sessions at a time."""

    site: int
    equipment: frozenset[str]
    windows: tuple[Window, ...] | None
    rooms: tuple[str, ...]

    def has(self, equipment: tuple[str, ...]) -> bool:
        """Whether the rooms have all of this."""
        return self.equipment.issuperset(equipment)


def room_classes(problem: Problem, places: dict[str, int]) -> list[RoomClass]:
    """Classes of the rooms that are private and passed their link test."""
    pinned = {p.room for p in problem.pins}
    groups: dict[tuple[int, frozenset[str], tuple[Window, ...] | None, str], list[str]]
    groups = defaultdict(list)
    for site in problem.sites:
        for room in site.rooms:
            if room.id in pinned or (room.private and room.link_ok):
                alone = room.id if room.id in pinned else ""
                key = (places[site.id], frozenset(room.equipment), room.windows, alone)
                groups[key].append(room.id)
    return [
        RoomClass(site, equipment, windows, tuple(rooms))
        for (site, equipment, windows, _), rooms in groups.items()
    ]
