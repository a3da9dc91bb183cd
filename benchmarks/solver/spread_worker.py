"""`python -m benchmarks.solver.spread_worker URL CORE`: the real worker on one processor core.

It takes one job at a time, as a machine with one core would. A made-up problem's members have no
rows, so the last plan is refereed and its figures are kept, not its assignments.
"""

import os
import sys
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.db.models import PlanRun
from app.domain.said import said
from app.domain.states import PlanRunState
from app.jobs import planning as jobs
from app.jobs.runtime import make_runtime
from app.jobs.worker import run_worker
from app.services.planning import attempts
from app.services.planning.spreading import Join
from scheduler.check import check
from scheduler.plan import Plan
from scheduler.problem import Problem
from tests.support.web import make_settings


class Measured(Join):
    """Notes the figures of the last plan."""

    def keep(self, session: Session, run: PlanRun, problem: Problem, plan: Plan) -> None:
        assert check(problem, plan).legal
        point = {"seconds": plan.seconds, "value": plan.value, "bound": plan.bound}
        point |= {"seats": plan.seats, "seats_covered": plan.seats_covered}
        attempts.note_progress(session, run.id, run.attempts, point)
        why = said("The plan was measured.")
        now: datetime = self._now()
        attempts.end_run(session, now, run.id, run.attempts, PlanRunState.NO_PLAN, why)


def main() -> None:
    url, core = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    jobs.__dict__["Join"] = Measured
    runtime = make_runtime(make_settings(url, Path("unused")), url, sessions=4)
    run_worker(runtime, url, queues=("planning",), concurrency=1)


main()
