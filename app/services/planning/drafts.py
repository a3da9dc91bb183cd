"""The draft: a solver's plan as rows."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.db.models import Assignment, Plan, PlanRun, UncoveredSeat
from app.domain.states import AssignmentState
from app.services.planning.documents import pack
from app.services.snapshot import Horizon
from scheduler import plan as scheduler
from scheduler.check.view import View
from scheduler.problem import Problem


def make_draft(
    session: Session, now: datetime, run: PlanRun, problem: Problem, plan: scheduler.Plan
) -> Plan:
    """Write the plan, its proposed assignments and what it leaves uncovered."""
    draft = Plan(
        run_id=run.id,
        value=plan.value,
        bound=plan.bound,
        seats=plan.seats,
        seats_covered=plan.seats_covered,
        tiers=[{"name": t.name, "value": t.value, "bound": t.bound} for t in plan.tiers],
        scarcity=[asdict(row) for row in plan.scarcity],
        solve_milliseconds=round(1000 * plan.seconds),
        document=pack(scheduler.plan_to_json(plan)),
    )
    session.add(draft)
    session.flush()
    horizon = Horizon(run.first_day, run.last_day, now)
    view = View(problem, plan)
    _insert(session, Assignment, [_proposal(a, view, horizon, draft.id) for a in plan.assignments])
    _insert(session, UncoveredSeat, [_uncovered(u, draft.id) for u in plan.uncovered])
    return draft


def _insert(
    session: Session, model: type[Assignment | UncoveredSeat], rows: list[dict[str, object]]
) -> None:
    if rows:
        session.execute(insert(model), rows)


def _proposal(
    a: scheduler.Assignment, view: View, horizon: Horizon, plan_id: int
) -> dict[str, object]:
    start = horizon.moment(a.start)
    end = start + timedelta(minutes=view.duration(view.seats[a.seat]))
    return {
        "seat_id": int(a.seat),
        "member_id": int(a.member),
        "plan_id": plan_id,
        "state": AssignmentState.PROPOSED,
        "modality": a.modality,
        "host_room_id": int(a.room) if a.room else None,
        "period": Range(start, end),
        "travel_minutes": a.travel_minutes,
        "travel_kilometres": a.kilometres,
        "cost_cents": a.cost,
        "state_changed_at": horizon.now,
    }


def _uncovered(uncovered: scheduler.Uncovered, plan_id: int) -> dict[str, object]:
    reason = uncovered.reason
    return {
        "plan_id": plan_id,
        "seat_id": int(uncovered.seat),
        "reason_code": reason.code,
        "details": {
            "text": reason.text,
            "steps": [
                {"rule": s.rule, "ruled_out": s.ruled_out, "left": s.left} for s in reason.steps
            ],
            "last_rule": reason.last_rule,
            "last_member": reason.last_member,
        },
    }
