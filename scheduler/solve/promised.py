"""What is promised before anything is chosen: pins, and relay chains with a pinned leg."""

from __future__ import annotations

from scheduler.solve.board import Board
from scheduler.solve.master import Master
from scheduler.solve.screen import Demand


def promised(master: Master) -> Board:
    """A board with all that is promised, as far as it can be kept."""
    board, demands = Board(master), master.compiled.demands
    chains = {d.seat.chain for d in demands if d.seat.chain and d.pin is not None}
    legs = [d for d in demands if d.seat.chain in chains]
    _open(board, legs)
    kept = [d for d in demands if d.pin is not None and not d.seat.chain]
    for d in sorted([*legs, *kept], key=_rank):
        found = board.best(d.index)
        if found is not None:
            board.put(*found)
    return board


def _rank(d: Demand) -> tuple[bool, bool, bool]:
    """Pins first, so that no other leg takes the time of a pinned member; and of these the legs."""
    return d.pin is None, not d.seat.chain, bool(d.seat.beside)


def _open(board: Board, legs: list[Demand]) -> None:
    """Let the legs of promised chains be served one by one."""
    rows = [board.master.row_of_seat[d.index] for d in legs]
    board.high[rows] = 1.0
