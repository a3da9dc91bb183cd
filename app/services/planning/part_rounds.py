"""The rounds of a run in parts: each begins with all its parts and ends with their join."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import PlanPart, PlanRun, PlanSpread
from app.db.queries import parts as queries
from app.domain.actors import system
from app.services import audit
from app.services.planning import attempts
from app.services.planning.parts import defer_join, defer_part, solving


@dataclass(frozen=True)
class Ended:
    """A round all of whose parts are solved."""

    run: PlanRun
    problem: bytes
    standing: bytes
    answers: tuple[bytes, ...]


def begin(session: Session, now: datetime, run: PlanRun, standing: bytes, count: int) -> None:
    """Spread a run over parts, the first round of which begins."""
    current = attempts.current_run(session, run.id, run.attempts)
    session.add(PlanSpread(run_id=run.id, parts=count, standing=standing))
    session.flush()
    _add_parts(session, run.id, 0, count)
    audit.record(session, system(), now, "plan_run.spread", "plan_run", current.id, parts=count)


def resume(session: Session, run_id: int) -> bool:
    """Queue again what is left of the round of a run in parts; false where it is not in parts."""
    spread = queries.spread_of(session, run_id)
    if spread is None:
        return False
    left = [p for p in queries.parts_of(session, run_id, spread.round) if p.answer is None]
    for part in left:
        defer_part(session, part)
    if not left:
        defer_join(session, run_id, spread.round)
    return True


def ended_round(session: Session, run_id: int, round_number: int) -> Ended | None:
    """A round to join; ``None`` where it is joined already or the run has ended."""
    run, spread = solving(session, run_id), queries.spread_of(session, run_id)
    if run is None or spread is None or spread.round != round_number or spread.standing is None:
        return None
    answers = [p.answer for p in queries.parts_of(session, run_id, round_number)]
    given = tuple(a for a in answers if a is not None)
    if run.problem is None or len(given) < spread.parts:
        return None
    return Ended(run, run.problem, spread.standing, given)


def next_round(session: Session, run_id: int, joined: int, standing: bytes) -> bool:
    """Put the parts of the next round in the place of those just joined; false where another
    has done so."""
    spread = _still(session, run_id, joined)
    if spread is None:
        return False
    spread.round, spread.standing = joined + 1, standing
    queries.remove_parts(session, run_id)
    _add_parts(session, run_id, joined + 1, spread.parts)
    return True


def end(session: Session, run_id: int, joined: int) -> bool:
    """The last round is joined; false where another has done so."""
    spread = _still(session, run_id, joined)
    if spread is None:
        return False
    spread.round = joined + 1
    return True


def _still(session: Session, run_id: int, round_number: int) -> PlanSpread | None:
    run, spread = solving(session, run_id), queries.spread_of(session, run_id)
    if run is None or spread is None or spread.round != round_number:
        return None
    return spread


def _add_parts(session: Session, run_id: int, round_number: int, count: int) -> None:
    for number in range(count):
        part = PlanPart(run_id=run_id, round=round_number, number=number)
        session.add(part)
        session.flush()
        defer_part(session, part)
