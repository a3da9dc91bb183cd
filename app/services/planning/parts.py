"""The parts of a run in parts; each act is one transaction, and none of them solves.

A round ends with its last answer: whoever brings it queues the join in the same transaction. The
run's row is locked by every act, so that two last ones see each other.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import PlanPart, PlanRun
from app.db.queries import parts as queries
from app.db.queries import planning
from app.db.queue import defer
from app.domain.said import said
from app.domain.states import PlanRunState
from app.services.planning import attempts
from app.services.planning.runs import MOST_ATTEMPTS, QUEUE
from scheduler.spread.standing import ROUNDS


@dataclass(frozen=True)
class Work:
    """A part to solve: the whole problem and what is known, to cut it from, as compressed JSON."""

    problem: bytes
    standing: bytes
    number: int
    seed: int
    seconds: int


@dataclass(frozen=True)
class Progress:
    """How far a run in parts is; rounds count from 1."""

    round: int
    rounds: int
    solved: int
    parts: int


def parts_progress(session: Session, run_id: int) -> Progress | None:
    """How far the run is; ``None`` where it is not in parts."""
    spread = queries.spread_of(session, run_id)
    if spread is None:
        return None
    solved = queries.solved_parts(session, run_id, spread.round)
    return Progress(min(spread.round + 1, len(ROUNDS)), len(ROUNDS), solved, spread.parts)


def recover_parts(session: Session) -> None:
    """Queue again the parts that no job works on any more."""
    for part in queries.forsaken_parts(session):
        defer_part(session, part)


def start_part(session: Session, now: datetime, run_id: int, part_id: int) -> Work | None:
    """Begin an attempt; ``None`` where the part is solved or its run has ended.

    A part that ended its worker too often ends its run.
    """
    run, spread = solving(session, run_id), queries.spread_of(session, run_id)
    part = queries.part(session, part_id)
    if run is None or part is None or part.solved_at is not None:
        return None
    if spread is None or spread.standing is None or run.problem is None:
        return None
    if part.attempts >= MOST_ATTEMPTS:
        tried = said(
            "The worker died {attempts} times while it solved one part of this run. Give the "
            "workers more memory, or look at their log.",
            attempts=part.attempts,
        )
        attempts.end_run(session, now, run.id, run.attempts, PlanRunState.FAILED, tried)
        return None
    part.attempts += 1
    return Work(run.problem, spread.standing, part.number, run.seed, run.seconds)


def release_part(session: Session, part_id: int) -> None:
    """The worker stops in good order: nothing counts against the part."""
    part = queries.part(session, part_id)
    if part is not None:
        part.attempts = max(0, part.attempts - 1)


def keep_answer(session: Session, now: datetime, run_id: int, part_id: int, answer: bytes) -> None:
    """Keep a part's first answer; with the last one of the round its parts are to be joined."""
    run, part = solving(session, run_id), queries.part(session, part_id)
    if run is None or part is None or part.solved_at is not None:
        return
    part.answer, part.solved_at = answer, now
    session.flush()
    spread = queries.spread_of(session, run_id)
    if spread is not None and queries.solved_parts(session, run_id, part.round) == spread.parts:
        defer_join(session, run_id, part.round)


def solving(session: Session, run_id: int) -> PlanRun | None:
    """The run, locked; ``None`` where it is not being solved."""
    run = planning.locked_run(session, run_id)
    return run if run is not None and run.state is PlanRunState.SOLVING else None


def defer_part(session: Session, part: PlanPart) -> None:
    """A worker solves it when one is free."""
    args = {"run_id": part.run_id, "part_id": part.id}
    defer(session, queries.PART_TASK, args, queue=QUEUE, lock=f"plan_part:{part.id}")


def defer_join(session: Session, run_id: int, round_number: int) -> None:
    """A worker joins the parts of the round."""
    args = {"run_id": run_id, "round_number": round_number}
    defer(session, queries.JOIN_TASK, args, queue=QUEUE, lock=f"plan_join:{run_id}")
