"""Some member days planned anew beside all others, whose routes stand.

What the others use is set aside. Routes are priced into the program of these days and dived for.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

import numpy as np

from scheduler.solve.dive import Dive
from scheduler.solve.entries import reduced_costs
from scheduler.solve.improve import NEVER, improve
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.layout import padded
from scheduler.solve.linear import STEADY, UNIT, Kind
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route, parted, served_by
from scheduler.solve.prices import Prices
from scheduler.solve.relax import Relaxation, relaxation
from scheduler.solve.scope import Scope
from scheduler.solve.touch import Touch

NEAR = 6
"""Routes a slot that its program begins with."""
ROUNDS = 8
"""How often routes are priced in before whole ones are chosen."""
WORTH = 100.0
"""Cents from which a better plan is worth the work."""


class Anew:
    """Any groups of slots of one week, with good prices of its rows."""

    def __init__(self, master: Master, pool: Pool, prices: Prices) -> None:
        self.master, self.pool, self.prices = master, pool, prices
        self.touch = Touch(master)

    def better(
        self, group: Bools, routes: list[Route], worth: float, over: Callable[[], bool]
    ) -> tuple[list[Route], float] | None:
        """The plan with the group's routes chosen anew, and the cents it saves, if that may be so
        many."""
        mine, stands = parted(routes, group)
        r = self.program(group, stands, mine)
        before = value_of(r, mine)
        if before - improve(r, ROUNDS, over).value * UNIT < worth:
            return None
        found = Dive(r, over).routes()
        if found is None:
            return None
        won = before - value_of(r, found)
        return (stands + found, won) if won >= WORTH else None

    def over(self, master: Master, pool: Pool) -> Anew:
        """The same for a fork of the master, with routes of its own."""
        other = copy(self)
        other.master, other.pool, other.touch = master, pool, self.touch.over(master)
        return other

    def program(
        self, group: Bools, stands: list[Route], mine: list[Route], kind: Kind = STEADY
    ) -> Relaxation:
        """The program of a group beside routes that stand."""
        slots = np.flatnonzero(group)
        own = [self.pool.add(x.slot, x.seats, x.wake, x.sleep) for x in mine]
        numbers = {*own, *self._cheapest(slots, stands)}
        rows = self.touch.rows_of(group)

        def inside(row: int) -> bool:
            if row < len(rows):
                return bool(rows[row])
            return bool(group[self.touch.of(self.master.key_of[row])].any())

        scope = Scope(self.master, inside, slots, stands)
        scope.grow()
        r = relaxation(scope, self.pool, numbers, kind)
        r.own.update(own)
        return r

    def _cheapest(self, slots: Ints, stands: list[Route]) -> list[int]:
        """The routes with the least reduced costs, and all ways without seats."""
        numbers = [k for slot in slots.tolist() for k in self.pool.by_slot[slot]]
        routes = [self.pool.routes[k] for k in numbers]
        prices = padded(self.master, self.prices.y)
        served = sorted(served_by(self.master.compiled, stands))
        prices[self.master.row_of_seat[served]] = NEVER
        reduced = reduced_costs(self.master, routes, prices)
        ways = np.array([not x.seats for x in routes], np.bool_)
        reduced[ways] = -np.inf
        most = int(ways.sum()) + NEAR * len(slots)
        return [numbers[k] for k in np.argsort(reduced, kind="stable")[:most].tolist()]


def value_of(r: Relaxation, routes: list[Route]) -> float:
    """What the program costs with just these routes, in cents."""
    numbers = {r.pool.known[x.key] for x in routes}
    ids = np.array(r.ids, np.int64)
    mine = np.array([float(k in numbers) for k in r.live])
    r.be(strict=True)
    r.program.set_bounds(ids, mine, mine)
    out = r.program.solve()
    r.program.set_bounds(ids, np.zeros(len(ids)), np.full(len(ids), np.inf))
    return out.value * UNIT
