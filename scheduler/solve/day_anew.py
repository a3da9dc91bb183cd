"""A whole day planned anew beside the other days, whose routes stand.

One day is small enough for a careful dive. First its prices are sharpened for what the other days
leave; the routes that this found make its program (`day_root.py`). Some routes that the program
nearly takes are taken, others are priced in until it is hardly dearer than before, what has become
impossible is left out, and so on. As less and less is undecided the programs become small.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scheduler.solve.cover import lightest_weight
from scheduler.solve.improve import NEVER
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.layout import duals_of, padded
from scheduler.solve.left import Left
from scheduler.solve.linear import UNIT, Outcome
from scheduler.solve.pool import Route, compatible, served_by
from scheduler.solve.pricer import price
from scheduler.solve.relax import Relaxation, collect, drop, take, weights_of
from scheduler.solve.separate import SLACK, rooms

PER, ROUNDS = 5, 2
"""Routes of a slot that are priced in at once, and how often after each step."""
FEW, NEARLY = 0.15, 0.9
"""Share of the undecided routes that one step takes; share from which more are taken along."""
FEWER = 3
DEARER, GAIN = 1_000.0, 2_000.0
"""Cents by which a step must make the program dearer for routes to be priced in, and by which they
must make it cheaper for more."""
JUMP, SLIGHT = 0.3, 0.1
"""Shares of the lightest seat that a single route, or several, may make it dearer by."""
PART = 1e-4


class DayAnew:
    """One dive in the program of a day beside what the others leave to it."""

    def __init__(self, r: Relaxation, left: Left, over: Callable[[], bool]) -> None:
        self.r, self.left, self.over = r, left, over
        self.master, self.pool = r.master, r.pool
        self.taken, self.barred = set[int](), set[int]()
        self.seat = lightest_weight(r.master.compiled)

    def routes(self) -> list[Route] | None:
        """The day's routes; ``None`` if there was no time."""
        self.r.be(strict=True)
        outcome = self._settled(-np.inf)
        while not self.over() and not np.isinf(outcome.value):
            weights = weights_of(self.r, outcome)
            begun = np.flatnonzero(weights > PART)
            undecided = begun[~np.isin(begun, list(self.taken))]
            undecided = undecided[np.argsort(-weights[undecided], kind="stable")]
            if (weights[undecided] >= 1 - PART).all():
                return [self.pool.routes[k] for k in begun.tolist()]
            outcome = self._step(outcome, undecided, weights[undecided])
        return None

    def _step(self, before: Outcome, undecided: Ints, weights: Floats) -> Outcome:
        """Take routes, fewer where that is too dear; where even one is, it is barred."""
        part = int((weights < 1 - PART).sum())
        most = max(1, int((weights >= NEARLY).sum()), int(FEW * part))
        batch = set[int]()
        while most:
            batch = compatible(self.pool, undecided[:most].tolist(), self.taken)
            self.r.hold(batch, 1.0, 1.0)
            self.taken |= batch
            after = self._settled(before.value)
            share = SLIGHT if len(batch) > 1 else JUMP
            if (after.value - before.value) * UNIT < share * self.seat:
                self._clear()
                return after
            self.taken -= batch
            self.r.hold(batch, 0.0, np.inf)
            most = max(1, len(batch) // FEWER) if len(batch) > 1 else 0
        self.barred |= batch
        self.r.hold(self.barred, 0.0, 0.0)
        return self._settled(before.value)

    def _settled(self, before: float) -> Outcome:
        """The program with routes priced in until it is hardly dearer than before."""
        outcome, last = self.r.program.solve(), np.inf
        for rounds in range(ROUNDS + 1):
            if np.isinf(outcome.value) or self.over():
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
        slots = self.r.scope.slots
        slots = slots[~np.isin(slots, [r.slot for r in decided])]
        y = padded(self.master, self.r.scope.prices(outcome.y * UNIT))
        served = sorted(served_by(self.master.compiled, decided))
        y[self.master.row_of_seat[served]] = NEVER
        tasks = self.left.tasks(self.master.compiled.tasks, slots)
        duals = self.left.duals(duals_of(self.master, y, slots))
        priced = price(self.left.net, duals, tasks, PER, exact=False)
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
