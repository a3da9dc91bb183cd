"""What a row does not say does not bind: textbook cases can be written with hardly a field."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.problem import Goals, Problem, problem_from_json
from scheduler.refereed import solve
from scheduler.stop import Stop

STOP = Stop(seconds=20)


def test_one_line_is_a_problem() -> None:
    p = problem_from_json(
        {
            "sessions": [{"id": "s", "start": 0, "duration": 1}],
            "seats": [{"id": "s/1", "session": "s"}],
            "members": [{"id": "ana"}],
        }
    )
    found = solve(p, STOP)
    assert (found.value, found.bound, found.seats_covered) == (0, 0, 1)


def test_nothing_at_all_is_a_problem() -> None:
    p = problem_from_json({"sessions": [], "seats": [], "members": []})
    found = solve(p, STOP)
    assert (found.value, found.bound, found.gap, found.seats) == (0, 0, 0.0, 0)


def test_nobody_is_there() -> None:
    p = problem_from_json(
        {
            "sessions": [{"id": "s", "start": 0, "duration": 1, "priority": 2}],
            "seats": [{"id": "s/1", "session": "s"}],
            "members": [],
        }
    )
    found = solve(p, STOP)
    assert (found.value, found.bound, found.seats_covered) == (8_000_000, 8_000_000, 0)
    assert [u.seat for u in found.uncovered] == ["s/1"]


def fixed_tasks(
    tasks: list[tuple[int, int]], able: list[tuple[int, ...]], fees: list[int]
) -> Problem:
    """Tasks with fixed times, who may do each, and a fee for each person used."""
    return problem_from_json(
        {
            "sessions": {
                "columns": {
                    "id": [f"t{k}" for k in range(len(tasks))],
                    "start": [start for start, _ in tasks],
                    "duration": [minutes for _, minutes in tasks],
                }
            },
            "seats": [
                {"id": f"t{k}/1", "session": f"t{k}", "candidates": [f"p{i}" for i in who]}
                for k, who in enumerate(able)
            ],
            "members": [{"id": f"p{i}", "hire_fee": fee} for i, fee in enumerate(fees)],
        }
    )


def test_the_fewest_people_for_fixed_tasks() -> None:
    tasks = [(0, 10), (5, 10), (10, 10), (15, 10), (20, 10)]
    p = fixed_tasks(tasks, [(0, 1, 2)] * 5, [100, 100, 100])
    found = solve(p, STOP)
    assert (found.value, found.bound, found.seats_covered) == (200, 200, 5)


def test_fees_are_traded_against_each_other() -> None:
    tasks = [(0, 10), (20, 10), (40, 10)]
    p = fixed_tasks(tasks, [(0, 2), (1, 2), (0, 1, 2)], [100, 100, 250])
    assert solve(p, STOP).value == 200
    p = fixed_tasks(tasks, [(0, 2), (1, 2), (0, 1, 2)], [100, 100, 150])
    assert solve(p, STOP).value == 150


@settings(derandomize=True, database=None, max_examples=25)
@given(
    st.lists(st.sets(st.integers(0, 3), min_size=1), min_size=1, max_size=5),
    st.lists(st.integers(1, 9), min_size=4, max_size=4),
)
def test_set_cover(able: list[set[int]], fees: list[int]) -> None:
    p = fixed_tasks(
        [(20 * k, 10) for k in range(len(able))], [tuple(sorted(x)) for x in able], fees
    )
    covers = [
        sum(fees[i] for i in chosen)
        for n in range(1, 5)
        for chosen in combinations(range(4), n)
        if all(who & set(chosen) for who in able)
    ]
    found = solve(p, STOP)
    assert (found.value, found.bound) == (min(covers), min(covers))


@pytest.mark.parametrize(("weight", "covered"), [(99, 0), (101, 1)])
def test_coverage_has_its_price(weight: int, covered: int) -> None:
    p = replace(fixed_tasks([(0, 10)], [(0,)], [100]), goals=Goals(coverage=(weight,)))
    assert solve(p, STOP).seats_covered == covered
