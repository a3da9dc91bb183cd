"""A stand-in for a seat: one member put in, everything else as it is but what is disturbed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.db.models import Plan
from app.db.queries import repairs as queries
from app.db.unit_of_work import SessionFactory
from app.domain.actors import Actor
from app.domain.errors import ConflictError
from app.domain.own_countries import require_own
from app.domain.permissions import Act
from app.domain.said import said
from app.services import audit
from app.services.planning.advice import SeatAdvice, advise_on_seat
from app.services.planning.mending import keep_draft
from app.services.planning.publishing import publish
from app.services.planning.standing import Standing
from scheduler import plan as scheduler
from scheduler.check.standing import standing_plan
from scheduler.plan import Reason, Uncovered

GIVEN_UP = Reason("all_busy", "Its member is needed elsewhere.")


def put_in(
    session_factory: SessionFactory,
    actor: Actor,
    now: datetime,
    seat_id: int,
    member_id: int,
    memory_mb: int,
) -> int:
    """Ask one of the best replacements for the seat; returns the plan that says so.

    The change is published as a plan of its own: the referee looks at it with the data of now,
    who was asked before is told, in one transaction. Raises ConflictError where the member is no
    replacement any more, ForbiddenError for a seat of another coordinator's country.
    """
    with session_factory() as session:
        require_own(actor, Act.PUBLISH, [queries.country_of_seat(session, seat_id)])
    advice = advise_on_seat(session_factory, actor, now, seat_id, memory_mb)
    found = [r for r in advice.replacements if r["member"] == str(member_id)]
    if not found:
        raise ConflictError(
            said("This member cannot take the seat any more; look at it again and choose anew.")
        )
    plan = _plan_with(advice.standing, found[0])
    with session_factory.begin() as session:
        return _publish(session, actor, now, advice, member_id, plan).id


def _publish(
    session: Session,
    actor: Actor,
    now: datetime,
    advice: SeatAdvice,
    member_id: int,
    plan: scheduler.Plan,
) -> Plan:
    draft = keep_draft(session, actor, now, advice.plan_id, advice.standing, plan)
    details = {"member": member_id, "plan": draft.id}
    audit.record(session, actor, now, "seat.stand_in", "seat", advice.seat_id, **details)
    return publish(session, actor, now, draft.id)


def _plan_with(standing: Standing, option: Mapping[str, Any]) -> scheduler.Plan:
    """The plan as it stands with what the replacement changes."""
    changed = [scheduler.Assignment(**row) for row in option["assignments"]]
    gone = {*option["dropped"], *(a.seat for a in changed)}
    kept = [a for a in standing.plan.assignments if a.seat not in gone]
    days = {(d["member"], d["day"]): _duty(d) for d in option["duties"]}
    duties = {(d.member, d.day): d for d in standing.plan.duties} | days
    plan = standing_plan(standing.problem, [*kept, *changed], tuple(duties.values()))
    served = {a.seat for a in plan.assignments}
    told = [u for u in standing.document.uncovered if u.seat not in served]
    given_up = [Uncovered(seat, GIVEN_UP) for seat in option["dropped"]]
    return replace(plan, uncovered=(*told, *given_up))


def _duty(row: Mapping[str, Any]) -> scheduler.Duty:
    return scheduler.Duty(**{**row, "seats": tuple(row["seats"])})
