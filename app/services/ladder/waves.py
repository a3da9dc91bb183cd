"""A wave: several members are asked for one seat at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Assignment, Offer, RoomBooking
from app.db.queries import locks
from app.db.queries import offers as queries
from app.domain.actors import Actor
from app.domain.ladder.acceptance import chance_of_one
from app.domain.ladder.course import AskWave
from app.domain.ladder.model import StepKind
from app.domain.states import AssignmentState
from app.services import audit
from app.services.ladder.looking import Look
from app.services.ladder.options import Option
from app.services.ladder.situation import situation_of
from app.services.ladder.starting import add_step
from app.services.offers.opening import make_offers


def ask_wave(
    session: Session, actor: Actor, now: datetime, seen: Look, move: AskWave
) -> list[Offer]:
    """Ask these members, as many of them as the database finds free; note the step.

    The caller holds the seat's lock. A search is looked at again when the window closes, or at
    once where nobody could be asked after all.
    """
    chosen = {o.member_id: o for o in seen.options if o.member_id in move.members}
    locks.lock_members(session, chosen)
    rows = [_taken(session, actor, now, seen, chosen[m]) for m in move.members]
    kept = [row for row in rows if row is not None]
    seen.ladder.next_at = now
    if not kept:
        return []
    step = add_step(session, seen.ladder, StepKind.WAVE, now, asked=len(kept))
    whole = queries.assignments_with_parts(session, [row.id for row in kept])
    offers = make_offers(session, actor, now, whole, step.id)
    chances = {each.member: each.chance for each in situation_of(seen).candidates}
    step.chance = round(chance_of_one(chances[row.member_id] for row in kept), 4)
    step.until = seen.ladder.next_at = max(offer.expires_at for offer in offers)
    _set_start(seen, kept)
    return offers


def _taken(
    session: Session, actor: Actor, now: datetime, seen: Look, option: Option
) -> Assignment | None:
    """The member's time, and the host room; None where one of them is taken meanwhile."""
    row = Assignment(
        seat_id=option.seat_id,
        member_id=option.member_id,
        state=AssignmentState.OFFERED,
        is_standby=seen.ladder.is_standby,
        modality=option.modality,
        host_room_id=option.host_room_id,
        period=option.period,
        travel_minutes=option.travel_minutes,
        travel_kilometres=option.kilometres,
        cost_cents=option.cost_cents,
        state_changed_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
            if option.host_room_id is not None:
                session.add(_booking(row, option))
                session.flush()
    except IntegrityError:
        return None
    details = {"from": None, "seat": row.seat_id}
    audit.record(session, actor, now, "assignment.offered", "assignment", row.id, **details)
    return row


def _booking(row: Assignment, option: Option) -> RoomBooking:
    return RoomBooking(host_room_id=row.host_room_id, assignment_id=row.id, period=option.busy)


def _set_start(seen: Look, rows: Sequence[Assignment]) -> None:
    """A session with a window begins when its first members are asked for."""
    if seen.meeting.starts_at is None:
        seen.meeting.starts_at = rows[0].span.start
