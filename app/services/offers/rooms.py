"""A host room's authority approves its use, or does not: a member's yes waits for that."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import RoomBooking
from app.db.queries import groups, locks
from app.db.queries import offers as queries
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, NotFoundError
from app.domain.permissions import Act
from app.domain.said import said
from app.services import audit
from app.services.offers.ending import withdraw_offers
from app.services.offers.holding import release, settle


def approve_room(session: Session, actor: Actor, now: datetime, booking_id: int) -> None:
    """The room may be used; a yes that waited for it is confirmed. Approving twice changes
    nothing. ConflictError where the room has been given back meanwhile."""
    booking, meeting_id = _locked(session, actor, booking_id)
    if booking.approved_at is not None:
        return
    booking.approved_at = now
    session.flush()
    _record(session, actor, now, booking, "approved")
    settle(session, actor, now, meeting_id)


def refuse_room(session: Session, actor: Actor, now: datetime, booking_id: int) -> None:
    """The room may not be used: whoever is asked to sit in it, or has said yes, is let go."""
    booking, meeting_id = _locked(session, actor, booking_id)
    _record(session, actor, now, booking, "refused")
    held = [o for o in groups.held(session, meeting_id) if o.assignment_id == booking.assignment_id]
    release(session, actor, now, held)
    if not held:
        rows = queries.assignments_with_parts(session, [booking.assignment_id])
        withdraw_offers(session, actor, now, rows)


def _locked(session: Session, actor: Actor, booking_id: int) -> tuple[RoomBooking, int]:
    permissions.require(actor, Act.PUBLISH)
    meeting_id = locks.lock_session_of_booking(session, booking_id)
    booking = session.get(RoomBooking, booking_id, populate_existing=True)
    if booking is None or meeting_id is None:
        raise NotFoundError(said("There is no such use of a room."))
    if booking.released_at is not None:
        raise ConflictError(said("The room is not wanted any more."))
    return booking, meeting_id


def _record(session: Session, actor: Actor, now: datetime, booking: RoomBooking, what: str) -> None:
    details = {"assignment": booking.assignment_id}
    audit.record(session, actor, now, f"room.{what}", "room_booking", booking.id, **details)
