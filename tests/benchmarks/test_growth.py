"""How runs of the comparison become a table and a picture."""

from xml.etree import ElementTree as ET

import pytest

from benchmarks.solver.growth.picture import picture
from benchmarks.solver.growth.runs import OURS, Run, Task
from benchmarks.solver.growth.tables import exponent, figures_of, growth_table


def run_of(method: str, size: str, seed: int, value: int, bound: int = 0) -> Run:
    """A run that covers nine of at most ten seats."""
    most = 10 if method == OURS else 11
    first = 2.0 if size == "pilot" else 4.0
    task = Task(method, size, seed, 5.0)
    return Run(task, first, value, bound, 11, 9, most, seconds=5.0, megabytes=300, load=1.0)


RUNS = [
    *(run_of(OURS, "pilot", seed, 100, 90) for seed in (1, 2, 3)),
    *(run_of("greedy", "pilot", seed, 180) for seed in (1, 2, 3)),
    run_of(OURS, "regional", 1, 400),
    Run(Task("cp_sat", "regional", 1, 5.0), trouble="too large: 5 arcs"),
]


def test_gap_is_to_the_best_bound_of_the_week_and_seats_are_of_those_possible() -> None:
    ours, greedy, *_ = figures_of(RUNS)
    assert [ours.gap, greedy.gap] == pytest.approx([0.1, 0.5])
    assert [ours.above, greedy.above] == pytest.approx([0.0, 0.8])
    assert ours.seats == greedy.seats == pytest.approx(0.9)


def test_a_method_without_a_plan_says_why() -> None:
    rows = growth_table(figures_of(RUNS)).splitlines()
    assert "| too large: 5 arcs |" in rows[-1]
    assert "| no bound |" in rows[-2]


def test_growth_is_the_slope_between_logarithms() -> None:
    slope = exponent(figures_of(RUNS), lambda f: f.first)
    assert slope == pytest.approx(0.274, abs=0.001)


def test_the_picture_is_drawn_of_what_is_known() -> None:
    root = ET.fromstring(picture(figures_of(RUNS)))  # noqa: S314  drawn here
    lines = root.findall(".//{*}polyline")
    assert len(lines) == 6  # three of each method: one without a plan has none
    marks = root.findall("{*}g[@transform]")
    assert len(marks) == 3 + 3 + 2 + 3  # keys and charts; no bound of the regional week
