"""The rule about where remote work is done from."""

from __future__ import annotations

from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.problem import Room


def host_room(view: View, s: Served) -> str:
    """Remote work is done in a fit room the member may use, or at home where none is needed."""
    equipment = (*s.session.room_equipment, *(s.policy.remote_equipment if s.policy else ()))
    if not s.remote:
        return "an on-site seat has no host room" if s.assignment.room else ""
    if not s.assignment.room:
        return "needs a host room" if s.session.needs_room or equipment else ""
    site, room = view.rooms[s.assignment.room]
    missing = [e for e in equipment if e not in room.equipment]
    if missing:
        return f"room {room.id} lacks {', '.join(missing)}"
    return _unfit(room, s) or _unreachable(view, s, site)


def _unfit(room: Room, s: Served) -> str:
    if not room.private:
        return f"room {room.id} is not private"
    if not room.link_ok:
        return f"room {room.id} failed its link test"
    inside = room.windows is None or any(
        a <= s.busy_from and s.busy_until <= b for a, b in room.windows
    )
    return "" if inside else f"room {room.id} is not approved at that time"


def _unreachable(view: View, s: Served, site: str) -> str:
    if s.member.host_sites is None or site in s.member.host_sites:
        return ""
    day = view.by_day[s.member.id, s.day]
    before = day[day.index(s) - 1] if day.index(s) else None
    if view.problem.policy.in_place_remote and before is not None and before.place == site:
        return ""
    return f"may not use rooms at {site}"
