"""A search for a seat begins and ends."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db.models import Ladder, LadderStep, Offer
from app.db.queries import ladder_seats, locks
from app.db.queries import ladders as queries
from app.db.queries import offers as offer_queries
from app.db.queue import defer
from app.db.transitions import move
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, NotFoundError
from app.domain.ladder.model import EndReason, StepKind
from app.domain.lifecycles import LADDER
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import LadderState, RequestState
from app.services import audit
from app.services.offers.changes import STEP


def begin(
    session: Session, actor: Actor, now: datetime, seat_id: int, *, is_standby: bool = False
) -> Ladder:
    """Look for somebody for the seat, step after step; a job takes the first step at once.

    Where a search is under way it is returned as it is. Those who are asked already are its first
    wave. Raises ConflictError for a seat that somebody has, or of a session that is not to be
    held, has begun, or is not accepted.
    """
    permissions.require(actor, Act.PUBLISH)
    locks.lock_seats(session, [seat_id])
    if (running := queries.live_of_seat(session, seat_id)) is not None:
        return running
    _require_open(session, now, seat_id, is_standby=is_standby)
    ladder = Ladder(seat_id=seat_id, is_standby=is_standby, started_at=now, next_at=now)
    ladder.state = LadderState.RUNNING
    session.add(ladder)
    session.flush()
    details = {"seat": seat_id, "standby": is_standby}
    audit.record(session, actor, now, "ladder.running", "ladder", ladder.id, **details)
    if not is_standby:
        _adopt_open_offers(session, ladder, now)
    defer(session, STEP, {})
    return ladder


def _require_open(session: Session, now: datetime, seat_id: int, *, is_standby: bool) -> None:
    seat = ladder_seats.seat_with_request(session, seat_id)
    if seat is None:
        raise NotFoundError(said("There is no such seat."))
    meeting, number = seat.session, seat.session.request.number
    is_held = meeting.cancelled_at is None and meeting.outcome is None
    if meeting.request.state is not RequestState.ACCEPTED or not is_held:
        raise ConflictError(said("The session of request {number} is not held.", number=number))
    if (meeting.starts_at or meeting.latest_start) <= now and not is_standby:
        raise ConflictError(said("The session of request {number} has begun.", number=number))
    if ladder_seats.is_filled(session, seat_id) is not is_standby:
        raise ConflictError(
            said("The seat of request {number} has changed; look again.", number=number)
        )


def _adopt_open_offers(session: Session, ladder: Ladder, now: datetime) -> None:
    """Whom the plan has asked is the first wave."""
    query = offer_queries.live_of_seat(session, ladder.seat_id)
    if not query:
        return
    until = max(offer.expires_at for offer in query)
    step = add_step(session, ladder, StepKind.WAVE, now, until=until, asked=len(query))
    ids = [offer.id for offer in query]
    session.execute(update(Offer).where(Offer.id.in_(ids)).values(ladder_step_id=step.id))


def add_step(
    session: Session, ladder: Ladder, kind: StepKind, now: datetime, **values: object
) -> LadderStep:
    """The next step of a search."""
    position = queries.next_position(session, ladder.id)
    step = LadderStep(ladder_id=ladder.id, position=position, kind=kind, taken_at=now, **values)
    session.add(step)
    session.flush()
    return step


def end(
    session: Session,
    actor: Actor,
    now: datetime,
    ladder: Ladder,
    to: LadderState,
    reason: EndReason | None = None,
) -> None:
    """The search is over. Those who are still asked may still answer."""
    values = {"ended_at": now, "next_at": None, "end_reason": reason}
    before = move(session, ladder, LADDER, to, **values)
    details = {"from": before, "seat": ladder.seat_id, "reason": reason}
    audit.record(session, actor, now, f"ladder.{to}", "ladder", ladder.id, **details)
