"""Runs that were made already are read; others are made, each in a process that ends in time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.solver.growth.runs import Run, Task, measured

ROOT = Path(__file__).parents[3]
FILE = ROOT / "instance" / "benchmarks" / "growth.jsonl"
START, GRACE = 60.0, 2.0
"""Seconds for starting Python and making the week; times the seconds of the search that a method
may take before it is given up."""


def runs_of(tasks: Iterable[Task], gigabytes: float) -> Iterator[Run]:
    """A run for each task, of the solver and the peers as they are now."""
    code = sources()
    known = dict(_known(code))
    for task in tasks:
        if task not in known:
            known[task] = _made(task, gigabytes)
            _keep(code, known[task])
        yield known[task]


def sources() -> str:
    """Digest of the solver and the peers."""
    folders = (ROOT / "scheduler", ROOT / "benchmarks" / "solver" / "peers")
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def _known(code: str) -> Iterator[tuple[Task, Run]]:
    for line in FILE.read_text().splitlines() if FILE.exists() else ():
        told = json.loads(line)
        if told.pop("code") == code:
            task = Task(**told.pop("task"))
            yield task, Run(task, **told)


def _keep(code: str, run: Run) -> None:
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("a") as file:
        file.write(json.dumps({"code": code} | asdict(run)) + "\n")


def _made(task: Task, gigabytes: float) -> Run:
    """The run of a fresh process; one that is given up or dies says so."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(there, task, gigabytes))
    process.start()
    there.close()
    try:
        if here.poll(START + GRACE * task.seconds):
            run: Run = here.recv()
            return run
        process.kill()
        return Run(task, trouble="no plan in time")
    except EOFError:
        process.join()
        return Run(task, trouble=f"ended with {process.exitcode}")
    finally:
        process.join()


def _answer(there: Connection, task: Task, gigabytes: float) -> None:
    there.send(measured(task, gigabytes))
    there.close()
