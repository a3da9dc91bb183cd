"""The columns of the flow on arcs: what they cost, and the greedy or another plan in them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from benchmarks.solver.peers.arcs import Arcs, Ends, Reduction, arcs_of, found_ends, kept_candidates
from benchmarks.solver.peers.case import Case
from scheduler.solve.jit import Bools, Floats, Ints
from scheduler.solve.pool import Route


class Columns:
    """Where each kind of column begins."""

    def __init__(self, case: Case, reduction: Reduction) -> None:
        self.case, self.net = case, case.compiled.net
        self.ends = Ends(*found_ends(self.net))
        self.kept = kept_candidates(case, self.ends, reduction.candidates)
        self.arcs: Arcs = arcs_of(case, self.kept, reduction)
        pairs = zip(self.arcs.tail.tolist(), self.arcs.head.tolist(), strict=True)
        self.number = {pair: k for k, pair in enumerate(pairs)}
        self.frame, self.n = case.master.frame, len(self.net.node)
        self.use = len(self.frame.cost)
        self.begin, self.end = self.use + self.n, self.use + 2 * self.n
        self.arc = self.use + 3 * self.n
        self.total = self.arc + len(self.arcs.tail)
        self.all = np.arange(self.n)

    def cost(self) -> Floats:
        of_ends = [np.maximum(self.ends.first, 0), np.maximum(self.ends.last, 0)]
        return np.concatenate([self.frame.cost, self.net.cost, *of_ends, self.arcs.cost])

    def upper(self) -> Floats:
        known = self.kept & (self.case.master.row_of_slot[self.case.slots()] >= 0)
        of_ends = [known & (self.ends.first >= 0), known & (self.ends.last >= 0)]
        return np.concatenate([self.frame.upper, self.kept, *of_ends, np.ones(len(self.arcs.tail))])

    def whole(self) -> Bools:
        of_side = np.array(self.frame.whole, np.bool_)
        of_side[[*self.frame.uncovered.values()]] = True
        return np.concatenate([of_side, np.ones(self.total - self.use, np.bool_)])

    def start(self, routes: list[Route]) -> Floats:
        x, seats = np.zeros(self.total), self.case.seats_of(routes)
        served = set(self.net.seat[self.net.node[seats]].tolist())
        open_seats = [v for seat, v in self.frame.uncovered.items() if seat not in served]
        x[open_seats] = 1.0
        x[self.use + np.array(seats, np.int64)] = 1.0
        for r in routes:
            if r.seats:
                x[self.ways(r.seats)] = 1.0
        return x

    def ways(self, seats: tuple[int, ...]) -> Ints:
        between = [self.arc + self.number[p] for p in pairwise(seats) if p in self.number]
        return np.array([self.begin + seats[0], *between, self.end + seats[-1]], np.int64)
