"""What every peer starts from, and how what it chose becomes a legal plan."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.solver.peers.greedy import greedy_routes
from scheduler.plan import Plan
from scheduler.problem import Problem, Seat, digest
from scheduler.solve.board import Board
from scheduler.solve.build import Proof, plan_of
from scheduler.solve.compile import Compiled, compile_problem
from scheduler.solve.cover import seat_weight
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
        self.greedy = greedy_routes(self.master)

    @property
    def left(self) -> float:
        """Seconds."""
        return self.seconds - (time.perf_counter() - self.began)

    def plan(self, routes: list[Route]) -> Plan:
        """The plan of these routes, of which nothing is proven."""
        seconds = time.perf_counter() - self.began
        return plan_of(self.compiled, routes, Proof(0, seconds, 0, digest(self.problem)))

    def mended(self, chosen: Iterable[int]) -> list[Route]:
        """The best legal plan near what was chosen, or the greedy plan if that is better.

        Candidates are put back one by one, once in order of time and once of weight, and what is
        not legal is dropped; then every open seat goes to the cheapest place, as a user would do.
        """
        net = self.compiled.net
        by_time = sorted(chosen, key=lambda c: (net.busy_from[net.node[c]], c))
        by_weight = sorted(by_time, key=lambda c: -self._weight(int(net.seat[net.node[c]])))
        found = [self._legal(by_time), self._legal(by_weight)]
        return min([self.greedy, *found], key=lambda routes: self.plan(routes).value)

    def _legal(self, wanted: list[int]) -> list[Route]:
        chains = {self.seat(c).chain for c in wanted} - {""}
        board = self._put_back(wanted, chains)
        while broken := self._incomplete(board, chains):
            chains -= broken
            board = self._put_back(wanted, chains)
        self._fill(board)
        return [*board.routes.values()]

    def seat(self, c: int) -> Seat:
        """Of a candidate."""
        seat: int = self.compiled.net.seat[self.compiled.net.node[c]]
        return self.compiled.demands[seat].seat

    def _put_back(self, wanted: list[int], chains: set[str]) -> Board:
        """A board with what is legal of the candidates, relays of these chains among them."""
        board = Board(self.master)
        legs = [d for d in self.compiled.demands if d.seat.chain in chains]
        board.high[[self.master.row_of_seat[d.index] for d in legs]] = 1.0
        replaced = {d.seat.instead_of for d in legs} - {""}
        waiting = [c for c in wanted if self.seat(c).id not in replaced]
        beside = [c for c in waiting if self.seat(c).beside]
        for c in [*(c for c in waiting if not self.seat(c).beside), *beside]:
            s = self.seat(c)
            if s.chain in {"", *chains} and self._may(board, s) and board.fits(c):
                route = board.insertion(c)
                if route is not None:
                    board.put(c, route)
        board.served |= replaced
        return board

    def _incomplete(self, board: Board, chains: set[str]) -> set[str]:
        """Chains of which a leg is open."""
        legs = (d.seat for d in self.compiled.demands if d.seat.chain in chains)
        return {s.chain for s in legs if s.id not in board.served}

    def _fill(self, board: Board) -> None:
        demands = self.compiled.demands
        order = sorted(demands, key=lambda d: (bool(d.seat.beside), -self._weight(d.index)))
        for d in order:
            found = None
            if not d.seat.chain and self._may(board, d.seat):
                found = board.best(d.index)
            if found is not None:
                board.put(*found)

    def _weight(self, seat: int) -> float:
        return float(seat_weight(self.compiled, seat))

    def _may(self, board: Board, seat: Seat) -> bool:
        """Neither served nor beside an open seat."""
        return seat.id not in board.served and seat.beside in {"", *board.served}

    def seats_of(self, routes: Iterable[Route]) -> list[int]:
        """The candidates in routes."""
        return [c for r in routes for c in r.seats]

    def slots(self) -> Ints:
        """The slot of each candidate."""
        return self.compiled.candidates.slot
