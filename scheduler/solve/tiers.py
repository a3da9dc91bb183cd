"""The solver's own figures of a choice of routes: the value, tier by tier.

The value is what the routes and everything that is left open cost. Coverage, changes, money and
fairness are counted one by one; quality is the rest.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

from scheduler.plan import TIERS, Assignment, Coverage, Duty
from scheduler.problem import Confirmed
from scheduler.solve.compile import Compiled
from scheduler.solve.pool import Route
from scheduler.solve.screen import Demand

STATUTORY = -1


def rank(d: Demand) -> int:
    """Priority of a seat; -1 for statutory."""
    return STATUTORY if d.session.statutory else d.session.priority


def weight(compiled: Compiled, d: Demand) -> int:
    """What it costs to leave a seat uncovered."""
    return compiled.problem.goals.weight_of(d.session)


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
        self.taken = {a.seat: a for a in assignments}
        self.stand_ins = stand_ins(compiled)
        by_id = {d.seat.id: d for d in compiled.demands}
        self.hours = [(compiled.crew.index[a.member], by_id[a.seat], a.start) for a in assignments]
        """Member, seat and start of each assignment."""

    def tiers(self) -> dict[str, int]:
        """Value of each tier."""
        changes = sum(not self._kept(c) for c in self.compiled.problem.confirmed)
        given_up = sum(c.seat not in self.taken for c in self.compiled.problem.confirmed)
        price, coverage = self.compiled.problem.goals.change, self.coverage()
        hire, shared = self.hire(), self.overload() + self.balance()
        value = sum(r.cost for r in self.routes) + coverage + price * given_up + hire + shared
        counted = {
            "coverage": coverage,
            "changes": price * changes,
            "money": sum(d.cost for d in self.duties) + hire,
            "fairness": shared + self.burdens() + self.trips(),
        }
        return {name: counted.get(name, value - sum(counted.values())) for name in TIERS}

    def covered(self, d: Demand) -> bool:
        """Whether a seat is taken, or a whole chain stands in for it."""
        if d.seat.id in self.taken:
            return True
        return any(
            all(leg in self.taken for leg in legs) for legs in self.stand_ins.get(d.seat.id, ())
        )

    def coverage(self) -> int:
        """Seats left uncovered."""
        return sum(weight(self.compiled, d) for d in self._counted() if not self.covered(d))

    def table(self) -> tuple[Coverage, ...]:
        """Seats by priority; at most those are covered that somebody could take."""
        net = self.compiled.net
        possible = set(net.seat[net.node].tolist())
        seats = Counter(rank(d) for d in self._counted())
        covered = Counter(rank(d) for d in self._counted() if self.covered(d))
        most = Counter(
            rank(d) for d in self._counted() if d.index in possible or d.seat.id in self.stand_ins
        )
        return tuple(Coverage(p, seats[p], covered[p], most[p]) for p in sorted(seats))

    def _counted(self) -> list[Demand]:
        return [d for d in self.compiled.demands if not d.seat.instead_of]

    def _kept(self, c: Confirmed) -> bool:
        a = self.taken.get(c.seat)
        return (
            a is not None
            and a.member == c.member
            and (c.start in (None, a.start) and c.modality in ("", a.modality))
        )

    def hire(self) -> int:
        """Fees paid once for each member with a seat."""
        members = self.compiled.problem.members
        return sum(members[i].hire_fee for i in {i for i, _, _ in self.hours})

    def overload(self) -> int:
        """Minutes above the fair share of a week."""
        p = self.compiled.problem
        minutes: dict[tuple[int, str], int] = defaultdict(int)
        for i, d, start in self.hours:
            minutes[i, self._week(start)] += d.duration
        fixed: dict[tuple[int, str], int] = defaultdict(int)
        for c in p.commitments:
            fixed[self.compiled.crew.index[c.member], c.week] += c.minutes
        over = 0
        for (i, week), n in minutes.items():
            fair = p.members[i].fair_minutes
            if fair is not None:
                over += max(0, n - max(0, fair - fixed[i, week]))
        return over * p.goals.overload

    def _week(self, start: int) -> str:
        return next(d.week for d in reversed(self.compiled.days) if d.start <= start)

    def balance(self) -> int:
        """Minutes by which the lending of each two countries differs."""
        p = self.compiled.problem
        lent: dict[tuple[str, str], int] = defaultdict(int)
        for x in p.lent:
            lent[x.lender, x.borrower] += x.minutes
        for i, d, _ in self.hours:
            lent[p.members[i].country, d.session.country] += d.duration
        pairs = {(min(k), max(k)) for k in lent if all(k) and k[0] != k[1]}
        return p.goals.balance * sum(abs(lent[a, b] - lent[b, a]) for a, b in pairs)

    def burdens(self) -> int:
        """Unsocial hours and trauma-heavy seats."""
        goals, total = self.compiled.problem.goals, 0
        for i, d, start in self.hours:
            m = self.compiled.problem.members[i]
            outside = self._outside(start, d.duration)
            total += (outside * goals.unsocial * m.unsocial_load + 3000) // 6000
            total += (goals.trauma * m.trauma_load + 50) // 100 if d.session.trauma else 0
        return total

    def _outside(self, start: int, duration: int) -> int:
        social = next(d.social for d in reversed(self.compiled.days) if d.start <= start)
        if social is None:
            return 0
        return duration - max(0, min(start + duration, social[1]) - max(start, social[0]))

    def trips(self) -> int:
        """Borders crossed."""
        return sum(int(self.compiled.net.trip_cost[i]) for i in self._crossings())

    def _crossings(self) -> list[int]:
        """The member of each way across a border."""
        net, out = self.compiled.net, []
        for r in self.routes:
            member = r.slot // net.days
            home = int(net.home[member])
            ends = [home if s < 0 else int(net.stay_place[s]) for s in (r.wake, r.sleep)]
            stops = [ends[0], *(int(net.place[c]) for c in r.seats), ends[1]]
            ways = itertools.pairwise(stops)
            out += [member for a, b in ways if a != b and a and b and net.roads.border[a, b] >= 0]
        return out
