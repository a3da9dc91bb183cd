"""What seats cost where: the prices that parts tell, and what follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from scheduler.problem import Problem
from scheduler.spread.answers import Solved
from scheduler.spread.choose import served_sessions
from scheduler.spread.proof import Proof
from scheduler.spread.split import Split
from scheduler.spread.standing import Standing

FULL, CHEAP = 0.99, 0.9
"""Of the price: what a part asks that would as soon leave the seat, and one that wants it."""


def prices_by_session(problem: Problem, solved: Sequence[Solved]) -> dict[str, int]:
    """The mean price of a session's seats."""
    session = {s.id: s.session for s in problem.seats}
    found: dict[str, list[int]] = defaultdict(list)
    for seat, price in (row for s in solved for row in s.prices.items()):
        found[session[seat]].append(price)
    return {s: round(sum(each) / len(each)) for s, each in found.items()}


def second_bids(problem: Problem, parts: Split, solved: Sequence[Solved]) -> dict[str, int]:
    """Shared sessions to the second lowest price asked: just above the part that should serve."""
    found = _bids(problem, solved)
    return {s: sorted(found[s].values())[1] for s in parts.shared if len(found[s]) > 1}


def offers(proof: Proof, now: Standing, solved: Sequence[Solved]) -> dict[str, int]:
    """Sessions to the other part that asks least for them.

    Those that nobody serves, where that part need not leave another open instead; those that
    their home serves, where it would as soon leave them at a price that contents the other.
    What is promised to somebody stays with them, and what a part that tells no price serves.
    """
    free = now.split.shared - _promised(proof.problem)
    bids, served = _bids(proof.problem, solved), served_sessions(proof.problem, now.plans)
    found = {}
    for s in (s for s in proof.problem.sessions if s.id in free):
        each, home = bids[s.id], now.homes[s.id]
        others = {k: price for k, price in each.items() if k != home}
        if not others:
            continue
        best = min(others, key=lambda k: (others[k], k))
        most, full = proof.price(s), proof.problem.goals.weight_of(s)
        is_left = s.id not in served
        if others[best] < CHEAP * (full if is_left else most) and (
            is_left or each.get(home, 0) >= FULL * most
        ):
            found[s.id] = best
    return found


def _promised(problem: Problem) -> set[str]:
    session = {s.id: s.session for s in problem.seats}
    seats = {p.seat for p in problem.pins} | {c.seat for c in problem.confirmed}
    return {session[x] for x in seats}


def _bids(problem: Problem, solved: Sequence[Solved]) -> dict[str, dict[int, int]]:
    """Session to what one of its seats costs in each part where it stands."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for k, s in enumerate(solved):
        for session, price in prices_by_session(problem, [s]).items():
            found[session][k] = price
    return found
