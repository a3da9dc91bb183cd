"""Where members may sit: at the session's site, at home, in a host room they may use."""

from __future__ import annotations

from functools import cache

import numpy as np

from scheduler.problem import Problem
from scheduler.solve.arrays import FAR
from scheduler.solve.crew import Crew
from scheduler.solve.jit import Bools, Ints, jit
from scheduler.solve.nodes import Nodes
from scheduler.solve.rooms import RoomClass
from scheduler.solve.screen import Demand

Block = tuple[Ints, Ints, Ints]
"""Pair, place, room class (-1: none)."""


class Seating:
    """Turns pairs of node and member into candidates with a place."""

    def __init__(
        self,
        problem: Problem,
        crew: Crew,
        demands: list[Demand],
        places: dict[str, int],
        rooms: list[RoomClass],
    ) -> None:
        self.problem, self.demands, self.places, self.rooms = problem, demands, places, rooms
        self.home = np.array([places[m.home] for m in problem.members], np.int64)
        names = {k: v for v, k in places.items()}
        sites = [names[r.site] for r in rooms]
        self.site_of = np.array([r.site for r in rooms], np.int64)
        self.everywhere = np.arange(len(rooms))
        self.present = _present(problem, crew, sites)
        self.host = self.present & _welcome(problem, sites)
        member, room = np.nonzero(self.host.T)
        self.host_room = np.ascontiguousarray(room)
        self.host_ptr = np.searchsorted(member, np.arange(len(problem.members) + 1))
        self.known_fits: dict[tuple[tuple[str, ...], str], Bools] = {}
        self.windowed = any(r.windows is not None for r in rooms)
        self.opens, self.closes = _windows(rooms)
        self.at_site = {r.site: np.flatnonzero(self.site_of == r.site) for r in rooms}

    def fitting(self, nodes: Nodes, node: int, among: Ints) -> Ints:
        """Room classes that a remote node may use."""
        d = self.demands[nodes.seat[node]]
        key = (d.equipment, d.pin.room if d.pin is not None else "")
        if key not in self.known_fits:
            allowed = [(not key[1] or key[1] in r.rooms) and r.has(d.equipment) for r in self.rooms]
            self.known_fits[key] = np.array(allowed, np.bool_)
        fit = among[self.known_fits[key][among]]
        if not self.windowed:
            return fit
        opened = self.opens[fit] <= nodes.busy_from[node]
        return fit[(opened & (nodes.busy_until[node] <= self.closes[fit])).any(axis=1)]

    def on_site(self, nodes: Nodes, pair_node: Ints) -> Block:
        """On-site pairs sit at the session's site."""
        remote = np.array(nodes.remote, np.bool_)
        pairs = np.flatnonzero(~remote[pair_node])
        sites = np.array([self.places[self.demands[s].session.site] for s in nodes.seat], np.int64)
        return pairs, sites[pair_node[pairs]], np.full(len(pairs), -1)

    def hosted(self, nodes: Nodes, pair_node: Ints, pair_member: Ints) -> list[Block]:
        """Remote pairs sit at home, or in a host room they may travel to."""
        blocks: list[Block] = []
        bounds = np.searchsorted(pair_node, np.arange(len(nodes.seat) + 1))
        for node in np.flatnonzero(nodes.remote):
            pairs = np.arange(bounds[node], bounds[node + 1])
            who = pair_member[pairs]
            d = self.demands[nodes.seat[node]]
            if not d.needs_room if d.pin is None else not d.pin.room:
                blocks.append((pairs, self.home[who], np.full(len(pairs), -1)))
            fit = self.fitting(nodes, int(node), self.everywhere)
            pair, room = hosts(who, self.host_ptr, self.host_room, fit)
            if not d.needs_room:
                away = self.home[who[pair]] != self.site_of[room]
                pair, room = pair[away], room[away]
            blocks.append((pairs[pair], self.site_of[room], room))
        return blocks

    def in_place(self, nodes: Nodes, pair_node: Ints, pair_member: Ints, slots: Ints) -> Block:
        """Remote pairs in a room at a site where the member may be just before."""
        fitting = cache(lambda node, site: self.fitting(nodes, node, self.at_site[site]))
        order = np.argsort(slots, kind="stable")
        cuts = np.flatnonzero(np.diff(slots[order])) + 1
        found: list[tuple[int, int, int]] = []
        remote = np.array(nodes.remote, np.bool_)
        for group in np.split(order, cuts) if len(order) else []:
            away = remote[pair_node[group]]
            stops = self._stops(nodes, pair_node[group[~away]], pair_member[group[0]])
            for pair in group[away]:
                node = int(pair_node[pair])
                for site, free in stops.items():
                    if free <= nodes.busy_from[node]:
                        found += [
                            (int(pair), site, k)
                            for k in fitting(node, site)
                            if self.present[k, pair_member[pair]]
                            and not self.host[k, pair_member[pair]]
                        ]
        table = np.array(found, np.int64).reshape(-1, 3)
        return table[:, 0], table[:, 1], table[:, 2]

    def _stops(self, nodes: Nodes, on_site: Ints, member: int) -> dict[int, int]:
        """Sites with rooms where the member may be on site, and from when they are free there."""
        stops: dict[int, int] = {}
        for node in on_site:
            site = self.places[self.demands[nodes.seat[node]].session.site]
            if site in self.at_site and site != self.home[member]:
                stops[site] = min(stops.get(site, 2**40), nodes.busy_until[node])
        return stops


@jit
def hosts(who: Ints, ptr: Ints, rooms: Ints, fit: Ints) -> tuple[Ints, Ints]:
    """Positions of members, and the room classes out of ``fit`` that each may travel to.

    Those of member ``i`` are ``rooms[ptr[i]:ptr[i + 1]]``.
    """
    n = 0
    for i in who:
        n += ptr[i + 1] - ptr[i]
    position, room = np.empty(n, np.int64), np.empty(n, np.int64)
    n = 0
    for k, i in enumerate(who):
        for z in range(ptr[i], ptr[i + 1]):
            at = np.searchsorted(fit, rooms[z])
            if at < len(fit) and fit[at] == rooms[z]:
                position[n], room[n], n = k, rooms[z], n + 1
    return position[:n], room[:n]


def _present(problem: Problem, crew: Crew, sites: list[str]) -> Bools:
    """``[site, member]``: whether the member may be there."""
    countries = {s.id: s.country for s in problem.sites}
    seated = [crew.seated(site, countries[site]) for site in sites]
    return np.array(seated, np.bool_).reshape(len(sites), len(problem.members))


def _welcome(problem: Problem, sites: list[str]) -> Bools:
    """``[site, member]``: whether the member may travel to host rooms there."""
    lists = [m.host_sites for m in problem.members]
    allowed = [[x is None or site in x for x in lists] for site in sites]
    return np.array(allowed, np.bool_).reshape(len(sites), len(lists))


def _windows(rooms: list[RoomClass]) -> tuple[Ints, Ints]:
    """When the windows of each room class begin and end; rows are filled with empty ones."""
    windows = [((-FAR, FAR),) if r.windows is None else r.windows for r in rooms]
    opens = np.full((len(rooms), max(map(len, windows), default=0)), FAR)
    closes = np.full_like(opens, -FAR)
    for k, row in enumerate(windows):
        opens[k, : len(row)], closes[k, : len(row)] = zip(*row, strict=True) if row else ((), ())
    return opens, closes
