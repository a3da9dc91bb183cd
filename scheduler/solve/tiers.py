"""The solver's own figures of a choice of routes: the value, tier by tier.

The value is what the routes and everything that is left open cost. Coverage, changes, money and
fairness are counted one by one; quality is the rest.
"""

from __future__ import annotations

from scheduler.plan import TIERS, Assignment, Duty
from scheduler.problem import Confirmed
from scheduler.solve.compile import Compiled
from scheduler.solve.coverage import Served
from scheduler.solve.fairness import balance, burdens, overload, trips
from scheduler.solve.pool import Route


class Account:
    """Figures of one choice of routes, its assignments and duties."""

    def __init__(
        self,
        compiled: Compiled,
        routes: list[Route],
        assignments: list[Assignment],
        duties: list[Duty],
    ) -> None:
        self.compiled, self.routes, self.duties = compiled, routes, duties
        self.served = Served(compiled, assignments)
        by_id = {d.seat.id: d for d in compiled.demands}
        self.hours = [(compiled.crew.index[a.member], by_id[a.seat], a.start) for a in assignments]

    def tiers(self) -> dict[str, int]:
        """Value of each tier."""
        confirmed, price = self.compiled.problem.confirmed, self.compiled.problem.goals.change
        changes = sum(not self._kept(c) for c in confirmed)
        given_up = sum(c.seat not in self.served.taken for c in confirmed)
        coverage, hire = self.served.shortfall(), self.hire()
        shared = overload(self.compiled, self.hours) + balance(self.compiled, self.hours)
        own = burdens(self.compiled, self.hours) + trips(self.compiled, self.routes)
        value = sum(r.cost for r in self.routes) + coverage + price * given_up + hire + shared
        counted = {
            "coverage": coverage,
            "changes": price * changes,
            "money": sum(d.cost for d in self.duties) + hire,
            "fairness": shared + own,
        }
        return {name: counted.get(name, value - sum(counted.values())) for name in TIERS}

    def _kept(self, c: Confirmed) -> bool:
        a = self.served.taken.get(c.seat)
        return (
            a is not None
            and a.member == c.member
            and (c.start in (None, a.start) and c.modality in ("", a.modality))
        )

    def hire(self) -> int:
        """Fees paid once for each member with a seat."""
        members = self.compiled.problem.members
        return sum(members[i].hire_fee for i in {i for i, _, _ in self.hours})
