"""A careful dive: whole routes of many members chosen beside the others, whose routes stand.

Some routes that the program nearly takes are taken, others are priced in until it is hardly dearer
than before, what has become impossible is left out, and so on. As less and less is undecided the
programs become small.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.cover import lightest_weight
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.improve import NEVER
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.layout import duals_of, padded
from scheduler.solve.linear import UNIT, Outcome
from scheduler.solve.pool import Route, compatible, served_by
from scheduler.solve.pricer import price
from scheduler.solve.relax import Relaxation, collect, drop, take, weights_of

PER = 5
"""Routes of a slot that are priced in at once."""
FEW, NEARLY = 0.15, 0.9
"""Share of the undecided routes that one step takes; share from which more are taken along."""
FEWER = 3
DEARER, GAIN = 1_000.0, 2_000.0
"""Cents by which a step must make the program dearer for routes to be priced in, and by which they
must make it cheaper for more."""
JUMP, SLIGHT = 0.3, 0.1
"""Shares of the lightest seat that a single route, or several, may make it dearer by."""
PART = 1e-4


class Beside(Protocol):
    """What the routes that stand leave."""

    @property
    def net(self) -> Net:
        """The columns of pricing."""

    def tasks(self, tasks: Tasks, slots: Ints) -> Tasks:
        """Those of the tasks that are about these slots, within the times that are left."""

    def duals(self, duals: Duals) -> Duals:
        """Prices at which nobody sleeps where it is not left to them."""

    def fits(self, route: Route) -> bool:
        """Whether a route keeps to what is left."""

    def broken(self, r: Relaxation, weights: Floats) -> int:
        """Rows added because routes with such weights break them."""


class CarefulDive:
    """One dive in a program beside what the others leave to it."""

    def __init__(self, r: Relaxation, left: Beside, rounds: int, over: Callable[[], bool]) -> None:
        """``rounds``: how often routes are priced in after each step."""
        self.r, self.left, self.rounds, self.over = r, left, rounds, over
        self.master, self.pool = r.master, r.pool
        self.taken, self.barred = set[int](), set[int]()
        self.seat = lightest_weight(r.master.compiled)

    def routes(self, below: float = np.inf) -> list[Route] | None:
        """The routes chosen; ``None`` if there was no time, or where the program does not lie below
        so many cents any more."""
        self.r.be(strict=True)
        outcome = self._settled(-np.inf)
        while not self.over() and outcome.value * UNIT < below:
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
        """The program with no row broken, and routes priced in until it is hardly dearer than
        before."""
        outcome, last, rounds = self.r.program.solve(), np.inf, 0
        while not np.isinf(outcome.value) and not self.over():
            near = (outcome.value - before) * UNIT < DEARER
            near |= (last - outcome.value) * UNIT < GAIN
            found = set[int]() if near or rounds >= self.rounds else self._found(outcome)
            broken = self.left.broken(self.r, weights_of(self.r, outcome))
            if not broken and not found.difference(self.r.live):
                break
            take(self.r, found)
            last, rounds = np.inf if broken else outcome.value, rounds + 1
            outcome = self.r.program.solve()
        return outcome

    def _found(self, outcome: Outcome) -> set[int]:
        """Good routes for slots that are not decided."""
        decided = [self.pool.routes[k] for k in self.taken]
        slots = self.r.scope.slots
        slots = slots[~np.isin(slots, [r.slot for r in decided])]
        y = padded(self.master, self.r.scope.prices(outcome.y * UNIT))
        served = sorted(served_by(self.master.compiled, decided))
        y[self.master.row_of_seat[served]] = y[self.r.scope.full] = NEVER
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
