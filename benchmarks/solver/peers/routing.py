"""OR-Tools' routing library with guided local search, one day after another until the time is up.

Members are vehicles, seats at each of their starts are visits; who cannot take a visit may not go
there. A visit's place depends on the member: the one with the cheapest way from home. Other days
stay as they are; they leave each day its minutes of the week and the hours of rest. In the model:
ways, breaks, minutes and trauma-heavy seats of day and week, fair shares, rest, starts, teams. Not
in it: lunch, spans, remote minutes in a row, rooms taken, nights away. The plan is mended. The
library runs in one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.solver.peers.arcs import ends, link
from benchmarks.solver.peers.case import Case
from scheduler.solve.arrays import FAR, Net
from scheduler.solve.cover import seat_weight
from scheduler.solve.jit import Ints, jit
from scheduler.solve.pool import Route
from scheduler.solve.walk import arrival, departure

NEVER = 10**12
"""Cost of a way that cannot be."""
HORIZON = 3 * 1440
ANYWHEN, FROM_ZERO, IGNORE = False, True, True
"""A day may begin at any time, a load begins with 0, what has no visit is passed over."""
CACHED = 500
"""Visits up to which the library keeps all ways in memory."""
ROUNDS = 2
"""Times that each day is looked at, if the time allows."""


def local_search(case: Case) -> list[Route]:
    """The best plan found in the time, mended."""
    best = case.greedy
    days = case.compiled.net.days
    for turn in range(ROUNDS * days):
        if case.left < 1.0:
            break
        seconds = case.left / (ROUNDS * days - turn)
        found = Day(case, best, turn % days).improved(seconds)
        best = min(best, case.mended(found), key=lambda routes: case.plan(routes).value)
    return best


def _looked_up(table: Ints, place: list[int]) -> Callable[[int, int], int]:
    """A table as the library asks for it; indices from the number of visits on are homes."""
    rows: list[list[int]] = table.tolist()
    return lambda i, j: rows[place[i]][place[j]]


@jit
def tables(net: Net, member: int, day: int, candidates: Ints) -> tuple[Ints, Ints]:
    """Cost of each way with the visit after it, and minutes from the beginning of a visit until the
    next may begin; after the candidates come home, and what is nothing to the member."""
    n = len(candidates)
    cost, minutes = np.full((n + 2, n + 2), NEVER), np.full((n + 2, n + 2), HORIZON)
    cost[n, n], minutes[n, n] = 0, 0
    for i in range(n):
        a = candidates[i]
        begin = net.busy_from[net.node[a]]
        leave, way = departure(net, member, a, -1)
        back, home = arrival(net, member, a, -1, day)
        cost[n, i], minutes[n, i] = way + net.day_fee[member] + net.cost[a], begin - leave
        cost[i, n], minutes[i, n] = home, back - begin
        for j in range(n):
            b = candidates[j]
            if net.busy_from[net.node[b]] > begin:
                found = link(net, member, a, b)
                if found >= 0:
                    cost[i, j], minutes[i, j] = found + net.cost[b], 0
    return cost, minutes


@dataclass(slots=True)
class Visits:
    """Visits of one day: nodes; and for each member the candidate that each would be."""

    nodes: list[int]
    candidate: dict[tuple[int, int], int]
    """Visit and member."""


class Day:
    """One day as a routing problem, the others as a plan has them."""

    def __init__(self, case: Case, routes: list[Route], day: int) -> None:
        self.case, self.net, self.day = case, case.compiled.net, day
        self.others = [r for r in routes if r.slot % self.net.days != day]
        self.mine = [r for r in routes if r.slot % self.net.days == day]
        self.first, self.last, _, _ = ends(self.net)
        self.visits = self._visits()
        self.members = sorted({m for _, m in self.visits.candidate})

    def _visits(self) -> Visits:
        net, slots = self.net, self.case.slots()
        today = np.flatnonzero(slots % net.days == self.day)
        usable = today[(self.first[today] >= 0) & (self.last[today] >= 0)]
        price = net.cost + self.first + self.last
        started = {c for r in self.mine for c in r.seats}
        best: dict[tuple[int, int], int] = {}
        for c in sorted(usable.tolist(), key=lambda c: (c not in started, price[c])):
            best.setdefault((int(net.node[c]), int(slots[c]) // net.days), c)
        nodes = sorted({node for node, _ in best})
        number = {node: k for k, node in enumerate(nodes)}
        return Visits(nodes, {(number[n], m): c for (n, m), c in best.items()})

    def improved(self, seconds: float) -> list[int]:
        """Candidates of the whole plan with the day planned anew."""
        kept = self.case.seats_of(self.others)
        if not self.members:
            return kept
        model = Model(self)
        return kept + model.solved(seconds)


class Model:
    """The routing model of one day."""

    def __init__(self, day: Day) -> None:
        self.day, self.net = day, day.net
        n, vehicles = len(day.visits.nodes), len(day.members)
        self.manager = pywrapcp.RoutingIndexManager(n + 1, vehicles, n)
        parameters = pywrapcp.DefaultRoutingModelParameters()
        parameters.max_callback_cache_size = CACHED
        self.routing = pywrapcp.RoutingModel(self.manager, parameters)
        self._ways()
        self._loads()
        self._seats()

    def _index(self, visit: int) -> int:
        return int(self.manager.NodeToIndex(visit))

    def _ways(self) -> None:
        """Costs and times of ways, for each member; the day lies between the days around it."""
        times, end = [], len(self.day.visits.nodes)
        for v, member in enumerate(self.day.members):
            mine = [(x, c) for (x, m), c in self._known.items() if m == member]
            number = {x: k for k, (x, _) in enumerate(mine)}
            place = [number.get(x, len(mine) + 1) for x in range(end)]
            candidates = np.array([c for _, c in mine], np.int64)
            cost, minutes = tables(self.net, member, self.day.day, candidates)
            place += [len(mine)] * (2 * len(self.day.members))
            callback = self.routing.RegisterTransitCallback(_looked_up(cost, place))
            self.routing.SetArcCostEvaluatorOfVehicle(callback, v)
            times.append(self.routing.RegisterTransitCallback(_looked_up(minutes, place)))
        self.routing.AddDimensionWithVehicleTransits(times, HORIZON, HORIZON, ANYWHEN, "time")
        clock = self.routing.GetDimensionOrDie("time")
        self.zero = self.net.noon[self.day.day] - 720 - 1440
        for visit, node in enumerate(self.day.visits.nodes):
            at = int(self.net.busy_from[node] - self.zero)
            clock.CumulVar(self._index(visit)).SetRange(at, at)
        for v, member in enumerate(self.day.members):
            earliest, latest = self._between(member)
            clock.CumulVar(self.routing.Start(v)).SetMin(int(max(0, earliest)))
            clock.CumulVar(self.routing.End(v)).SetMax(int(min(HORIZON, latest)))

    def _between(self, member: int) -> tuple[int, int]:
        """When the rest after the day before is over, and when the rest before the next begins."""
        rest, slot = self.net.limits.rest, member * self.net.days + self.day.day
        around = {r.slot: r for r in self.day.others if r.slot in (slot - 1, slot + 1)}
        before = around.get(slot - 1) if self.day.day else None
        after = around.get(slot + 1) if self.day.day < self.net.days - 1 else None
        earliest = 0 if before is None else before.returns + rest - self.zero
        return earliest, HORIZON if after is None else after.leaves - rest - self.zero

    def _loads(self) -> None:
        """Minutes and trauma-heavy seats; minutes above the fair share of the week cost."""
        nodes, net = self.day.visits.nodes, self.net
        length, heavy = (net.end - net.start)[nodes], net.trauma[nodes].astype(np.int64)
        most, fair, traumas = self._caps()
        for name, amount, caps in (("minutes", length, most), ("trauma", heavy, traumas)):
            vector = [*amount.tolist(), 0]
            callback = self.routing.RegisterUnaryTransitVector(vector)
            self.routing.AddDimensionWithVehicleCapacity(callback, 0, caps, FROM_ZERO, name)
        worked = self.routing.GetDimensionOrDie("minutes")
        price = int(self.day.case.problem.goals.overload)
        for v, share in enumerate(fair):
            worked.SetCumulVarSoftUpperBound(self.routing.End(v), share, price)

    def _caps(self) -> tuple[list[int], list[int], list[int]]:
        """For each member: minutes of the day, fair minutes left, trauma-heavy seats left."""
        p, net, days = self.day.case.problem, self.net, self.day.case.compiled.days
        week = days[self.day.day].week
        minutes, heavy = np.zeros(len(p.members), np.int64), np.zeros(len(p.members), np.int64)
        for r in self.day.others:
            if days[r.slot % net.days].week == week:
                node = net.node[np.array(r.seats, np.int64)]
                minutes[r.slot // net.days] += int((net.end - net.start)[node].sum())
                heavy[r.slot // net.days] += int(net.trauma[node].sum())
        index = self.day.case.compiled.crew.index
        for c in p.commitments:
            if c.week == week:
                minutes[index[c.member]] += c.minutes
                heavy[index[c.member]] += c.trauma
        return self._left(minutes, heavy)

    def _left(self, minutes: Ints, heavy: Ints) -> tuple[list[int], list[int], list[int]]:
        policy, members = self.day.case.problem.policy, self.day.case.problem.members
        most, fair, traumas = [], [], []
        for m in self.day.members:
            slot = m * self.net.days + self.day.day
            cap = members[m].max_week_minutes
            cap = policy.max_week_minutes if cap is None else cap
            week = FAR if cap is None else cap - int(minutes[m])
            most.append(max(0, min(int(self.net.minutes_cap[slot]), week, HORIZON)))
            share = members[m].fair_minutes
            fair.append(HORIZON if share is None else max(0, share - int(minutes[m])))
            limit = policy.max_trauma_week
            of_week = FAR if limit is None else limit - int(heavy[m])
            traumas.append(max(0, min(int(self.net.trauma_cap[slot]), of_week, HORIZON)))
        return most, fair, traumas

    def _seats(self) -> None:
        """Each seat once or at its weight not at all; a team begins together, or the one beside
        another only with it."""
        demands, net = self.day.case.compiled.demands, self.net
        visits: dict[int, list[int]] = {}
        for visit, node in enumerate(self.day.visits.nodes):
            visits.setdefault(int(net.seat[node]), []).append(visit)
            who = [v for v, m in enumerate(self.day.members) if (visit, m) in self._known]
            self.routing.VehicleVar(self._index(visit)).SetValues([-1, *who])
        by_id = {demands[seat].seat.id: seat for seat in visits}
        for seat, mine in visits.items():
            weight = int(seat_weight(self.day.case.compiled, seat))
            self.routing.AddDisjunction([self._index(x) for x in mine], weight)
            beside = demands[seat].seat.beside
            if beside:
                self._beside(mine, visits.get(by_id.get(beside, -1), []))

    @property
    def _known(self) -> dict[tuple[int, int], int]:
        return self.day.visits.candidate

    def _beside(self, mine: list[int], others: list[int]) -> None:
        """A visit only with one of the other seat at the same time."""
        start, nodes = self.net.start, self.day.visits.nodes
        solver = self.routing.solver()
        for x in mine:
            with_it = [y for y in others if start[nodes[y]] == start[nodes[x]]]
            active = [self.routing.ActiveVar(self._index(y)) for y in with_it]
            solver.Add(self.routing.ActiveVar(self._index(x)) <= solver.Sum(active))

    def solved(self, seconds: float) -> list[int]:
        """Candidates of the best day found, the day as it stands at first."""
        parameters = pywrapcp.DefaultRoutingSearchParameters()
        guided = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        parameters.local_search_metaheuristic = guided
        parameters.time_limit.FromMilliseconds(max(1, int(seconds * 1000)))
        self.routing.CloseModelWithParameters(parameters)
        start = self.routing.ReadAssignmentFromRoutes(self._standing(), IGNORE)
        found = (
            self.routing.SolveWithParameters(parameters)
            if start is None
            else self.routing.SolveFromAssignmentWithParameters(start, parameters)
        )
        if found is None:
            return self.day.case.seats_of(self.day.mine)
        return [c for v in range(len(self.day.members)) for c in self._driven(found, v)]

    def _standing(self) -> list[list[int]]:
        """The day as it stands, without seats that are another candidate here."""
        visit = {c: x for (x, _), c in self._known.items()}
        routes = {r.slot // self.net.days: r.seats for r in self.day.mine}
        return [
            [self._index(visit[c]) for c in routes.get(m, ()) if c in visit]
            for m in self.day.members
        ]

    def _driven(self, found: Any, v: int) -> list[int]:
        at, member = self.routing.Start(v), self.day.members[v]
        out: list[int] = []
        while True:
            at = found.Value(self.routing.NextVar(at))
            if self.routing.IsEnd(at):
                return out
            out.append(self._known[self.manager.IndexToNode(at), member])
