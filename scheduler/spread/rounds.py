"""Rounds: the parts are planned, the whole is proven by prices, and planned again as they tell.

Nothing here solves. The parts of a round may be solved anywhere, in any order; when all are back,
``after`` says what is known then, and ``problem_of`` what each part is to solve next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.spread.answers import Solved
from scheduler.spread.bids import offers, prices_by_session, second_bids
from scheduler.spread.choose import better_parts
from scheduler.spread.join import joined, proven
from scheduler.spread.piece import piece
from scheduler.spread.proof import Proof
from scheduler.spread.rooms import all_are_whole, granted
from scheduler.spread.split import Split, split
from scheduler.spread.standing import PROOF, ROUNDS, Standing


def begun(problem: Problem, most_members: int) -> Standing:
    """Before the first round."""
    parts = split(problem, most_members)
    return Standing(parts, parts.homes)


def problem_of(problem: Problem, now: Standing, part: int) -> Problem:
    """What the part is to solve in the round."""
    if now.kind == PROOF:
        return Proof(problem, now.split, now.prices).part(part)
    homes = {**now.homes, **now.offers}
    given = {session for session, k in homes.items() if k == part}
    rooms = granted(problem, now.split)[part]
    return piece(problem, set(now.split.parts[part]), given, rooms)


def after(problem: Problem, now: Standing, solved: Sequence[Solved]) -> Standing:
    """What is known once all parts of the round are solved, given in their order."""
    then = _proven(problem, now, solved) if now.kind == PROOF else _planned(problem, now, solved)
    return replace(then, round=len(ROUNDS) if _is_done(now, then) else now.round + 1)


def _is_done(now: Standing, then: Standing) -> bool:
    """Nothing better is possible; or no price could change, and so no answer either."""
    return then.value <= then.bound or (now.kind == PROOF and not now.split.shared)


def whole_plan(problem: Problem, now: Standing) -> Plan:
    """The plan of all parts, refereed, with what is proven of it."""
    return proven(joined(problem, now.plans), now.bound)


def is_independent(problem: Problem, parts: Split) -> bool:
    """Whether no part's plan has to do with another's: then their bounds add up as they are."""
    if len(parts.parts) == 1:
        return True
    tied = parts.shared or problem.goals.balance
    return not tied and all_are_whole(problem, granted(problem, parts))


def _proven(problem: Problem, now: Standing, solved: Sequence[Solved]) -> Standing:
    proof = Proof(problem, now.split, now.prices)
    bids = second_bids(problem, now.split, solved)
    return replace(
        now,
        bound=max(now.bound, proof.bound([s.plan.bound for s in solved])),
        offers=offers(proof, now, solved),
        prices={**now.prices, **bids},
    )


def _planned(problem: Problem, now: Standing, solved: Sequence[Solved]) -> Standing:
    new = [s.plan for s in solved]
    if now.plans:
        return replace(_mixed(problem, now, new), offers={})
    bound = sum(p.bound for p in new) if is_independent(problem, now.split) else 0
    value = joined(problem, new).value
    prices = prices_by_session(problem, solved)
    return replace(now, plans=tuple(new), value=value, bound=bound, prices=prices)


def _mixed(problem: Problem, now: Standing, new: Sequence[Plan]) -> Standing:
    """With the better plan of each part, if that makes the whole better."""
    taken = better_parts(problem, now, new)
    plans = tuple(new[k] if k in taken else old for k, old in enumerate(now.plans))
    value = joined(problem, plans).value
    if value >= now.value:
        return now
    moved = {s: k for s, k in now.offers.items() if k in taken}
    return replace(now, plans=plans, homes={**now.homes, **moved}, value=value)
