"""Damage mended seat by seat: what can stay is put back, the rest goes to the cheapest place."""

from __future__ import annotations

from collections.abc import Collection

from scheduler.check.joint_rules import covered
from scheduler.excerpt import Slot, joined
from scheduler.plan import Plan
from scheduler.repair.around import away_slots
from scheduler.repair.damage import Damage
from scheduler.repair.gaps import has_gap
from scheduler.repair.greedy import Workbench, insert
from scheduler.repair.journeys import journeys, other_journey
from scheduler.repair.latest import Known
from scheduler.repair.who import Who
from scheduler.solve.board import Board

WANTED = 12
"""Further open seats that are looked at, beside those that are new."""


def mended(hurt: Damage, seats: Collection[str], base: Known, who: Who) -> tuple[Plan, Damage]:
    """The plan with what of ``seats`` finds a place; and the damage with the seats that could not
    stay because their journey or the seat that they sit beside is lost."""
    bench = Workbench(hurt.view, _slots(hurt, seats, base, who), seats, base.promised)
    for journey in journeys(hurt.view, hurt.touched):
        if len(journey) > 1 and bench.back(hurt.before, journey) is None:
            hurt = other_journey(hurt, journey, base.promised)
    board, alone = _filled(bench, hurt, seats)
    while alone:
        hurt = hurt.without(alone)
        board, alone = _filled(bench, hurt, seats)
    return joined(hurt.view.plan, bench.slots, bench.compiled, board.routes.values()), hurt


def _slots(hurt: Damage, seats: Collection[str], base: Known, who: Who) -> set[Slot]:
    """The touched days, and those days of whoever may serve a seat that have a gap for it."""
    view, own = hurt.view, {(d.member, d.day) for d in hurt.touched}
    duties, away = {(d.member, d.day): d.seats for d in view.plan.duties}, away_slots(view)
    found = set(own)
    for x in seats:
        day, demand = base.day(view, x), who.demand(x)
        for member in who.names(who.may(x)):
            slot = member, day
            if slot in found or slot in away:
                continue
            stays = [view.served[y] for y in duties.get(slot, ())]
            if has_gap(view, demand, stays):
                found.add(slot)
    return found


def _filled(bench: Workbench, hurt: Damage, seats: Collection[str]) -> tuple[Board, set[str]]:
    """A board with the seats on it, and those put back that sit beside nobody there."""
    board, back = bench.board(), set[str]()
    for journey in journeys(hurt.view, hurt.touched):
        if bench.restore(board, hurt.before, journey):
            back |= {x for d in journey for x in d.seats}
    insert(bench, board, set(seats) - back, hurt.loose)
    return board, back & hurt.loose & _alone(bench, board)


def _alone(bench: Workbench, board: Board) -> set[str]:
    """Seats on the board beside a seat that nobody serves; who is pinned may sit alone."""
    there = [d for d in bench.compiled.demands if d.seat.id in board.served]
    served = board.served | {d.seat.instead_of for d in there}
    return {d.seat.id for d in there if d.seat.beside not in {"", *served} and d.pin is None}


def wanted(hurt: Damage, new: Collection[str], base: Known, who: Who) -> list[str]:
    """Open seats that became new, or that a member of a touched day may take."""
    index, touched = who.crew.index, hurt.touched
    members, days = [index[d.member] for d in touched], {d.day for d in touched}
    found: list[str] = []
    for seat in hurt.view.problem.seats:
        if seat.instead_of or seat.id in hurt.open_seats or covered(hurt.view, seat.id):
            continue
        if seat.id in new or (
            len(found) < WANTED
            and base.day(hurt.view, seat.id) in days
            and who.may(seat.id)[members].any()
        ):
            found.append(seat.id)
    return found
