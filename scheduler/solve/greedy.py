"""A first legal choice of routes: seats in order of weight, each to its cheapest insertion."""

from __future__ import annotations

from scheduler.solve.board import Board
from scheduler.solve.cover import seat_weight
from scheduler.solve.master import Master
from scheduler.solve.pool import Route
from scheduler.solve.screen import Demand


def first_routes(master: Master) -> list[Route]:
    """What is promised, then every seat by weight, then by how few could serve it."""
    board, demands = Board(master), master.compiled.demands
    promised = {d.seat.chain for d in demands if d.seat.chain and d.pin is not None}
    legs = [d for d in demands if d.seat.chain in promised]
    _open(board, legs)
    replaced = {d.seat.instead_of for d in legs}
    order = sorted(
        (d for d in demands if d.seat.chain in {"", *promised} and d.seat.id not in replaced),
        key=lambda d: (
            d.pin is None,
            not d.seat.chain,
            bool(d.seat.beside),
            -seat_weight(master.compiled, d.index),
            len(board.candidates[d.index]),
        ),
    )
    for d in order:
        _serve(board, d)
    return list(board.routes.values())


def _open(board: Board, legs: list[Demand]) -> None:
    """Let the legs of promised chains be served one by one."""
    rows = [board.master.row_of_seat[d.index] for d in legs]
    board.high[rows] = 1.0


def _serve(board: Board, d: Demand) -> None:
    """Serve a seat where that is legal; one beside another only once that one is served."""
    if d.seat.beside and d.pin is None and d.seat.beside not in board.served:
        return
    found = board.best(d.index)
    if found is not None:
        board.put(*found)
