"""The routes that a plan has on the days of a small problem."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np

from scheduler.check.view import View
from scheduler.excerpt.people import Slot
from scheduler.plan import Duty
from scheduler.solve.build import MODALITIES
from scheduler.solve.compile import Compiled
from scheduler.solve.pool import Route, route_of

MOST = 16


def standing(compiled: Compiled, view: View, slots: Collection[Slot]) -> list[Route | None]:
    """One for each duty on the days; ``None`` where it is no route of the small problem."""
    duties = [d for d in view.plan.duties if (d.member, d.day) in slots]
    return routes_of(compiled, view, duties)


def routes_of(compiled: Compiled, view: View, duties: Sequence[Duty]) -> list[Route | None]:
    """The same of some duties of the plan."""
    return [_route(compiled, view, duty) for duty in duties]


def _route(compiled: Compiled, view: View, duty: Duty) -> Route | None:
    slot = compiled.crew.index[duty.member] * compiled.net.days + duty.day
    order = sorted(duty.seats, key=lambda x: (view.served[x].busy_from, view.served[x].busy_until))
    found = _alike(compiled, slot)
    options = [_matching(compiled, view, found, seat) for seat in order]
    ends = [_stay(compiled, slot, place) for place in (duty.starts_at, duty.sleeps_at)]
    if None in ends:
        return None
    for seats in itertools.islice(itertools.product(*options), MOST):
        route = route_of(compiled, slot, tuple(seats), ends[0] or 0, ends[1] or 0)
        if route is not None:
            return route
    return None


def _alike(compiled: Compiled, slot: int) -> dict[tuple[str, int, str, int], list[int]]:
    """Candidates of the day by seat, start, modality and place; in-place ones last."""
    net, c = compiled.net, compiled.candidates
    found: dict[tuple[str, int, str, int], list[int]] = defaultdict(list)
    mine = np.arange(net.first[slot], net.first[slot + 1])
    for k in mine[np.argsort(net.in_place[mine], kind="stable")].tolist():
        node = net.node[k]
        seat = compiled.demands[net.seat[node]].seat.id
        modality = MODALITIES[c.modality[k]]
        found[seat, int(net.start[node]), modality, int(net.place[k])].append(k)
    return found


def _matching(
    compiled: Compiled,
    view: View,
    found: dict[tuple[str, int, str, int], list[int]],
    seat: str,
) -> list[int]:
    s = view.served[seat]
    alike = found.get((seat, s.start, s.assignment.modality, compiled.places[s.place]), [])
    return [c for c in alike if _same_room(compiled, c, s.assignment.room)]


def _same_room(compiled: Compiled, c: int, room: str) -> bool:
    number = compiled.candidates.room[c]
    return room in compiled.rooms[number].rooms if number >= 0 else not room


def _stay(compiled: Compiled, slot: int, place: str) -> int | None:
    """-1 for home, else the number of the lodging; ``None`` where there is none."""
    net, member = compiled.net, slot // compiled.net.days
    if place == compiled.problem.members[member].home:
        return -1
    stays = range(net.stay_ptr[member], net.stay_ptr[member + 1])
    return next((k for k in stays if net.stay_place[k] == compiled.places[place]), None)
