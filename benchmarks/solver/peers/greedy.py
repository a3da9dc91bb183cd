"""The greedy plan: seats by weight, each to its cheapest place."""

from __future__ import annotations

from scheduler.solve.cover import seat_weight
from scheduler.solve.master import Master
from scheduler.solve.pool import Route
from scheduler.solve.promised import promised


def greedy_routes(master: Master) -> list[Route]:
    """What is promised, then every seat by weight, then by how few could serve it; one beside
    another only once that one is served."""
    board, demands = promised(master), master.compiled.demands
    chains = {d.seat.chain for d in demands if d.seat.id in board.served}
    replaced = {d.seat.instead_of for d in demands if d.seat.chain in chains - {""}}
    free = [d for d in demands if d.pin is None and not d.seat.chain]
    for d in sorted(
        (d for d in free if d.seat.id not in replaced),
        key=lambda d: (
            bool(d.seat.beside),
            -seat_weight(master.compiled, d.index),
            len(master.compiled.candidates_of(d.index)),
        ),
    ):
        makes_sense = not d.seat.beside or d.seat.beside in board.served
        found = board.best(d.index) if makes_sense else None
        if found is not None:
            board.put(*found)
    return list(board.routes.values())
