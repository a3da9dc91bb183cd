"""Live repair: a published plan after what happened, as a draft or published at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.adapters import solver
from app.adapters.solver import Patience
from app.db.models import Plan
from app.db.queries import planning as plan_queries
from app.db.queries import repairs as queries
from app.db.unit_of_work import SessionFactory
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.disruptions import Disruption, MemberSick
from app.domain.errors import ConflictError, NotFoundError
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import PlanState
from app.services.planning.mending import Happened, keep_draft
from app.services.planning.publishing import discard
from app.services.planning.publishing import publish as publish_plan
from app.services.planning.standing import Standing, take_standing
from scheduler import plan as scheduler
from scheduler.events import BorderClosed, Event, Sick, events_to_json
from scheduler.problem import Pin

#: How often a repair is made anew because another plan was published meanwhile.
TRIES = 3


@dataclass(frozen=True)
class Repaired:
    """The plan that mends another; ``changed`` seats are served otherwise, or not at all."""

    plan_id: int
    is_published: bool
    changed: tuple[int, ...]


@dataclass(frozen=True)
class _Asked:
    """What is to be mended, read in one moment."""

    plan_id: int
    standing: Standing
    disruptions: tuple[Disruption, ...]

    @property
    def events(self) -> list[Event]:
        found = [e for d in self.disruptions for e in _events(d, self.standing)]
        return [*self.standing.declines(), *found]


def repair_after(
    session_factory: SessionFactory,
    actor: Actor,
    now: datetime,
    plan_id: int,
    disruptions: Sequence[Disruption] = (),
    *,
    publish: bool,
    memory_mb: int,
) -> Repaired | None:
    """Mend a published plan with the fewest changes; what is confirmed or pinned stays.

    Call it outside any transaction: it opens its own, and asks a child process in between.

    - After a decline, an expiry or a job given back: commit that act first, then call
      ``repair_after(runtime.session_factory, actors.system(), runtime.now(), plan_id,
      publish=True, memory_mb=settings.solve_memory_mb)`` with the plan of the assignment. The
      seats that came open are found in the data: whoever was asked last is not asked again.
    - For a member who is ill or a border that is closed, give ``disruptions``. Nothing is noted
      of them before the plan is published; publishing a draft later (``planning.publish``) does.

    ``publish`` publishes at once: superseded offers are withdrawn and new ones made, and the
    referee looks at the plan with the data of now, in one transaction. Else it stays a draft for
    the coordinator. A plan that was superseded meanwhile stands for the one that holds its days.

    Returns None where nothing is to be mended. Raises NotFoundError, ForbiddenError,
    ConflictError (no published plan holds these days, or the data change faster than plans are
    made) and ``SolverError`` (no legal plan keeps what is promised: plan the days anew).
    """
    permissions.require(actor, Act.PUBLISH if publish else Act.PLAN)
    for tries in range(1, TRIES + 1):
        asked = _ask(session_factory, now, plan_id, disruptions)
        draft = _mend(session_factory, actor, now, asked, memory_mb)
        if draft is None or not publish:
            return draft
        try:
            with session_factory.begin() as session:
                publish_plan(session, actor, now, draft.plan_id)
            return replace(draft, is_published=True)
        except ConflictError:
            _discard(session_factory, actor, now, draft.plan_id)
            if tries == TRIES:
                raise
    raise AssertionError("unreachable")


def _ask(
    session_factory: SessionFactory,
    now: datetime,
    plan_id: int,
    disruptions: Sequence[Disruption],
) -> _Asked:
    """One moment of the database, however many queries it takes."""
    with session_factory() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        plan = _current(session, plan_id)
        standing = take_standing(session, plan, now)
        return _Asked(plan.id, standing, tuple(disruptions))


def _current(session: Session, plan_id: int) -> Plan:
    """The published plan, or the newest one that holds its days now."""
    plan = plan_queries.plan_to_publish(session, plan_id)
    if plan is None:
        raise NotFoundError(said("There is no plan {number}.", number=plan_id))
    if plan.state is PlanState.PUBLISHED:
        return plan
    newer = queries.published_of_days(session, plan.run.first_day, plan.run.last_day)
    found = plan_queries.plan_to_publish(session, newer[-1].id) if newer else None
    if plan.state is not PlanState.SUPERSEDED or found is None:
        raise ConflictError(
            said("Plan {id} is not published: there is nothing to repair.", id=plan_id)
        )
    return found


def _events(disruption: Disruption, standing: Standing) -> Iterable[Event]:
    horizon, problem = standing.snapshot.horizon, standing.problem
    since, until = horizon.minute(disruption.span.start), horizon.minute(disruption.span.end)
    if isinstance(disruption, MemberSick):
        member = str(disruption.member_id)
        return [Sick(member, since, until) for m in problem.members if m.id == member]
    a, b = disruption.countries
    ways = {f"{a}-{b}", f"{b}-{a}"}
    return [BorderClosed(x.id, since, until) for x in problem.borders if x.id in ways]


def _mend(
    session_factory: SessionFactory, actor: Actor, now: datetime, asked: _Asked, memory_mb: int
) -> Repaired | None:
    standing, happened = asked.standing, asked.events
    if not happened:
        return None
    answer = _answer(asked, happened, memory_mb)
    plan = scheduler.plan_from_json(answer["plan"])
    if not asked.disruptions and _is_known(plan, standing):
        return None
    lifted = [Pin(**pin) for pin in answer["lifted"]]
    changed_by = Happened(asked.disruptions, tuple(happened), tuple(lifted))
    with session_factory.begin() as session:
        draft = keep_draft(session, actor, now, asked.plan_id, standing, plan, changed_by)
        changed = tuple(int(seat) for seat in answer["changed"])
        return Repaired(draft.id, is_published=False, changed=changed)


def _answer(asked: _Asked, happened: Sequence[Event], memory_mb: int) -> dict[str, Any]:
    question = {"kind": "repair", "events": events_to_json(happened)}
    standing = asked.standing
    answers = solver.advise(standing.problem, standing.with_lost, [question], Patience(memory_mb))
    found: dict[str, Any] = answers[0]
    return found


def _is_known(plan: scheduler.Plan, standing: Standing) -> bool:
    """Nobody was found, and the published plan says so already."""
    told = {u.seat for u in standing.document.uncovered}
    same = _places(plan.assignments) == _places(standing.plan.assignments)
    return same and {a.seat for a in standing.lost} <= told


def _places(rows: Iterable[scheduler.Assignment]) -> set[tuple[str, str, int, str]]:
    return {(a.seat, a.member, a.start, a.modality) for a in rows}


def _discard(session_factory: SessionFactory, actor: Actor, now: datetime, plan_id: int) -> None:
    with session_factory.begin() as session:
        discard(session, actor, now, plan_id)
