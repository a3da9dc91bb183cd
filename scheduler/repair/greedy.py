"""The greedy answer: what can stay is put back, the rest goes to the cheapest place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from scheduler.check.view import View
from scheduler.excerpt import Slot, cut, routes_of, standing
from scheduler.plan import Duty
from scheduler.problem import Confirmed
from scheduler.solve.board import Board
from scheduler.solve.compile import Compiled, compile_problem
from scheduler.solve.cover import seat_weight
from scheduler.solve.master import Master, build_master
from scheduler.solve.pool import Route


class Workbench:
    """A small problem compiled, with the routes that stand in it."""

    def __init__(
        self,
        view: View,
        slots: Collection[Slot],
        free: Collection[str],
        promised: Mapping[str, Confirmed],
    ) -> None:
        self.view, self.slots = view, frozenset(slots)
        self.compiled: Compiled = compile_problem(cut(view, slots, free, promised))
        self.master: Master = build_master(self.compiled)
        found = standing(self.compiled, view, self.slots)
        self.whole = None not in found
        """Whether everything that stands is a route here."""
        self.routes: list[Route] = [r for r in found if r is not None]

    def board(self) -> Board:
        """A board with what stands on it."""
        board = Board(self.master)
        for route in self.routes:
            put_back(board, route)
        return board

    def back(self, before: View, duties: Sequence[Duty]) -> list[Route] | None:
        """Days as they were, as routes; ``None`` where one of them cannot be any more."""
        routes = routes_of(self.compiled, before, duties)
        found = [r for r in routes if r is not None]
        return found if len(found) == len(routes) else None

    def restore(self, board: Board, before: View, duties: Sequence[Duty]) -> bool:
        """Put days back as they were; false, and nothing put back, where one cannot be."""
        routes = self.back(before, duties)
        for route in routes or ():
            put_back(board, route)
        return routes is not None


def put_back(board: Board, route: Route) -> None:
    """Take a route as it is."""
    for c in route.seats:
        board.put(c, route)
    board.routes[route.slot] = route


def insert(bench: Workbench, board: Board, seats: Collection[str], first: Collection[str]) -> None:
    """Insert seats, those of ``first`` before the others, then by weight."""
    wanted = [d for d in bench.compiled.demands if d.seat.id in seats]
    wanted.sort(
        key=lambda d: (
            d.pin is None,
            d.seat.id not in first,
            bool(d.seat.beside),
            -seat_weight(bench.compiled, d.index),
            len(board.compiled.candidates_of(d.index)),
        )
    )
    for d in wanted:
        if d.seat.beside and d.pin is None and d.seat.beside not in board.served:
            continue
        found = board.best(d.index)
        if found is not None:
            board.put(*found)
