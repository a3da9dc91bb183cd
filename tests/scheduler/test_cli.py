"""The command line, run as other programs run it."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scheduler.generate import made_up
from scheduler.plan import plan_from_json, plan_to_json
from scheduler.problem import Pin, Problem, problem_from_json, problem_to_json
from tests.scheduler.builders import give, member, one, plan, problem, session

ROOT = Path(__file__).parents[2]
CASE = one(of_member={"hourly_rate": 1_200})
Change = Callable[[dict[str, Any]], Any]


def scheduler(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """``python -m scheduler`` with these arguments."""
    return subprocess.run(
        [sys.executable, "-m", "scheduler", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def written(path: Path, data: Any) -> str:
    """The name of a file with this JSON."""
    path.write_text(json.dumps(data))
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A problem and the right plan for it."""
    return (
        written(tmp_path / "p.json", problem_to_json(CASE)),
        written(tmp_path / "plan.json", plan_to_json(plan(CASE, give()))),
    )


def told(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The lines on standard error."""
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_generate_writes_the_same_problem_for_the_same_seed() -> None:
    first, again = (
        scheduler("generate", "pilot", "--seed", "7"),
        scheduler("generate", "pilot", "--seed", "7"),
    )
    assert first.returncode == 0
    assert first.stdout == again.stdout
    p = problem_from_json(json.loads(first.stdout))
    assert (len(p.members), len(p.sessions)) == (60, 400)
    assert p == made_up(60, 400, 20, seed=7, name="pilot-7")
    assert p != made_up(60, 400, 20, seed=8, name="pilot-7")


def test_generate_knows_its_sizes() -> None:
    done = scheduler("generate", "galactic")
    assert done.returncode == 2
    assert "regional" in done.stderr


def test_check_agrees_with_a_right_plan(files: tuple[str, str]) -> None:
    done = scheduler("check", *files)
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["legal"] is True
    assert report["violations"] == []
    assert {t["name"]: t["value"] for t in report["tiers"]} == {
        "coverage": 0,
        "changes": 0,
        "quality": 0,
        "money": 1_200,
        "fairness": 0,
    }


def set_to(**fields: Any) -> Change:
    """Sets fields at the top of a plan."""
    return lambda data: data.update(fields)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (set_to(value=1_199), "value"),
        (set_to(bound=1_201), "bound"),
        (set_to(gap=0.5), "gap"),
        (set_to(seats_covered=0), "seats_covered"),
        (lambda data: data["assignments"][0].update(start=601), "start_window"),
        (lambda data: data["duties"][0].update(cost=0), "duty_figures"),
    ],
)
def test_check_refuses_a_wrong_claim_and_a_broken_rule(
    files: tuple[str, str], tmp_path: Path, change: Change, rule: str
) -> None:
    data = json.loads(Path(files[1]).read_text())
    change(data)
    done = scheduler("check", files[0], written(tmp_path / "wrong.json", data))
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["legal"] is False
    assert rule in {v["rule"] for v in report["violations"]}


def test_a_faulty_problem_is_refused_with_a_line_for_each_fault(tmp_path: Path) -> None:
    faulty = written(
        tmp_path / "p.json", {"sessions": [{"id": "s", "start": "x"}], "seats": [], "colour": 1}
    )
    for arguments in (("solve", faulty), ("check", faulty, faulty)):
        done = scheduler(*arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        assert {line["path"] for line in told(done)} == {
            "sessions[0].start",
            "sessions[0].duration",
            "members",
            "colour",
        }


def test_a_faulty_plan_is_refused(files: tuple[str, str]) -> None:
    done = scheduler("check", files[0], files[0])
    assert done.returncode == 2
    assert "sessions" in {line["path"] for line in told(done)}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = scheduler("solve", str(tmp_path / "none.json"))
    assert done.returncode == 2
    assert told(done) == [
        {"path": str(tmp_path / "none.json"), "message": "No such file or directory"}
    ]


def test_no_command_is_told_what_there_is() -> None:
    done = scheduler()
    assert done.returncode == 2
    assert "solve" in done.stderr


def test_solve_tells_progress_and_writes_a_plan_that_the_referee_accepts(tmp_path: Path) -> None:
    p = problem((session("a"), session("b")), (member("ana"), member("ben", hourly_rate=600)))
    path = written(tmp_path / "p.json", problem_to_json(p))
    done = scheduler("solve", path, "--seconds", "20", "--seed", "3")
    assert done.returncode == 0, done.stderr
    found = plan_from_json(json.loads(done.stdout))
    assert (found.value, found.bound, found.seats_covered, found.seed) == (600, 600, 2, 3)
    lines = told(done)
    assert [line["value"] for line in lines] == sorted(
        (line["value"] for line in lines), reverse=True
    )
    assert set(lines[-1]) == {"seconds", "value", "bound", "gap", "seats", "seats_covered"}
    checked = scheduler("check", path, written(tmp_path / "plan.json", json.loads(done.stdout)))
    assert checked.returncode == 0, checked.stdout


def test_solve_writes_a_certificate_that_check_reckons_again(tmp_path: Path) -> None:
    path, proof = written(tmp_path / "p.json", problem_to_json(CASE)), str(tmp_path / "c.json")
    done = scheduler("solve", path, "--seconds", "20", "--certificate", proof)
    assert done.returncode == 0, done.stderr
    plan_at = written(tmp_path / "plan.json", json.loads(done.stdout))
    checked = scheduler("check", path, plan_at, "--certificate", proof)
    assert checked.returncode == 0, checked.stdout
    assert json.loads(checked.stdout)["repriced"] == 1_200
    written(tmp_path / "c.json", {**json.loads(Path(proof).read_text()), "bound": 1_212})
    checked = scheduler("check", path, plan_at, "--certificate", proof)
    assert checked.returncode == 1
    assert {v["rule"] for v in json.loads(checked.stdout)["violations"]} == {"bound"}


def test_solve_reads_standard_input() -> None:
    done = scheduler("solve", "-", "--seconds", "20", given=json.dumps(problem_to_json(CASE)))
    assert json.loads(done.stdout)["value"] == 1_200


def same_plan(p: Problem, tmp_path: Path) -> list[dict[str, Any]]:
    """What two runs with the same seed and steps give, without the time."""
    path = written(tmp_path / "p.json", problem_to_json(p))
    runs = [scheduler("solve", path, "--steps", "30", "--seed", "5") for _ in range(2)]
    found = [json.loads(done.stdout) for done in runs]
    for data in found:
        del data["seconds"]
    return found


def test_solve_gives_the_same_plan_for_the_same_seed_and_steps(tmp_path: Path) -> None:
    first, again = same_plan(made_up(12, 40, 6, seed=2), tmp_path)
    assert first == again


def test_promises_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    """One member cannot be in two seats at once, even if both are pinned to them."""
    asked = (session("a"), session("b"))
    p = replace(problem(asked, (member("ana"),)), pins=(Pin("a/1", "ana"), Pin("b/1", "ana")))

    path, proof = written(tmp_path / "p.json", problem_to_json(p)), tmp_path / "c.json"
    done = scheduler("solve", path, "--seconds", "5", "--certificate", str(proof))

    assert done.returncode == 3
    assert done.stdout == ""
    assert "pinned to ana" in told(done)[-1]["message"]
    assert not proof.exists()


def test_a_certificate_that_cannot_be_written_is_refused_before_the_search(tmp_path: Path) -> None:
    path, nowhere = (
        written(tmp_path / "p.json", problem_to_json(CASE)),
        tmp_path / "none" / "c.json",
    )
    done = scheduler("solve", path, "--certificate", str(nowhere))
    assert (done.returncode, done.stdout) == (2, "")
    assert told(done) == [{"path": str(nowhere), "message": "No such file or directory"}]


def test_what_libraries_print_is_no_part_of_an_answer() -> None:
    code = (
        "import os; from scheduler.__main__ import keep_to_ourselves; keep_to_ourselves();"
        " os.write(1, b'noise'); print('answer')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "answer\n"
