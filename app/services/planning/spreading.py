"""Solving a large run in parts: any worker takes a part, one joins each round."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.orm import Session

from app.adapters import solver
from app.adapters.solver import InfeasibleError, Limits, SolverError, SolverStoppedError
from app.db.models import PlanRun
from app.db.unit_of_work import SessionFactory
from app.domain.said import Sentence, said
from app.domain.states import PlanRunState
from app.services.planning import attempts, part_rounds, parts, runs
from app.services.planning.documents import pack
from app.services.planning.part_rounds import Ended
from app.services.planning.parts import Work
from app.services.planning.stopping import Watch
from scheduler.plan import Plan
from scheduler.problem import Problem, problem_from_bytes, problem_to_json
from scheduler.refusal import IllegalPlanError
from scheduler.spread import rounds
from scheduler.spread.answers import Solved, solved_from_json
from scheduler.spread.standing import ROUNDS, Standing, standing_from_json, standing_to_json

log = structlog.get_logger(__name__)
#: What goes wrong again however often a join is tried.
FAULTS = (IllegalPlanError, ValueError, LookupError, TypeError, gzip.BadGzipFile)


def spread_run(
    sessions: SessionFactory, now: datetime, run: PlanRun, problem: Problem, most_members: int
) -> None:
    """Say who is in which part, and queue the parts. No transaction may be open meanwhile."""
    standing = rounds.begun(problem, most_members)
    told, count = pack(standing_to_json(standing)), len(standing.split.parts)
    with sessions.begin() as session:
        part_rounds.begin(session, now, run, told, count)


class SolvePart:
    """One attempt at one part. ``should_stop`` says that the worker wants to end."""

    def __init__(
        self,
        session_factory: SessionFactory,
        now: Callable[[], datetime],
        memory_mb: int,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._sessions = session_factory
        self._now = now
        self._memory_mb = memory_mb
        self._should_stop = should_stop

    def run(self, run_id: int, part_id: int) -> None:
        """Solve the part and keep its answer, if nobody has answered it yet."""
        with self._sessions.begin() as session:
            work = parts.start_part(session, self._now(), run_id, part_id)
        if work is None:
            return
        try:
            answer = self._solved(run_id, work)
        except SolverStoppedError:
            with self._sessions.begin() as session:
                parts.release_part(session, part_id)
        except InfeasibleError as error:
            self._end(run_id, PlanRunState.NO_PLAN, error.problem)
        except SolverError as error:
            self._end(run_id, PlanRunState.FAILED, error.problem)
        else:
            with self._sessions.begin() as session:
                parts.keep_answer(session, self._now(), run_id, part_id, answer)

    def _solved(self, run_id: int, work: Work) -> bytes:
        """Cut the part's problem and solve it. The rounds share the run's time."""
        whole, standing = problem_from_bytes(work.problem), _standing(work.standing)
        problem = rounds.problem_of(whole, standing, work.number)
        seconds = max(1, work.seconds // len(ROUNDS))
        answer = solver.solve(
            pack(problem_to_json(problem)),
            work.seed,
            Limits(seconds, self._memory_mb),
            lambda _point: None,
            should_stop=Watch(self._sessions, run_id, self._should_stop).should_stop,
            command=solver.PART,
        )
        return gzip.compress(answer, mtime=0)

    def _end(self, run_id: int, state: PlanRunState, error: Sentence) -> None:
        with self._sessions.begin() as session:
            runs.end_active(session, self._now(), run_id, state, error)


class Join:
    """What follows when all parts of a round are solved: the next round, or the plan."""

    def __init__(self, session_factory: SessionFactory, now: Callable[[], datetime]) -> None:
        self._sessions = session_factory
        self._now = now

    def run(self, run_id: int, round_number: int) -> None:
        """Join the round. Whoever comes second finds it joined."""
        with self._sessions.begin() as session:
            ended = part_rounds.ended_round(session, run_id, round_number)
        if ended is None:
            return
        try:
            self._join(ended, round_number)
        except FAULTS as error:
            log.exception("the parts cannot be joined", run=run_id, round=round_number)
            with self._sessions.begin() as session:
                why = said("The parts do not make a plan: {error}", error=repr(error)[:500])
                runs.end_active(session, self._now(), run_id, PlanRunState.FAILED, why)

    def _join(self, ended: Ended, round_number: int) -> None:
        problem = problem_from_bytes(ended.problem)
        before = _standing(ended.standing)
        solved = [_answer(a) for a in ended.answers]
        standing = rounds.after(problem, before, solved)
        plan = self._timed(ended.run, rounds.whole_plan(problem, standing))
        told = pack(standing_to_json(standing))
        with self._sessions.begin() as session:
            run = ended.run
            if standing.kind:
                if part_rounds.next_round(session, run.id, round_number, told):
                    attempts.note_progress(session, run.id, run.attempts, _point(plan))
            elif part_rounds.end(session, run.id, round_number):
                self.keep(session, run, problem, plan)

    def keep(self, session: Session, run: PlanRun, problem: Problem, plan: Plan) -> None:
        """End the run with the plan of the last round."""
        attempts.finish_run(session, self._now(), run.id, run.attempts, problem, plan)

    def _timed(self, run: PlanRun, plan: Plan) -> Plan:
        """With the seconds since the run began, whoever spent them."""
        begun = run.started_at or self._now()
        return replace(plan, seconds=max(0.0, (self._now() - begun).total_seconds()))


def _standing(document: bytes) -> Standing:
    return standing_from_json(_unpacked(document))


def _unpacked(document: bytes) -> Any:
    return json.loads(gzip.decompress(document))


def _answer(document: bytes) -> Solved:
    return solved_from_json(_unpacked(document))


def _point(plan: Plan) -> dict[str, Any]:
    names = ("seconds", "value", "bound", "seats_covered", "seats")
    return {name: getattr(plan, name) for name in names}
