"""The first plan: the most urgent seats alone, long before the whole problem is compiled."""

from __future__ import annotations

import numpy as np

from scheduler.plan import Plan
from scheduler.problem import Problem, digest
from scheduler.solve.auction import COARSE, last_standing
from scheduler.solve.auction.terms import routes_of
from scheduler.solve.build import Proof, plan_of
from scheduler.solve.compile import compile_problem
from scheduler.solve.jit import Ints
from scheduler.solve.master import build_master
from scheduler.solve.pool import Pool
from scheduler.solve.promised import promised
from scheduler.stop import Clock

SEATS, PART = 50, 10
"""So many seats are urgent, or every tenth of many; with all seats of their sessions."""
MOST = 0.5
"""Share of the seats from which the whole problem is there as soon."""


def first_plan(problem: Problem, clock: Clock, seed: int) -> Plan | None:
    """A plan of what is pinned and of the most urgent seats; ``None`` if these are nearly all."""
    seats = urgent_seats(problem)
    if len(seats) > MOST * len(problem.seats):
        return None
    compiled = compile_problem(problem, seats)
    master = build_master(compiled)
    kept = list(promised(master).routes.values())
    book = last_standing(master, kept, COARSE, clock.late)
    proof = Proof(0, clock.seconds, seed, digest(problem))
    return plan_of(compiled, routes_of(Pool(compiled), book), proof)


def urgent_seats(problem: Problem) -> Ints:
    """Numbers of the pinned seats and the most urgent ones, and all others of their sessions."""
    number = {s.id: k for k, s in enumerate(problem.sessions)}
    session = np.array([number[s.session] for s in problem.seats], np.int64)
    weight = np.array([problem.goals.weight_of(s) for s in problem.sessions])
    pinned = {p.seat for p in problem.pins}
    chosen = np.argsort(-weight[session], kind="stable")[: max(SEATS, len(session) // PART)]
    held = [k for k, s in enumerate(problem.seats) if s.id in pinned]
    return np.flatnonzero(np.isin(session, session[[*chosen, *held]]))
