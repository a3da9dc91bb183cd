"""Solving a run: snapshot, child process, referee, draft; several transactions, no solver here."""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from app.adapters import solver
from app.adapters.solver import (
    InfeasibleError,
    Limits,
    SolverCrashError,
    SolverError,
    SolverStoppedError,
)
from app.db.models import PlanRun
from app.db.unit_of_work import SessionFactory
from app.domain.said import Sentence, said
from app.domain.states import PlanRunState
from app.services import snapshot
from app.services.planning import attempts, part_rounds
from app.services.planning.attempts import StaleAttemptError
from app.services.planning.spreading import spread_run
from app.services.planning.stopping import Watch
from app.services.snapshot import Snapshot
from scheduler.plan import Plan, plan_from_json

#: Better plans may come many times a second; a curve needs a few points.
NOTE_SECONDS = 0.5
NOTHING_LEFT = said("No accepted session that is still to come is left on these days.")


class Solve:
    """One attempt at one run; with more than ``part_members`` it is handed on in parts.

    ``should_stop`` says that the worker wants to end.
    """

    def __init__(
        self,
        session_factory: SessionFactory,
        now: Callable[[], datetime],
        memory_mb: int,
        part_members: int,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._part_members = part_members
        self._sessions = session_factory
        self._now = now
        self._memory_mb = memory_mb
        self._should_stop = should_stop
        self._is_stale = False
        self._noted_at = 0.0

    def run(self, run_id: int) -> None:
        """Solve the run and keep what came of it. A run that has ended is left alone."""
        with self._sessions.begin() as session:
            run = attempts.start_run(session, self._now(), run_id)
            is_spread = run is not None and part_rounds.resume(session, run.id)
        if run is None or is_spread:
            return
        try:
            self._attempt(run)
        except StaleAttemptError:
            return
        except SolverStoppedError:
            self._release(run)
        except InfeasibleError as error:
            self._end(run, PlanRunState.NO_PLAN, error.problem)
        except SolverError as error:
            self._end(run, PlanRunState.FAILED, error.problem)

    def _attempt(self, run: PlanRun) -> None:
        present = self._snapshot(run)
        if not present.problem.seats:
            self._end(run, PlanRunState.NO_PLAN, NOTHING_LEFT)
            return
        with self._sessions.begin() as session:
            problem = attempts.keep_problem(session, run.id, run.attempts, present)
        if len(present.problem.members) > self._part_members:
            spread_run(self._sessions, self._now(), run, present.problem, self._part_members)
            return
        watch = Watch(self._sessions, run.id, self._should_stop)
        answer = solver.solve(
            problem,
            run.seed,
            Limits(run.seconds, self._memory_mb),
            lambda point: self._note(run, point),
            should_stop=lambda: self._is_stale or watch.should_stop(),
        )
        plan = _read(answer)
        with self._sessions.begin() as session:
            attempts.finish_run(session, self._now(), run.id, run.attempts, present.problem, plan)

    def _snapshot(self, run: PlanRun) -> Snapshot:
        """One moment of the database, however many queries it takes."""
        with self._sessions() as session:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            return snapshot.take(session, run.first_day, run.last_day, self._now())

    def _note(self, run: PlanRun, point: Mapping[str, Any]) -> None:
        if time.monotonic() - self._noted_at < NOTE_SECONDS:
            return
        self._noted_at = time.monotonic()
        try:
            with self._sessions.begin() as session:
                attempts.note_progress(session, run.id, run.attempts, point)
        except StaleAttemptError:
            self._is_stale = True

    def _release(self, run: PlanRun) -> None:
        """Unless the run is over, or another worker's by now."""
        with suppress(StaleAttemptError), self._sessions.begin() as session:
            attempts.release_run(session, run.id, run.attempts)

    def _end(self, run: PlanRun, state: PlanRunState, error: Sentence) -> None:
        with self._sessions.begin() as session:
            attempts.end_run(session, self._now(), run.id, run.attempts, state, error)


def _read(answer: bytes) -> Plan:
    try:
        return plan_from_json(json.loads(answer))
    except ValueError as error:  # a PlanError is one
        raise SolverCrashError(
            said("The solver's plan cannot be read: {error}", error=str(error))
        ) from error
