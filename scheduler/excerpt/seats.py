"""Seats of the small problem: those that are free, and those that stay as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from scheduler.check.joint_rules import covered
from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.problem import Pin, Seat


def free_seats(view: View, free: Collection[str]) -> Iterator[Seat]:
    """Free seats; one beside an open seat that is not free cannot be served."""
    for seat in view.problem.seats:
        if seat.id not in free:
            continue
        if seat.chain and not _whole(view, seat, free):
            yield _untied(view, seat)
        elif not seat.beside or seat.beside in free:
            yield seat
        elif covered(view, seat.beside) or seat.id in view.pins:
            yield replace(seat, beside="")


def _whole(view: View, seat: Seat, free: Collection[str]) -> bool:
    """Whether all of a relay chain is free, with the seats it may stand in for."""
    legs = view.chains[seat.chain]
    direct = {view.seats[leg].instead_of for leg in legs} - {""}
    return all(x in free for x in (*legs, *direct))


def _untied(view: View, seat: Seat) -> Seat:
    """One leg of a chain on its own, as long as it is in the chain."""
    return replace(seat, duration=view.duration(seat), chain="", leg=0, instead_of="")


def plain(s: Served) -> Seat:
    """A seat that stays, untied from others."""
    return replace(s.seat, duration=s.minutes, beside="", chain="", leg=0, instead_of="")


def pin(s: Served) -> Pin:
    """What keeps a seat as it is."""
    a = s.assignment
    return Pin(a.seat, a.member, a.start, a.modality, a.room)
