"""Which seats a choice of assignments covers, by itself or by a chain that stands in."""

from __future__ import annotations

from collections import Counter, defaultdict

from scheduler.plan import Assignment, Coverage
from scheduler.solve.compile import Compiled
from scheduler.solve.screen import Demand

STATUTORY = -1


def rank(d: Demand) -> int:
    """Priority of a seat; -1 for statutory."""
    return STATUTORY if d.session.statutory else d.session.priority


def stand_ins(compiled: Compiled) -> dict[str, list[list[str]]]:
    """Direct seat to the chains that may serve instead of it, each as its legs."""
    chains: dict[str, list[str]] = defaultdict(list)
    for d in compiled.demands:
        if d.seat.chain:
            chains[d.seat.chain].append(d.seat.id)
    direct = {(d.seat.instead_of, d.seat.chain) for d in compiled.demands if d.seat.instead_of}
    found: dict[str, list[list[str]]] = defaultdict(list)
    for seat, chain in sorted(direct):
        found[seat].append(chains[chain])
    return dict(found)


class Served:
    """The seats taken by assignments, beside all that are to be covered."""

    def __init__(self, compiled: Compiled, assignments: list[Assignment]) -> None:
        self.compiled = compiled
        self.taken = {a.seat: a for a in assignments}
        self.stand_ins = stand_ins(compiled)

    def covered(self, d: Demand) -> bool:
        """Whether a seat is taken, or a whole chain stands in for it."""
        if d.seat.id in self.taken:
            return True
        return any(
            all(leg in self.taken for leg in legs) for legs in self.stand_ins.get(d.seat.id, ())
        )

    def shortfall(self) -> int:
        """What the seats left uncovered cost."""
        goals = self.compiled.problem.goals
        return sum(goals.weight_of(d.session) for d in self._counted() if not self.covered(d))

    def table(self) -> tuple[Coverage, ...]:
        """Seats by priority; at most those are covered that somebody could take."""
        possible = self.compiled.possible
        seats = Counter(rank(d) for d in self._counted())
        covered = Counter(rank(d) for d in self._counted() if self.covered(d))
        most = Counter(
            rank(d) for d in self._counted() if possible[d.index] or d.seat.id in self.stand_ins
        )
        return tuple(Coverage(p, seats[p], covered[p], most[p]) for p in sorted(seats))

    def _counted(self) -> list[Demand]:
        return [d for d in self.compiled.demands if not d.seat.instead_of]
