"""The child that answers questions: it stays for the next one, and nothing of it is left behind."""

import os
import signal
from collections.abc import Iterator

import pytest

from app.adapters.solver import FaultyProblemError, Patience, SolverError, advice, advise
from app.adapters.solver.helper import Helper
from scheduler.generate import made_up
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.refereed import solve
from scheduler.stop import Stop

MEMORY = 2048


@pytest.fixture(autouse=True)
def none_waits() -> Iterator[None]:
    advice.end_helpers()
    yield
    advice.end_helpers()


def answered() -> tuple[Problem, Plan, dict[str, str]]:
    problem = made_up(6, 20, 3, seed=5)
    plan = solve(problem, Stop(steps=5), seed=1)
    return problem, plan, {"kind": "explain", "seat": plan.assignments[0].seat}


def waiting() -> Helper:
    return advice._idle[-1][1]


def test_the_same_child_answers_again_also_after_a_faulty_question() -> None:
    problem, plan, ask = answered()
    first = advise(problem, plan, [ask], Patience(MEMORY))
    child = waiting()

    with pytest.raises(FaultyProblemError, match="'nowhere' is unknown"):
        advise(problem, plan, [{"kind": "explain", "seat": "nowhere"}], Patience(MEMORY))
    again = advise(problem, plan, [ask], Patience(MEMORY))

    assert first == again
    assert first[0]["covered"]
    assert waiting() is child


def test_a_child_that_was_killed_is_replaced() -> None:
    problem, plan, ask = answered()
    advise(problem, plan, [ask], Patience(MEMORY))
    child = waiting()
    os.killpg(child._child.pid, signal.SIGKILL)
    child._child.wait()

    assert advise(problem, plan, [ask], Patience(MEMORY))[0]["covered"]
    assert waiting() is not child


def test_one_that_cannot_start_or_does_not_answer_in_time_is_an_error_and_is_ended() -> None:
    problem, plan, ask = answered()

    with pytest.raises(SolverError, match="ended in the middle"):
        advise(problem, plan, [ask], Patience(32))
    with pytest.raises(SolverError, match="did not answer within"):
        advise(problem, plan, [ask], Patience(MEMORY, seconds=0.01))

    assert advice._idle == []
