"""The ways to put a member into a vacant seat, with or without another seat giving way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.excerpt import tied
from scheduler.repair.vacancy import Vacancy
from scheduler.solve.board import Board
from scheduler.solve.pool import Route, route_of


@dataclass(frozen=True, slots=True)
class Insertion:
    """One member in the seat."""

    cost: int
    """What the route costs more than the one before, with the weight of a seat that gives way."""
    candidate: int
    route: Route
    given_up: tuple[str, ...] = ()
    """Seats that give way."""


def insertions(vacancy: Vacancy, board: Board) -> list[Insertion]:
    """The cheapest one of each member who is not the holder; the cheapest first."""
    compiled = vacancy.bench.compiled
    d = next((d for d in compiled.demands if d.seat.id == vacancy.seat), None)
    if d is None or d.seat.chain:
        return []
    found: dict[int, Insertion] = {}
    holder = None if vacancy.holder is None else compiled.crew.index[vacancy.holder.member.id]
    for c in board.compiled.candidates_of(d.index).tolist():
        member = int(compiled.candidates.member[c])
        if member == holder or not board.fits(c):
            continue
        for one in _ways_in(vacancy, board, c):
            if member not in found or one.cost < found[member].cost:
                found[member] = one
    return sorted(found.values(), key=lambda x: (x.cost, x.candidate, x.route.key))


def _ways_in(vacancy: Vacancy, board: Board, c: int) -> Iterator[Insertion]:
    old = board.routes.get(int(vacancy.bench.compiled.candidates.slot[c]))
    route = board.insertion(c)
    if route is not None:
        yield Insertion(route.cost - (0 if old is None else old.cost), c, route)
    elif old is not None:
        for gone in old.seats:
            seat = _seat_of(vacancy, gone)
            route = _instead(vacancy, board, old, c, gone) if _may_yield(vacancy, seat) else None
            if route is not None:
                yield Insertion(route.cost - old.cost + _loss(vacancy, seat), c, route, (seat,))


def _instead(vacancy: Vacancy, board: Board, old: Route, c: int, gone: int) -> Route | None:
    """The route with one seat in place of another."""
    compiled = vacancy.bench.compiled
    net = compiled.net
    seats = sorted(
        (*(x for x in old.seats if x != gone), c),
        key=lambda x: (net.busy_from[net.node[x]], x),
    )
    route = route_of(compiled, old.slot, tuple(seats), old.wake, old.sleep)
    return route if route is not None and board.rested(route) else None


def _seat_of(vacancy: Vacancy, c: int) -> str:
    """The seat of a candidate."""
    compiled = vacancy.bench.compiled
    seat: str = compiled.demands[compiled.net.seat[compiled.net.node[c]]].seat.id
    return seat


def _may_yield(vacancy: Vacancy, seat: str) -> bool:
    """Neither pinned nor tied to other seats."""
    return seat not in vacancy.view.pins and tied(vacancy.whole, [seat]) == {seat}


def _loss(vacancy: Vacancy, seat: str) -> int:
    session = vacancy.whole.seats[seat].session
    return vacancy.problem.goals.weight_of(vacancy.whole.sessions[session])
