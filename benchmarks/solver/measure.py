"""How good plans are, and when: `python benchmarks/solver/measure.py pilot:1 pilot:2 week.json`.

Each problem is solved by the command in a process of its own, start of Python included.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

MARKS = (0.05, 0.01, 0.001, 0.0001)


def main() -> None:
    """Print one line of a table for each problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("problems", nargs="+", help="size:seed, or a file")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    heads = ["problem", "first plan", *(f"gap {mark:.2%}" for mark in MARKS)]
    heads += ["end", "last gap", "seats", "memory"]
    print("|", " | ".join(heads), "|\n|" + "---|" * len(heads), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in options.problems:
            path = name if ":" not in name else _generated(name, Path(folder))
            print("|", " | ".join(_line(name, path, options)), "|", flush=True)


def _generated(name: str, folder: Path) -> str:
    size, seed = name.split(":")
    path = folder / f"{size}-{seed}.json"
    command = [sys.executable, "-m", "scheduler", "generate", size, "--seed", seed]
    path.write_bytes(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return str(path)


def _line(name: str, path: str, options: argparse.Namespace) -> list[str]:
    told, megabytes = _solve(path, options)
    last = told[-1]
    reached = [next((p["seconds"] for p in told if p["gap"] <= mark), None) for mark in MARKS]
    times = ["-" if s is None else f"{s:.1f} s" for s in (told[0]["seconds"], *reached)]
    seats = f"{last['seats_covered']}/{last['seats']}"
    end = [f"{last['seconds']:.1f} s", f"{last['gap']:.4%}", seats, f"{megabytes} MB"]
    return [Path(name).stem if ":" not in name else name, *times, *end]


def _solve(path: str, options: argparse.Namespace) -> tuple[list[dict[str, Any]], int]:
    """Progress told by the command, and the most memory it held."""
    command = [sys.executable, "-m", "scheduler", "solve", path]
    command += ["--seconds", str(options.seconds), "--seed", str(options.seed)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        told = [json.loads(line) for line in process.stderr]
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return told, usage.ru_maxrss // 1024


if __name__ == "__main__":
    main()
