"""Each peer plans a small week, and the referee finds nothing wrong in what it gives."""

import pytest

from benchmarks.solver.peers import PEERS
from benchmarks.solver.peers.case import Case
from scheduler.check import check
from scheduler.generate import made_up
from scheduler.refereed import solve
from scheduler.stop import Stop

PROBLEM = made_up(14, 50, 5, seed=3)


@pytest.fixture(scope="module")
def bound() -> int:
    """Proven by the solver, whose loops are compiled from here on."""
    return solve(PROBLEM, Stop(steps=400)).bound


@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_betters_the_greedy_plan_by_a_legal_one(peer: str, bound: int) -> None:
    PEERS[peer](Case(PROBLEM, seconds=2.0))  # its own loops are compiled within its time
    case = Case(PROBLEM, seconds=4.0)
    plan, start = case.plan(PEERS[peer](case)), case.plan(case.greedy)
    assert check(PROBLEM, plan).violations == ()
    assert (plan.value < start.value) == (peer != "greedy")
    assert plan.value >= bound
