"""A whole day planned anew beside the other days, whose routes stand.

One day is small enough for a careful dive. First its prices are sharpened for what the other days
leave; the routes that this found make its program. Some routes that the program nearly takes are
taken, others are priced in until it is hardly dearer than before, what has become impossible is
left out, and so on. As less and less is undecided the programs become small.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from scheduler.solve.cover import lightest_weight
from scheduler.solve.day_beside import DayBeside
from scheduler.solve.daywise import Prices
from scheduler.solve.improve import NEVER
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.layout import duals_of, padded
from scheduler.solve.left import Left
from scheduler.solve.linear import ANEW, UNIT, Outcome
from scheduler.solve.master import Master
from scheduler.solve.pool import Pool, Route, served_by
from scheduler.solve.pricer import price
from scheduler.solve.relax import Relaxation, collect, drop, relaxation, take, weights_of
from scheduler.solve.scope import Scope
from scheduler.solve.separate import SLACK, rooms
from scheduler.solve.touch import Touch

PER, ROUNDS = 5, 2
"""Routes of a slot that are priced in at once, and how often after each step."""
FEW, NEARLY = 0.08, 0.9
"""Share of the undecided routes that one step takes; share from which more are taken along."""
FEWER = 3
PHASES = 3
"""How often host rooms are looked at."""
DEARER, GAIN = 1_000.0, 2_000.0
"""Cents by which a step must make the program dearer for routes to be priced in, and by which they
must make it cheaper for more."""
JUMP, SLIGHT = 0.3, 0.1
"""Shares of the lightest seat that a single route, or several, may make it dearer by."""
PART = 1e-4


class DayAnew:
    """One day beside what the others leave to it."""

    def __init__(
        self, master: Master, pool: Pool, prices: Prices, left: Left, mine: list[Route]
    ) -> None:
        """``mine``: the day's routes so far."""
        self.master, self.pool, self.left = master, pool, left
        self.prices = replace(prices, y=padded(master, prices.y))
        self.slots, self.touch = np.flatnonzero(left.group), Touch(master)
        self.own = [pool.add(*r.key) for r in mine]
        self.taken, self.barred = set[int](), set[int]()
        self.seat = lightest_weight(master.compiled)

    def routes(self, over: Callable[[], bool]) -> list[Route] | None:
        """The day's routes; ``None`` if there was no time, or somebody away from home may have to
        be hired first."""
        if (self.master.high[self._bound_to_go()] != 1.0).any():
            return None
        self.r = self._program(over)
        self.r.be(strict=True)
        outcome = self._settled(-np.inf)
        while not over() and not np.isinf(outcome.value):
            weights = weights_of(self.r, outcome)
            begun = np.flatnonzero(weights > PART)
            undecided = begun[~np.isin(begun, list(self.taken))]
            undecided = undecided[np.argsort(-weights[undecided], kind="stable")]
            if (weights[undecided] >= 1 - PART).all():
                return [self.pool.routes[k] for k in begun.tolist()]
            outcome = self._step(outcome, undecided, weights[undecided])
        return None

    def _program(self, over: Callable[[], bool]) -> Relaxation:
        """The day's rows at what is left, and the routes that sharpening found."""
        master, left = self.master, self.left
        found = self._routes_found(over)
        rows = self.touch.rows_of(left.group)
        # Rest and nights are in the times and ends of routes.
        rows[[row for row, key in master.key_of.items() if key[0] != "room"]] = False

        def inside(row: int) -> bool:
            if row < len(rows):
                return bool(rows[row])
            key = master.key_of[row]
            return key[0] == "room" and bool(left.group[self.touch.of(key)].any())

        scope = Scope(master, inside, self.slots, left.stands)
        scope.limits = dict.fromkeys(self._bound_to_go().tolist(), (1.0, 1.0))
        scope.grow()
        numbers = {*found, *self.own, *left.ways(self.pool)}
        return relaxation(scope, self.pool, numbers, ANEW)

    def _routes_found(self, over: Callable[[], bool]) -> list[int]:
        """Routes that are good beside what is left; host rooms that they take more often than there
        are get rows first."""
        found = list[int]()
        for _ in range(PHASES):
            prices = replace(self.prices, y=padded(self.master, self.prices.y))
            day = DayBeside(self.master, self.pool, self.touch, prices, self.left)
            day.close_up(over)
            self.prices = day.prices
            found = self.pool.add_all([r.key for r in day.cheapest() if r.seats])
            if over() or not rooms(self.master, day.used(), []):
                break
        return found

    def _bound_to_go(self) -> Ints:
        """Rows of slots that begin or end away from home."""
        rows = self.master.row_of_slot[self.left.away]
        return rows[rows >= 0]

    def _step(self, before: Outcome, undecided: Ints, weights: Floats) -> Outcome:
        """Take routes, fewer where that is too dear; where even one is, it is barred."""
        part = int((weights < 1 - PART).sum())
        most = max(1, int((weights >= NEARLY).sum()), int(FEW * part))
        batch = set[int]()
        while most:
            batch = self._compatible(undecided[:most])
            self._bound(batch, 1.0, 1.0)
            self.taken |= batch
            after = self._settled(before.value)
            share = SLIGHT if len(batch) > 1 else JUMP
            if (after.value - before.value) * UNIT < share * self.seat:
                self._clear()
                return after
            self.taken -= batch
            self._bound(batch, 0.0, np.inf)
            most = max(1, len(batch) // FEWER) if len(batch) > 1 else 0
        self.barred |= batch
        self._bound(self.barred, 0.0, 0.0)
        return self._settled(before.value)

    def _settled(self, before: float) -> Outcome:
        """The program with routes priced in until it is hardly dearer than before."""
        outcome, last = self.r.program.solve(), np.inf
        for rounds in range(ROUNDS + 1):
            if np.isinf(outcome.value):
                break
            near = (outcome.value - before) * UNIT < DEARER
            near |= (last - outcome.value) * UNIT < GAIN
            found = set[int]() if near or rounds == ROUNDS else self._found(outcome)
            crowded = self._crowded(outcome)
            if not crowded and not found.difference(self.r.live):
                break
            take(self.r, found)
            last = np.inf if crowded else outcome.value
            outcome = self.r.program.solve()
        return outcome

    def _crowded(self, outcome: Outcome) -> int:
        """Rows of host rooms added because the solution breaks them."""
        x = weights_of(self.r, outcome)
        used = [(self.pool.routes[k], float(x[k])) for k in np.flatnonzero(x > SLACK)]
        return rooms(self.master, used, [])

    def _found(self, outcome: Outcome) -> set[int]:
        """Good routes for slots that are not decided."""
        decided = [self.pool.routes[k] for k in self.taken]
        slots = self.slots[~np.isin(self.slots, [r.slot for r in decided])]
        y = padded(self.master, self.r.scope.prices(outcome.y * UNIT))
        served = sorted(served_by(self.master.compiled, decided))
        y[self.master.row_of_seat[served]] = NEVER
        tasks = self.left.tasks(self.master.compiled.tasks, slots)
        duals = self.left.duals(duals_of(self.master, y, slots))
        priced = price(self.master.compiled.net, duals, tasks, PER, exact=False)
        found = set(collect(self.pool, tasks, priced)) - self.barred
        return {k for k in found if self.left.fits(self.pool.routes[k])}

    def _clear(self) -> None:
        """Leave out routes that cannot be taken any more."""
        routes, compiled = self.pool.routes, self.master.compiled
        mine = [routes[k] for k in self.taken]
        slots, done = {r.slot for r in mine}, np.zeros(len(compiled.demands), np.bool_)
        done[list(served_by(compiled, mine))] = True
        seat, live = compiled.net.seat[compiled.net.node], enumerate(self.r.live)
        keep = [
            i
            for i, k in live
            if k in self.taken
            or (routes[k].slot not in slots and not done[seat[list(routes[k].seats)]].any())
        ]
        drop(self.r, np.array(keep, np.int64))

    def _compatible(self, numbers: Ints) -> set[int]:
        """Of these routes, in order, those that share no slot and no seat with one before."""
        mine = [self.pool.routes[k] for k in self.taken]
        used, slots, out = served_by(self.master.compiled, mine), {r.slot for r in mine}, set[int]()
        for k in numbers.tolist():
            route = self.pool.routes[k]
            seats = served_by(self.master.compiled, [route])
            if not seats & used and route.slot not in slots:
                used |= seats
                slots.add(route.slot)
                out.add(k)
        return out

    def _bound(self, numbers: set[int], low: float, high: float) -> None:
        place = dict(zip(self.r.live, self.r.ids, strict=True))
        ids = np.array([place[k] for k in sorted(numbers) if k in place], np.int64)
        self.r.program.set_bounds(ids, np.full(len(ids), low), np.full(len(ids), high))
