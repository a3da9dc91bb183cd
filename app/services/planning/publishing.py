"""Publishing a plan: what it proposes becomes offers, and what it does not keep is taken back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Assignment, InterpretingSession, Plan, RoomBooking
from app.db.queries import locks
from app.db.queries import planning as queries
from app.db.transitions import move
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.borders import ZONE
from app.domain.errors import ConflictError, NotFoundError
from app.domain.lifecycles import PLAN, AssignmentState, PlanState
from app.domain.permissions import Act
from app.domain.said import said
from app.services import audit, offers, snapshot
from app.services.planning.documents import unpack_plan
from app.services.planning.happening import happen
from app.services.planning.recheck import find_changes, in_one_message
from app.services.snapshot import Horizon, Snapshot
from app.services.snapshot.demand import is_filled, is_pinned
from scheduler import plan as scheduler
from scheduler.check.view import View


def publish(session: Session, actor: Actor, now: datetime, plan_id: int) -> Plan:
    """Make a draft the plan of its days and ask its members.

    Of two who try, the second is told who was first. A plan that the data of now make illegal is
    refused with what changed. ConflictError in both cases, and nothing is changed. What a repair
    answers is noted in the same transaction.
    """
    permissions.require(actor, Act.PUBLISH)
    queries.lock_publishing(session)
    plan = _draft(session, plan_id, PlanState.PUBLISHED)
    horizon = Horizon(plan.run.first_day, plan.run.last_day, now)
    locks.lock_seats(session, queries.seats_in_play(session, plan.id, horizon.span))
    proposals = queries.proposals(session, plan.id)
    _require_current(session, plan)
    happen(session, actor, now, plan.run)
    present = snapshot.take(session, plan.run.first_day, plan.run.last_day, now)
    document = unpack_plan(plan.document)
    if changes := find_changes(session, present.problem, document, proposals):
        raise ConflictError(
            said(
                "Plan {id} cannot be published, because the data changed after it was "
                "made. {changes}. Plan these days again.",
                id=plan.id,
                changes=in_one_message(changes),
            )
        )
    rows = _sort(proposals, present, is_repair=plan.run.repairs_id is not None)
    _apply(session, actor, now, plan, rows, document, present)
    return plan


def _require_current(session: Session, plan: Plan) -> None:
    """A repair mends the plan that holds its days, and no other."""
    mended = plan.run.repairs_id
    if mended is None or queries.is_published(session, mended):
        return
    raise ConflictError(
        said(
            "Plan {id} mends plan {mended}, which does not hold these days any more. Discard it, "
            "and repair the newer plan.",
            id=plan.id,
            mended=mended,
        )
    )


def _draft(session: Session, plan_id: int, to: PlanState) -> Plan:
    plan = queries.plan_to_publish(session, plan_id)
    if plan is None:
        raise NotFoundError(said("There is no plan {number}.", number=plan_id))
    if plan.state is PlanState.PUBLISHED and plan.published_at:
        name = queries.user_name(session, plan.published_by_id) or said("the operator")
        when = plan.published_at.astimezone(ZONE)
        raise ConflictError(
            said(
                "Plan {id} was published by {name} on {when:%d.%m.%Y %H:%M}.",
                id=plan.id,
                name=name,
                when=when,
            )
        )
    PLAN.require(str(plan.id), plan.state, to)
    return plan


@dataclass(frozen=True)
class Sorted:
    """The plan's proposals: those to ask, and those somebody was asked for or has already."""

    to_ask: Sequence[Assignment]
    kept: Sequence[tuple[Assignment, Assignment]]
    """Proposal and the live assignment that is the same."""
    to_release: Sequence[Assignment]
    """Live, unanswered, and not in the plan."""


def _sort(proposals: Sequence[Assignment], present: Snapshot, *, is_repair: bool) -> Sorted:
    """A repair leaves a wave alone: who is asked for a seat beside the plan's own member stays so
    while the plan keeps that member."""
    live = [a for meeting in present.sessions.values() for a in meeting.live]
    by_seat: dict[int, list[Assignment]] = defaultdict(list)
    for a in live:
        by_seat[a.seat_id].append(a)
    kept = [(p, a) for p in proposals for a in by_seat[p.seat_id] if _is_same(p, a)]
    done, stays = {p.id for p, _ in kept}, {a.id for _, a in kept}
    untouched = {a.seat_id for _, a in kept} if is_repair else set()
    return Sorted(
        to_ask=[p for p in proposals if p.id not in done],
        kept=kept,
        to_release=[
            a for a in live if a.id not in stays and a.seat_id not in untouched and not is_pinned(a)
        ],
    )


def _is_same(proposal: Assignment, live: Assignment) -> bool:
    """The same member at the same time in the same way; who confirmed keeps their room as well."""
    settled = is_filled(live)
    same_room = settled or proposal.host_room_id == live.host_room_id
    same = (proposal.seat_id, proposal.member_id, proposal.modality, proposal.period.lower)
    return same_room and same == (live.seat_id, live.member_id, live.modality, live.period.lower)


def _apply(
    session: Session,
    actor: Actor,
    now: datetime,
    plan: Plan,
    rows: Sorted,
    document: scheduler.Plan,
    present: Snapshot,
) -> None:
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


def discard(session: Session, actor: Actor, now: datetime, plan_id: int) -> Plan:
    """Throw a draft away: nobody was asked, and nobody will be."""
    permissions.require(actor, Act.PLAN)
    queries.lock_publishing(session)
    plan = _draft(session, plan_id, PlanState.DISCARDED)
    move(session, plan, PLAN, PlanState.DISCARDED, discarded_at=now)
    proposed = (Assignment.plan_id == plan.id, Assignment.state == AssignmentState.PROPOSED)
    released = {"state": AssignmentState.RELEASED, "state_changed_at": now}
    session.execute(update(Assignment).where(*proposed).values(**released))
    audit.record(session, actor, now, "plan.discarded", "plan", plan.id)
    return plan
