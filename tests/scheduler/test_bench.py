"""``python -m scheduler bench``: what is measured and how it is told."""

import json
import os

import pytest

from scheduler.bench import HEADS, Run, in_own_process, rows_of, table
from scheduler.cli import main
from scheduler.cli.bench import refuted
from scheduler.generate import made_up
from scheduler.refereed import improve
from scheduler.stop import Stop


def run_of(seed: int) -> Run:
    """A search measured."""
    run = Run("pilot", seed, 12, 30)
    for step, plan in enumerate(improve(made_up(12, 30, 4, seed=seed), Stop(steps=400))):
        run.see(plan, float(step + 1))
    return run


def test_a_run_tells_when_gaps_and_the_proof_were_reached() -> None:
    run = run_of(1)
    assert run.first == 1.0
    assert run.bound <= run.value <= run.first_value
    assert run.seats_covered <= run.at_most <= run.seats
    assert (run.proven is not None) == (run.gap == 0)
    times = list(run.reached.values())
    assert times == sorted(times)


def test_what_fewer_than_half_have_reached_has_no_median() -> None:
    runs = [Run("pilot", k, 1, 1, at_most=1, proven=p) for k, p in enumerate((2.0, None, None))]
    told = dict(zip(HEADS, rows_of(runs)[-1], strict=True))
    assert told["problem"] == "pilot, median"
    assert told["proven"] == "-"
    runs[1].proven = 3.0
    assert dict(zip(HEADS, rows_of(runs)[-1], strict=True))["proven"] == "3.00 s"


def test_one_run_has_one_row() -> None:
    rows = rows_of([Run("pilot", 7, 1, 1, at_most=4, seats_covered=3, value=123_456)])
    assert [row[0] for row in rows] == ["pilot:7"]
    text = table(HEADS, rows).splitlines()
    assert len(text) == 3
    assert "| 1,235 € |" in text[2]
    assert "| 75.00% |" in text[2]


def test_each_answer_comes_from_a_fresh_process() -> None:
    first, again = in_own_process(os.getpid), in_own_process(os.getpid)
    assert len({first, again, os.getpid()}) == 3


def test_the_command_measures(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "pilot", "--seeds", "101", "--seconds", "0.5", "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["size"], told["seed"]) == ("pilot", 101)
    assert 0 < told["first"] <= told["seconds"]
    assert 0 < told["seats_covered"] <= told["at_most"]
    assert told["megabytes"] > 50


def test_the_command_reckons_bounds_again(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "pilot", "--seeds", "101", "--seconds", "2", "--json", "--reprice"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert told["repriced"] >= told["bound"] - 1
    assert told["faults"] == []


def test_a_bound_that_does_not_hold_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert not refuted(Run("pilot", 7, 1, 1, repriced=5))
    assert refuted(Run("pilot", 7, 1, 1, repriced=5, faults=("the plan claims bound 9",)))
    assert json.loads(capfd.readouterr().err) == {
        "path": "pilot:7",
        "message": "the plan claims bound 9",
    }


def test_an_unknown_size_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "galactic"]) == 2
    assert json.loads(capfd.readouterr().err)["path"] == "sizes"
