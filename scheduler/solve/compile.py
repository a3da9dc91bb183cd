"""From the problem to the arrays of the inner loops."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.problem import Day, Problem
from scheduler.solve.arrays import FAR, Net
from scheduler.solve.candidates import Candidates, build_candidates
from scheduler.solve.crew import Crew
from scheduler.solve.duals import Tasks
from scheduler.solve.gates import with_gates
from scheduler.solve.jit import Ints
from scheduler.solve.net import net_of
from scheduler.solve.nodes import Nodes, gather
from scheduler.solve.order import sorted_by
from scheduler.solve.places import place_numbers
from scheduler.solve.rooms import RoomClass, room_classes
from scheduler.solve.screen import Demand, demands
from scheduler.solve.seating import Seating
from scheduler.solve.tasks import tasks_of, windows_of

WHOLE = Day(date="1970-01-01", start=-FAR, end=FAR)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A problem ready to be solved."""

    problem: Problem
    crew: Crew
    demands: list[Demand]
    places: dict[str, int]
    rooms: list[RoomClass]
    nodes: Nodes
    candidates: Candidates
    net: Net
    days: tuple[Day, ...]
    tasks: Tasks
    windows: dict[int, list[tuple[int, int]]]
    """Slot to the stretches in which its work may lie."""
    confirmed: frozenset[str]
    """Seats with a confirmed assignment."""
    seat_ptr: Ints
    """Candidates of seat ``s``: ``of_seat[seat_ptr[s]:seat_ptr[s + 1]]``."""
    of_seat: Ints

    @property
    def slots(self) -> int:
        return len(self.problem.members) * len(self.days)

    def candidates_of(self, seat: int) -> Ints:
        """Candidates of one seat, in order."""
        return self.of_seat[self.seat_ptr[seat] : self.seat_ptr[seat + 1]]


def compile_problem(problem: Problem) -> Compiled:
    """All arrays of a problem."""
    crew, wanted, places = Crew(problem), demands(problem), place_numbers(problem)
    rooms = room_classes(problem, places)
    nodes = gather(problem, crew, wanted)
    days = problem.days or (WHOLE,)
    starts = np.array([d.start for d in days], np.int64)
    day_of_node = np.searchsorted(starts, np.array(nodes.start, np.int64), side="right") - 1
    seating = Seating(problem, crew, wanted, places, rooms)
    found = build_candidates(seating, nodes, day_of_node, len(days))
    net = with_gates(net_of(problem, wanted, places, nodes, found, days), found.slot)
    used = np.flatnonzero(np.diff(net.first) > 0)
    lodgers = np.repeat(np.diff(net.stay_ptr) > 0, len(days))
    tasks = tasks_of(problem, days, np.union1d(used, np.flatnonzero(lodgers)))
    return Compiled(
        problem,
        crew,
        wanted,
        places,
        rooms,
        nodes,
        found,
        net,
        days,
        tasks,
        windows_of(tasks),
        frozenset(c.seat for c in problem.confirmed),
        *_by_seat(net, len(wanted)),
    )


def _by_seat(net: Net, seats: int) -> tuple[Ints, Ints]:
    """Candidates seat by seat."""
    seat = net.seat[net.node]
    ptr = np.concatenate([[0], np.cumsum(np.bincount(seat, minlength=seats))])
    return ptr, sorted_by(np.arange(len(seat)), seat)
