"""One day as a model of OR-Tools' routing library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.solver.peers.arcs import link
from benchmarks.solver.peers.one_day import HORIZON, Day
from scheduler.solve.arrays import Net
from scheduler.solve.cover import seat_weight
from scheduler.solve.jit import Ints, jit
from scheduler.solve.walk import arrival, departure

NEVER = 10**12
"""Cost of a way that cannot be."""
ANYWHEN, FROM_ZERO, IGNORE = False, True, True
"""A day may begin at any time, a load begins with 0, what has no visit is passed over."""
CACHED = 500
"""Visits up to which the library keeps all ways in memory."""


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
            earliest, latest = self.day.between(member, self.zero)
            clock.CumulVar(self.routing.Start(v)).SetMin(int(max(0, earliest)))
            clock.CumulVar(self.routing.End(v)).SetMax(int(min(HORIZON, latest)))

    def _loads(self) -> None:
        """Minutes and trauma-heavy seats; minutes above the fair share of the week cost."""
        nodes, net = self.day.visits.nodes, self.net
        length, heavy = (net.end - net.start)[nodes], net.trauma[nodes].astype(np.int64)
        most, fair, traumas = self.day.caps()
        for name, amount, caps in (("minutes", length, most), ("trauma", heavy, traumas)):
            vector = [*amount.tolist(), 0]
            callback = self.routing.RegisterUnaryTransitVector(vector)
            self.routing.AddDimensionWithVehicleCapacity(callback, 0, caps, FROM_ZERO, name)
        worked = self.routing.GetDimensionOrDie("minutes")
        price = int(self.day.case.problem.goals.overload)
        for v, share in enumerate(fair):
            worked.SetCumulVarSoftUpperBound(self.routing.End(v), share, price)

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
        insertion = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
        parameters.first_solution_strategy = insertion
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
        kept = {c for seats in routes.values() for c in seats if c in visit}
        seats = {self.day.case.seat(c).id for c in kept}
        kept = {c for c in kept if self.day.case.seat(c).beside in {"", *seats}}
        return [
            [self._index(visit[c]) for c in routes.get(m, ()) if c in kept]
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
