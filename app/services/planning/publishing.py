"""Publishing a plan: what it proposes becomes offers, and what it does not keep is taken back."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db.models import Assignment, Plan
from app.db.queries import locks
from app.db.queries import planning as queries
from app.db.transitions import move
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.borders import ZONE
from app.domain.errors import ConflictError, NotFoundError
from app.domain.lifecycles import PLAN
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import AssignmentState, PlanState
from app.services import audit, snapshot
from app.services.planning.applying import apply
from app.services.planning.documents import unpack_plan
from app.services.planning.happening import happen
from app.services.planning.recheck import find_changes, in_one_message
from app.services.planning.sorting import sort
from app.services.snapshot import Horizon


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
    rows = sort(proposals, present, is_repair=plan.run.repairs_id is not None)
    apply(session, actor, now, plan, rows, document, present)
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
