"""What routes of other members leave to whole weeks: all that rows do not take."""

from __future__ import annotations

from scheduler.solve.arrays import Net
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.pool import Route
from scheduler.solve.relax import Relaxation
from scheduler.solve.separate import separate
from scheduler.solve.tasks import on_slots


class WeeksLeft:
    """Whole weeks have no times of others to keep to; what is broken becomes rows."""

    def __init__(self, net: Net) -> None:
        self.net = net

    def tasks(self, tasks: Tasks, slots: Ints) -> Tasks:
        """Those about these slots."""
        return on_slots(tasks, slots)

    def duals(self, duals: Duals) -> Duals:
        """The prices as they are."""
        return duals

    def fits(self, _route: Route) -> bool:
        """Every route does."""
        return True

    def broken(self, r: Relaxation, weights: Floats) -> int:
        """Rows of nights, rest and rooms added because routes with such weights break them."""
        return separate(r.master, r.pool.routes, weights, r.scope.stands)
