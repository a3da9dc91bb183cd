"""Seats that must be looked at together."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.check.view import View


def tied(view: View, seats: Iterable[str]) -> set[str]:
    """The seats, those that sit beside them, and all of a relay chain with its direct seat."""
    found: set[str] = set()
    new = set(seats)
    while new:
        found |= new
        new = {y for x in found for y in view.companions.get(x, ()) if y in view.served}
        for seat in found:
            new |= _chained(view, seat)
        new -= found
    return found


def _chained(view: View, seat: str) -> set[str]:
    direct = view.seats[seat].instead_of
    chains = {view.seats[seat].chain} | view.stand_ins.get(direct or seat, set())
    legs = {leg for chain in chains if chain for leg in view.chains[chain]}
    return legs | ({direct} if direct else set())
