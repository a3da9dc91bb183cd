"""Large plans in the making."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, undefer

from app.db.models import PlanPart, PlanRun, PlanSpread
from app.db.queries.jobs import has_no_job
from app.domain.states import PlanRunState

PART_TASK = "planning:solve_part"
JOIN_TASK = "planning:join_parts"


def spread_of(session: Session, run_id: int) -> PlanSpread | None:
    """The run's spread with what is known; ``None`` where the run is solved at once."""
    return session.scalar(
        select(PlanSpread)
        .where(PlanSpread.run_id == run_id)
        .options(undefer(PlanSpread.standing))
        .execution_options(populate_existing=True)
    )


def part(session: Session, part_id: int) -> PlanPart | None:
    """The part as it is in the database now; nobody else changes it meanwhile."""
    return session.scalar(
        select(PlanPart)
        .where(PlanPart.id == part_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def parts_of(session: Session, run_id: int, round_number: int) -> Sequence[PlanPart]:
    """The parts of a round with their answers, in their order."""
    return session.scalars(
        select(PlanPart)
        .where(PlanPart.run_id == run_id, PlanPart.round == round_number)
        .options(undefer(PlanPart.answer))
        .order_by(PlanPart.number)
        .execution_options(populate_existing=True)
    ).all()


def solved_parts(session: Session, run_id: int, round_number: int) -> int:
    """How many parts of a round are solved."""
    query = select(func.count()).where(
        PlanPart.run_id == run_id,
        PlanPart.round == round_number,
        PlanPart.solved_at.is_not(None),
    )
    return session.scalar(query) or 0


def remove_parts(session: Session, run_id: int) -> None:
    """Forget the parts of a round."""
    session.execute(delete(PlanPart).where(PlanPart.run_id == run_id))


def put_away(session: Session, run_id: int) -> None:
    """Forget all that a run needed to be solved in parts; how many there were is kept."""
    remove_parts(session, run_id)
    session.execute(update(PlanSpread).where(PlanSpread.run_id == run_id).values(standing=None))


def forsaken_parts(session: Session) -> Sequence[PlanPart]:
    """Parts to be solved that no job works on or waits for."""
    return session.scalars(
        select(PlanPart)
        .join(PlanRun, PlanRun.id == PlanPart.run_id)
        .where(PlanPart.solved_at.is_(None), PlanRun.state == PlanRunState.SOLVING)
        .where(has_no_job([PART_TASK], "part_id", PlanPart.id))
        .order_by(PlanPart.id)
        .with_for_update(of=PlanPart, skip_locked=True)
    ).all()
