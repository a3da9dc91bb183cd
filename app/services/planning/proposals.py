"""A repair of a published plan that is only proposed: whoever asked decides what becomes of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.adapters import solver
from app.adapters.solver import Patience
from app.db.models import Assignment, Plan
from app.db.queries import repairs as queries
from app.db.unit_of_work import SessionFactory
from app.domain.actors import Actor
from app.services.planning.advice import plan_of_seat
from app.services.planning.mending import Happened, keep_draft
from app.services.planning.publishing import publish
from app.services.planning.standing import Standing, take_standing
from app.services.snapshot.meetings import is_pinned
from scheduler import plan as scheduler
from scheduler.check.standing import standing_plan
from scheduler.events import Decline, events_to_json
from scheduler.plan import Reason, Uncovered

#: Whoever waits for a repair goes on without it after so many seconds.
SECONDS = 60
LEFT_OPEN = Reason("all_busy", "It was not looked for in this repair.")


@dataclass(frozen=True)
class Proposal:
    """The plan ``mends`` as it stood, and the plan that mends it."""

    mends: int
    standing: Standing
    plan: scheduler.Plan
    events: tuple[Decline, ...]

    @property
    def asks(self) -> list[scheduler.Assignment]:
        """Members who would be asked anew."""
        live = {_place(a, self.standing) for a in _live(self.standing)}
        return [a for a in self.plan.assignments if _planned(a) not in live]

    @property
    def takes_back(self) -> set[int]:
        """Seats somebody is asked for who would not be asked any more."""
        kept = {_planned(a) for a in self.plan.assignments}
        live = [a for a in _live(self.standing) if not is_pinned(a)]
        stays = {a.seat_id for a in _live(self.standing) if _place(a, self.standing) in kept}
        return {a.seat_id for a in live} - stays

    @property
    def touches(self) -> set[int]:
        """Seats that would be served otherwise than now."""
        return {int(a.seat) for a in self.asks} | self.takes_back


def propose(
    session_factory: SessionFactory,
    now: datetime,
    seats: Collection[int],
    memory_mb: int,
) -> Proposal | None:
    """How the published plan that holds these open seats could be mended for them, with the fewest
    changes; what else is open stays open. Whoever was asked for one of them is not asked again.

    Call it outside any transaction. Returns None where nobody was asked for any of the seats.
    Raises what ``plan_of_seat`` raises, and ``SolverError``.
    """
    with session_factory() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        plan = plan_of_seat(session, min(seats))
        standing = _only(take_standing(session, plan, now), seats)
        events = _refusals(session, standing, seats)
    if not standing.lost:
        return None
    question = {"kind": "repair", "events": events_to_json(events)}
    patience = Patience(memory_mb, SECONDS)
    answer = solver.advise(standing.problem, standing.with_lost, [question], patience)[0]
    found = _without_others(standing, scheduler.plan_from_json(answer["plan"]), seats)
    return Proposal(plan.id, standing, found, tuple(events))


def _only(standing: Standing, seats: Collection[int]) -> Standing:
    return replace(standing, lost=tuple(a for a in standing.lost if int(a.seat) in seats))


def _refusals(session: Session, standing: Standing, seats: Collection[int]) -> list[Decline]:
    """Everybody who was asked for these seats: the last ones, and those before them."""
    members = {m.id for m in standing.problem.members}
    lost = {a.seat for a in standing.lost}
    asked = queries.asked_before(session, seats)
    before = {(str(seat), str(member)) for seat, member in asked}
    last = {(a.seat, a.member) for a in standing.lost}
    return [Decline(s, m) for s, m in sorted(before | last) if s in lost and m in members]


def _without_others(
    standing: Standing, plan: scheduler.Plan, seats: Collection[int]
) -> scheduler.Plan:
    """Seats that were open and are not asked about stay open."""
    served = {a.seat for a in standing.plan.assignments} | {str(seat) for seat in seats}
    others = {a.seat for a in plan.assignments} - served
    if not others:
        return plan
    kept = [a for a in plan.assignments if a.seat not in others]
    told = [u for u in standing.document.uncovered if u.seat in others]
    untold = others - {u.seat for u in told}
    bare = standing_plan(standing.problem, kept, plan.duties)
    left = (Uncovered(seat, LEFT_OPEN) for seat in sorted(untold))
    return replace(bare, uncovered=(*plan.uncovered, *told, *left))


def keep_proposal(session: Session, actor: Actor, now: datetime, proposal: Proposal) -> Plan:
    """Write it as a draft for a coordinator; raises ConflictError where the referee refuses it."""
    happened = Happened(events=proposal.events)
    return keep_draft(
        session, actor, now, proposal.mends, proposal.standing, proposal.plan, happened
    )


def publish_proposal(session: Session, actor: Actor, now: datetime, proposal: Proposal) -> Plan:
    """Publish it in the caller's transaction: members are asked, others' offers end.

    Raises ConflictError where another plan holds the days now, or the data forbid it.
    """
    draft = keep_proposal(session, actor, now, proposal)
    return publish(session, actor, now, draft.id)


def _live(standing: Standing) -> Iterable[Assignment]:
    return (a for meeting in standing.snapshot.sessions.values() for a in meeting.live)


def _place(a: Assignment, standing: Standing) -> tuple[str, str, int, str]:
    start = standing.snapshot.horizon.minute(a.span.start)
    return str(a.seat_id), str(a.member_id), start, a.modality.value


def _planned(a: scheduler.Assignment) -> tuple[str, str, int, str]:
    return a.seat, a.member, a.start, a.modality
