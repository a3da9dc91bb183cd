"""The command told to end: it hands over the best plan it has."""

import gzip
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.check import check
from scheduler.generate import generate
from scheduler.plan import plan_from_json
from scheduler.problem import problem_to_json


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_killed_search_writes_the_plan_it_has(tmp_path: Path, number: signal.Signals) -> None:
    problem = generate("pilot", 4)
    path = tmp_path / "problem.json.gz"
    path.write_bytes(gzip.compress(json.dumps(problem_to_json(problem)).encode()))
    command = [sys.executable, "-m", "scheduler", "solve", str(path), "--seconds", "600"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as search:
        assert search.stderr is not None
        first = json.loads(search.stderr.readline())
        search.send_signal(number)
        answer, _ = search.communicate(timeout=180)
    assert search.returncode == 0
    plan = plan_from_json(json.loads(answer))
    assert plan.value <= first["value"]
    assert check(problem, plan).legal
