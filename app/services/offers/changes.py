"""A change of an offer's or an assignment's state with what always goes with it."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db.models import Assignment, Offer, RoomBooking
from app.db.queries import ladders
from app.db.queue import defer
from app.db.transitions import move
from app.domain.actors import Actor
from app.domain.lifecycles import ASSIGNMENT, OFFER
from app.domain.states import LIVE_ASSIGNMENT_STATES, AssignmentState, OfferState
from app.services import audit

#: The job that takes the next steps of searches.
STEP = "ladders:step"


def change_offer(
    session: Session, actor: Actor, now: datetime, offer: Offer, to: OfferState, **values: Any
) -> None:
    """Move an offer and write the audit row."""
    before = move(session, offer, OFFER, to, **values)
    details = {"from": before, "assignment": offer.assignment_id}
    audit.record(session, actor, now, f"offer.{to}", "offer", offer.id, **details)


def change_assignment(
    session: Session, actor: Actor, now: datetime, assignment: Assignment, to: AssignmentState
) -> None:
    """Move an assignment and write the audit row; one that ends gives its host room
    back. A search for its seat looks again at once."""
    before = move(session, assignment, ASSIGNMENT, to, state_changed_at=now)
    details = {"from": before, "seat": assignment.seat_id}
    audit.record(session, actor, now, f"assignment.{to}", "assignment", assignment.id, **details)
    if to not in LIVE_ASSIGNMENT_STATES:
        _give_room_back(session, now, assignment)
    wake_search(session, now, assignment.seat_id)


def wake_search(session: Session, now: datetime, seat_id: int) -> None:
    """Something happened to the seat: a search for it looks again at once."""
    if ladders.nudge(session, now, [seat_id]):
        defer(session, STEP, {})


def _give_room_back(session: Session, now: datetime, assignment: Assignment) -> None:
    held = (RoomBooking.assignment_id == assignment.id) & RoomBooking.released_at.is_(None)
    session.execute(update(RoomBooking).where(held).values(released_at=now))
