"""From the problem to the arrays of the inner loops."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.problem import Day, Problem
from scheduler.solve.arrays import Net
from scheduler.solve.candidates import Candidates
from scheduler.solve.crew import Crew
from scheduler.solve.duals import Tasks
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.order import sorted_by
from scheduler.solve.raw import Raw
from scheduler.solve.rooms import RoomClass
from scheduler.solve.screen import Demand
from scheduler.solve.tasks import windows_of
from scheduler.solve.thin import MANY


@dataclass(frozen=True, slots=True)
class Compiled:
    """A problem ready to be solved."""

    raw: Raw
    candidates: Candidates
    net: Net
    tasks: Tasks
    windows: dict[int, list[tuple[int, int]]]
    """Slot to the stretches in which its work may lie."""
    confirmed: frozenset[str]
    """Seats with a confirmed assignment."""
    seat_ptr: Ints
    """Candidates of seat ``s``: ``of_seat[seat_ptr[s]:seat_ptr[s + 1]]``."""
    of_seat: Ints
    possible: Bools
    """By seat: whether anybody could serve it, as far as its own rules and rooms say; in a thinned
    week rooms are left aside. Of a seat that was not looked at nothing is said against it."""
    near: Bools | None
    """In a thinned week: which pairs are candidates."""

    @property
    def thinned(self) -> bool:
        return self.near is not None

    @property
    def problem(self) -> Problem:
        return self.raw.problem

    @property
    def crew(self) -> Crew:
        return self.raw.crew

    @property
    def demands(self) -> list[Demand]:
        return self.raw.demands

    @property
    def places(self) -> dict[str, int]:
        return self.raw.places

    @property
    def rooms(self) -> list[RoomClass]:
        return self.raw.rooms

    @property
    def days(self) -> tuple[Day, ...]:
        return self.raw.days

    @property
    def slots(self) -> int:
        return len(self.problem.members) * len(self.days)

    def candidates_of(self, seat: int) -> Ints:
        """Candidates of one seat, in order."""
        return self.of_seat[self.seat_ptr[seat] : self.seat_ptr[seat + 1]]


def compile_problem(problem: Problem, seats: Ints | None = None) -> Compiled:
    """All arrays of a problem; with ``seats``, as if nobody could serve any other seat."""
    raw = Raw(problem, seats)
    near = raw.near() if len(raw.pairs.node) >= MANY else None
    found, net = raw.net_of(raw.pairs if near is None else raw.pairs.where(near))
    tasks, (seat_ptr, of_seat) = raw.tasks_of(net), _by_seat(net, len(raw.demands))
    return Compiled(
        raw,
        found,
        net,
        tasks,
        windows_of(tasks),
        frozenset(c.seat for c in problem.confirmed),
        seat_ptr,
        of_seat,
        ~raw.looked_at | (np.diff(seat_ptr) > 0 if near is None else raw.possible()),
        near,
    )


def _by_seat(net: Net, seats: int) -> tuple[Ints, Ints]:
    """Candidates seat by seat."""
    seat = net.seat[net.node]
    ptr = np.concatenate([[0], np.cumsum(np.bincount(seat, minlength=seats))])
    return ptr, sorted_by(np.arange(len(seat)), seat)
