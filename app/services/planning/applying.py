"""A plan put into the place of what stood before."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Assignment, InterpretingSession, Plan, RoomBooking
from app.db.queries import planning as queries
from app.db.transitions import move
from app.domain.actors import Actor
from app.domain.errors import ConflictError
from app.domain.lifecycles import PLAN
from app.domain.said import said
from app.domain.states import PlanState
from app.services import audit, offers
from app.services.planning.sorting import Sorted
from app.services.snapshot import Horizon, Snapshot
from scheduler import plan as scheduler
from scheduler.check.view import View


def apply(
    session: Session,
    actor: Actor,
    now: datetime,
    plan: Plan,
    rows: Sorted,
    document: scheduler.Plan,
    present: Snapshot,
) -> None:
    """The plan is published: its members are asked, whom it does not keep are released."""
    offers.withdraw_offers(session, actor, now, rows.to_release)
    _keep(session, plan, rows.kept)
    _set_starts(session, document, present)
    _supersede(session, actor, now, plan)
    values = {"published_at": now, "published_by_id": actor.user_id}
    move(session, plan, PLAN, PlanState.PUBLISHED, **values)
    _book_rooms(session, rows.to_ask, View(present.problem, document), present.horizon)
    offers.open_offers(session, actor, now, rows.to_ask)
    counts = {"asked": len(rows.to_ask), "kept": len(rows.kept), "released": len(rows.to_release)}
    audit.record(session, actor, now, "plan.published", "plan", plan.id, **counts)


def _keep(session: Session, plan: Plan, kept: Sequence[tuple[Assignment, Assignment]]) -> None:
    """What is the same goes on under this plan: nobody is asked twice."""
    session.execute(delete(Assignment).where(Assignment.id.in_([p.id for p, _ in kept])))
    ids = [a.id for _, a in kept]
    session.execute(update(Assignment).where(Assignment.id.in_(ids)).values(plan_id=plan.id))


def _set_starts(session: Session, document: scheduler.Plan, present: Snapshot) -> None:
    """Sessions with a window start when the plan says; what it leaves empty is open again."""
    seats = {seat.id: int(seat.session) for seat in present.problem.seats}
    starts = {seats[a.seat]: present.horizon.moment(a.start) for a in document.assignments}
    for key, meeting in present.sessions.items():
        row = meeting.row
        fixed = row.earliest_start if row.earliest_start == row.latest_start else None
        begins = starts.get(key, fixed)
        if begins != row.starts_at:
            session.execute(
                update(InterpretingSession)
                .where(InterpretingSession.id == key)
                .values(starts_at=begins)
            )


def _supersede(session: Session, actor: Actor, now: datetime, plan: Plan) -> None:
    for other in queries.overlapping_published(session, plan):
        move(session, other, PLAN, PlanState.SUPERSEDED)
        audit.record(session, actor, now, "plan.superseded", "plan", other.id, by=plan.id)


def _book_rooms(
    session: Session, asked: Iterable[Assignment], view: View, horizon: Horizon
) -> None:
    """A host room is taken from the link test before the session to the signature after it."""
    bookings = [
        RoomBooking(
            host_room_id=a.host_room_id,
            assignment_id=a.id,
            period=_busy(view, str(a.seat_id), horizon),
        )
        for a in asked
        if a.host_room_id is not None
    ]
    try:
        with session.begin_nested():
            session.add_all(bookings)
    except IntegrityError as error:
        raise ConflictError(
            said("A host room of this plan has been taken meanwhile; plan these days again.")
        ) from error


def _busy(view: View, seat: str, horizon: Horizon) -> Range[datetime]:
    served = view.served[seat]
    return Range(horizon.moment(served.busy_from), horizon.moment(served.busy_until))
