"""A plan that mends another becomes a draft, once the referee agrees."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Plan, PlanRun
from app.domain import disruptions as events
from app.domain.actors import Actor
from app.domain.disruptions import Disruption
from app.domain.errors import ConflictError
from app.domain.said import said
from app.domain.states import PlanRunState
from app.services import audit
from app.services.planning.documents import pack
from app.services.planning.drafts import make_draft
from app.services.planning.standing import Standing
from scheduler import plan as scheduler
from scheduler.check import check
from scheduler.events import Event, after
from scheduler.problem import Pin, Problem, digest, problem_to_json


@dataclass(frozen=True)
class Happened:
    """What a repair answers: for people, for the scheduler, and the pins it makes impossible."""

    disruptions: tuple[Disruption, ...] = ()
    events: tuple[Event, ...] = ()
    lifted: tuple[Pin, ...] = ()

    def problem(self, before: Problem) -> Problem:
        """The problem afterwards."""
        changed, gone = after(before, self.events).problem, {pin.seat for pin in self.lifted}
        return replace(changed, pins=tuple(p for p in changed.pins if p.seat not in gone))


NOTHING = Happened()


def keep_draft(
    session: Session,
    actor: Actor,
    now: datetime,
    mended_id: int,
    standing: Standing,
    plan: scheduler.Plan,
    happened: Happened = NOTHING,
) -> Plan:
    """Write the draft that mends the published plan ``mended_id``, as it stood; the prices of
    its search go on."""
    plan = replace(plan, scarcity=standing.document.scarcity)
    problem = happened.problem(standing.problem)
    report = check(problem, plan)
    if not report.legal:
        broken = "; ".join(f"{v.rule}: {v.message}" for v in report.violations[:5])
        raise ConflictError(said("The referee refused the repair: {broken}", broken=broken))
    run = _run(actor, now, mended_id, standing, problem, happened)
    session.add(run)
    session.flush()
    draft = make_draft(session, now, run, problem, plan)
    details = {"mends": mended_id, "lifted": len(run.lifted), "open": len(plan.uncovered)}
    audit.record(session, actor, now, "plan.repaired", "plan", draft.id, **details)
    return draft


def _run(
    actor: Actor,
    now: datetime,
    mended_id: int,
    standing: Standing,
    problem: Problem,
    happened: Happened,
) -> PlanRun:
    """The run that stands for a repair: it has ended when it is written."""
    horizon = standing.snapshot.horizon
    return PlanRun(
        state=PlanRunState.SOLVED,
        first_day=horizon.first_day,
        last_day=horizon.last_day,
        seconds=1,
        seed=0,
        requested_by_id=actor.user_id,
        requested_at=now,
        started_at=now,
        finished_at=now,
        problem=pack(problem_to_json(problem)),
        problem_digest=digest(problem),
        repairs_id=mended_id,
        disruptions=[events.to_json(d) for d in happened.disruptions],
        lifted=_assignments(standing, happened.lifted),
    )


def _assignments(standing: Standing, lifted: Sequence[Pin]) -> list[int]:
    """The live assignments that these pins stand for."""
    gone = {(int(pin.seat), int(pin.member)) for pin in lifted}
    live = [a for meeting in standing.snapshot.sessions.values() for a in meeting.live]
    return [a.id for a in live if (a.seat_id, a.member_id) in gone]
