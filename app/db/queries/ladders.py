"""Searches and their steps: which are due, and where one stands."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from app.db.models import InterpretingSession, Ladder, LadderStep, Seat, ServiceRequest, Site
from app.domain.ladder.model import StepKind
from app.domain.states import LIVE_LADDER_STATES, LadderState

_MEETING = joinedload(Ladder.seat).joinedload(Seat.session)
_REQUEST = _MEETING.joinedload(InterpretingSession.request)
#: A search with its steps, and its seat's session, request, site, country and authority.
PARTS = (
    selectinload(Ladder.steps),
    _REQUEST.joinedload(ServiceRequest.site).joinedload(Site.country),
    _REQUEST.joinedload(ServiceRequest.authority),
)


def due(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Searches of which the next step is due, the longest waiting first."""
    query = select(Ladder.id).where(Ladder.state == LadderState.RUNNING, Ladder.next_at <= now)
    return session.scalars(query.order_by(Ladder.next_at, Ladder.id).limit(limit)).all()


def with_parts(session: Session, ladder_id: int) -> Ladder | None:
    """The search as it is in the database now."""
    return session.scalar(
        select(Ladder)
        .where(Ladder.id == ladder_id)
        .options(*PARTS)
        .execution_options(populate_existing=True)
    )


def seat_of(session: Session, ladder_id: int) -> int | None:
    return session.scalar(select(Ladder.seat_id).where(Ladder.id == ladder_id))


def live_of_seat(session: Session, seat_id: int) -> Ladder | None:
    """The search for the seat that is not over."""
    query = select(Ladder).where(Ladder.seat_id == seat_id, Ladder.state.in_(LIVE_LADDER_STATES))
    return session.scalar(query.options(*PARTS).execution_options(populate_existing=True))


def newest_of_seats(session: Session, seat_ids: Collection[int]) -> dict[int, Ladder]:
    """The latest search for each seat, with its steps."""
    query = select(Ladder).where(Ladder.seat_id.in_(seat_ids)).options(selectinload(Ladder.steps))
    return {row.seat_id: row for row in session.scalars(query.order_by(Ladder.id))}


def step_with_ladder(session: Session, step_id: int) -> tuple[Ladder, LadderStep] | None:
    """The step and its search, as they are in the database now."""
    key = session.scalar(select(LadderStep.ladder_id).where(LadderStep.id == step_id))
    ladder = with_parts(session, key) if key is not None else None
    if ladder is None:
        return None
    return ladder, next(step for step in ladder.steps if step.id == step_id)


def nudge(session: Session, now: datetime, seat_ids: Iterable[int]) -> bool:
    """Something happened to these seats: what searches for them looks again at once. Whether one
    does."""
    held = Ladder.seat_id.in_(set(seat_ids)) & (Ladder.state == LadderState.RUNNING)
    later = update(Ladder).where(held, Ladder.next_at > now).values(next_at=now)
    return bool(session.scalars(later.returning(Ladder.id)).all())


def open_repairs(session: Session, now: datetime) -> Sequence[LadderStep]:
    """Steps that wait for the plan of their day to be mended, with their searches."""
    later = aliased(LadderStep)
    is_last = ~exists().where(
        later.ladder_id == LadderStep.ladder_id, later.position > LadderStep.position
    )
    query = (
        select(LadderStep)
        .join(LadderStep.ladder)
        .where(
            Ladder.state == LadderState.RUNNING,
            LadderStep.kind == StepKind.REPAIR,
            LadderStep.asked == 0,
            LadderStep.until > now,
            is_last,
        )
        .options(contains_eager(LadderStep.ladder))
        .order_by(LadderStep.id)
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).all()


def next_position(session: Session, ladder_id: int) -> int:
    last = select(func.max(LadderStep.position)).where(LadderStep.ladder_id == ladder_id)
    return (session.scalar(last) or 0) + 1
