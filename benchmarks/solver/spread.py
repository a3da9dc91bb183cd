"""One large week in parts, solved by one worker and by two: what more machines are worth.

    python -m benchmarks.solver.spread week.json --members 130 --seconds 100 [--rounds 2]

Real workers take the parts from a PostgreSQL of their own (or DATABASE_URL_TEST's). Each is
bound to a processor core of its own and stands for a machine with one core. SECONDS are those of
the run: a part has a fifth of them in each round. After ROUNDS rounds the run is stopped, as a
coordinator would stop it.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, text

from app.db.models import PlanProgress, PlanRun, PlanSpread
from app.domain.actors import Actor
from app.domain.states import PlanRunState
from app.domain.vocabulary import ActorKind, Channel, UserRole
from app.services import planning
from app.services.planning import attempts
from app.services.planning.documents import pack
from app.services.planning.spreading import spread_run
from config import PROJECT
from scheduler.problem import Problem, digest, problem_from_bytes, problem_to_json
from scheduler.spread.standing import ROUNDS
from tests.factories import make_coordinator
from tests.support import database as databases
from tests.support.database import Database

DAY = datetime(2030, 1, 7, tzinfo=UTC).date()


@dataclass(frozen=True)
class Asked:
    """What is measured."""

    problem: Problem
    members: int
    seconds: int
    rounds: int
    seed: int


@dataclass
class Spent:
    """Processor seconds of the workers and their solvers."""

    seconds: float = 0.0


def main() -> None:
    """Print a line for each round and each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("problem", type=Path)
    parser.add_argument("--members", type=int, default=130, help="of a part, at most")
    parser.add_argument("--seconds", type=int, default=100, help="of the run")
    parser.add_argument("--rounds", type=int, default=len(ROUNDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    problem = problem_from_bytes(options.problem.read_bytes())
    asked = Asked(problem, options.members, options.seconds, options.rounds, options.seed)
    print("| workers | round | wall | value | bound | gap | seats |\n|" + "---|" * 7)
    databases.begin_run()
    with databases.running_server() as server:
        template = databases.make_template(server)
        for workers in options.workers:
            with databases.new_database(server, template) as database:
                _measure(database, asked, workers)


def _measure(database: Database, asked: Asked, count: int) -> None:
    spent = Spent()
    load = os.getloadavg()[0]
    with _workers(database, count, spent):
        begun = time.monotonic()
        run_id = _spread(database, asked)
        _follow(database, run_id, asked.rounds)
        wall = time.monotonic() - begun
    _tell(database, run_id, count)
    with database.session_factory() as session:
        parts = session.get_one(PlanSpread, run_id).parts
    print(
        f"\n{count} workers, {parts} parts of at most {asked.members} members, "
        f"{asked.seconds // len(ROUNDS)} s a part and round: {wall:.0f} s wall, "
        f"{spent.seconds:.0f} s processor; load {load:.1f} to {os.getloadavg()[0]:.1f}\n",
        flush=True,
    )


@contextmanager
def _workers(database: Database, count: int, spent: Spent) -> Iterator[None]:
    command = [sys.executable, "-m", "benchmarks.solver.spread_worker", database.url]
    cores = sorted(os.sched_getaffinity(0))[:count]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = [subprocess.Popen([*command, str(core)], cwd=PROJECT) for core in cores]
    try:
        _await_workers(database, count)
        yield
    finally:
        for process in started:
            process.terminate()
            process.wait()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.seconds = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime


def _await_workers(database: Database, count: int) -> None:
    alive = text("SELECT count(*) FROM queue.procrastinate_workers")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with database.session_factory() as session:
            if session.scalar(alive) == count:
                return
        time.sleep(0.1)
    raise TimeoutError("the workers do not start")


def _spread(database: Database, asked: Asked) -> int:
    """A run of the problem, cut and queued as a worker does it."""
    with database.session_factory.begin() as session:
        run = PlanRun(
            first_day=DAY,
            last_day=DAY,
            seconds=asked.seconds,
            seed=asked.seed,
            requested_by_id=make_coordinator(session).id,
            requested_at=_now(),
            problem=pack(problem_to_json(asked.problem)),
            problem_digest=digest(asked.problem),
        )
        session.add(run)
        session.flush()
        attempts.start_run(session, _now(), run.id)
    spread_run(database.session_factory, _now(), run, asked.problem, asked.members)
    return run.id


def _follow(database: Database, run_id: int, rounds: int) -> None:
    """Until the run has ended, or so many rounds are joined; then it is stopped."""
    while True:
        with database.session_factory.begin() as session:
            run = session.get_one(PlanRun, run_id)
            if run.state is not PlanRunState.SOLVING:
                return
            if session.get_one(PlanSpread, run_id).round >= rounds:
                planning.stop_run(session, _coordinator(run), _now(), run_id)
                return
        time.sleep(0.1)


def _coordinator(run: PlanRun) -> Actor:
    roles = frozenset({UserRole.COORDINATOR})
    return Actor(ActorKind.USER, Channel.WEB, user_id=run.requested_by_id, roles=roles)


def _tell(database: Database, run_id: int, count: int) -> None:
    with database.session_factory() as session:
        run = session.get_one(PlanRun, run_id)
        points: Sequence[PlanProgress] = session.scalars(
            select(PlanProgress).where(PlanProgress.run_id == run_id).order_by(PlanProgress.id)
        ).all()
    print(f"run {run.state}: {run.error}", file=sys.stderr)
    for number, point in enumerate(points, 1):
        bound = point.bound or 0
        gap = (point.value - bound) / point.value if point.value else 0.0
        cells = [str(count), str(number), f"{point.milliseconds / 1000:.0f} s"]
        cells += [f"{point.value:,}", f"{bound:,}", f"{gap:.1%}"]
        print("|", " | ".join([*cells, f"{point.seats_covered}/{point.seats}"]), "|", flush=True)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
