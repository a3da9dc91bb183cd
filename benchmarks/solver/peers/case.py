"""What every peer starts from, and how what it chose becomes a legal plan."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from scheduler.plan import Plan
from scheduler.problem import Problem, digest
from scheduler.solve.build import Proof, plan_of
from scheduler.solve.compile import Compiled, compile_problem
from scheduler.solve.cover import seat_weight
from scheduler.solve.greedy import Board, first_routes
from scheduler.solve.jit import Ints
from scheduler.solve.master import Master, build_master
from scheduler.solve.pool import Route


@dataclass(slots=True)
class Case:
    """One problem in the solver's arrays, the solver's first plan, and the time that is left."""

    problem: Problem
    seconds: float
    compiled: Compiled = field(init=False)
    master: Master = field(init=False)
    greedy: list[Route] = field(init=False)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = time.perf_counter()
        self.compiled = compile_problem(self.problem)
        self.master = build_master(self.compiled)
        self.greedy = first_routes(self.master)

    @property
    def left(self) -> float:
        """Seconds."""
        return self.seconds - (time.perf_counter() - self.began)

    def plan(self, routes: list[Route]) -> Plan:
        """The plan of these routes, of which nothing is proven."""
        seconds = time.perf_counter() - self.began
        return plan_of(self.compiled, routes, Proof(0, seconds, 0, digest(self.problem)))

    def mended(self, chosen: Iterable[int]) -> list[Route]:
        """Candidates put back one by one in order of time; what is not legal is dropped, and then
        every open seat goes to the cheapest place, as a user would do it."""
        net, board = self.compiled.net, Board(self.master)
        for c in sorted(chosen, key=lambda c: (net.busy_from[net.node[c]], c)):
            if self._may(board, int(net.seat[net.node[c]])) and board.fits(c):
                route = board.insertion(c)
                if route is not None:
                    board.put(c, route)
        for seat in self._by_weight():
            if self._may(board, seat):
                found = board.best(seat)
                if found is not None:
                    board.put(*found)
        return [*board.routes.values()]

    def _may(self, board: Board, seat: int) -> bool:
        """Neither served, nor a leg of a chain, nor beside an open seat."""
        s = self.compiled.demands[seat].seat
        return s.id not in board.served and not s.chain and s.beside in {"", *board.served}

    def _by_weight(self) -> list[int]:
        demands = self.compiled.demands
        seats = range(len(demands))
        return sorted(
            seats, key=lambda k: (bool(demands[k].seat.beside), -seat_weight(self.compiled, k))
        )

    def seats_of(self, routes: Iterable[Route]) -> list[int]:
        """The candidates in routes."""
        return [c for r in routes for c in r.seats]

    def slots(self) -> Ints:
        """The slot of each candidate."""
        return self.compiled.candidates.slot
