"""A search mends the plan of the day first, where its country's coordinators allow it.

The step is written, a job proposes a repair outside any transaction, and publishes it in one with
the step's result. Steps that wait for the same plan are answered by one repair. A job that dies
leaves nothing behind: the next one begins anew, and a search waits for it no longer than its step.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from app.adapters.solver import SolverError
from app.db.models import Ladder, LadderStep
from app.db.queries import ladders as queries
from app.db.queries import locks
from app.db.queries import offers as offer_queries
from app.db.queries import planning as planning_queries
from app.db.queries import repairs as repair_queries
from app.db.queue import defer
from app.db.unit_of_work import SessionFactory
from app.domain.actors import Actor, system
from app.domain.errors import ConflictError
from app.domain.ladder.model import StepKind
from app.services import planning
from app.services.ladder.limits import is_within
from app.services.ladder.starting import add_step
from app.services.offers.changes import STEP
from app.services.planning import Proposal

log = structlog.get_logger(__name__)

#: The job that mends plans for searches.
MEND = "ladders:mend"
#: A repair takes a second; a search waits no longer than this for one.
WINDOW = timedelta(minutes=5)
#: How often a repair is made anew because the data changed meanwhile.
TRIES = 3


def begin_mending(session: Session, now: datetime, ladder: Ladder) -> None:
    """The search's next step is a repair; a job makes it at once."""
    step = add_step(session, ladder, StepKind.REPAIR, now, until=now + WINDOW)
    ladder.next_at = step.until
    defer(session, MEND, {}, lock=MEND)


def mend_due(session_factory: SessionFactory, now: Callable[[], datetime], memory_mb: int) -> int:
    """Mend every plan that searches wait for; returns how many. Call it outside any transaction,
    one at a time."""
    with session_factory() as session:
        by_plan = _by_plan(session, now())
    for seats in by_plan:
        _mend(session_factory, now, seats, memory_mb)
    return len(by_plan)


def _by_plan(session: Session, now: datetime) -> Sequence[Collection[int]]:
    """The seats that wait, those of one plan together; what no plan holds any more by itself."""
    found: dict[int, list[int]] = defaultdict(list)
    for step in queries.open_repairs(session, now):
        seat = step.ladder.seat_id
        day = repair_queries.day_of_seat(session, seat)
        plans = repair_queries.published_of_days(session, day, day) if day else ()
        found[plans[-1].id if plans else -seat].append(seat)
    return list(found.values())


def _mend(
    session_factory: SessionFactory,
    now: Callable[[], datetime],
    seats: Collection[int],
    memory_mb: int,
) -> None:
    for _ in range(TRIES):
        try:
            proposal = planning.propose(session_factory, now(), seats, memory_mb)
            with session_factory.begin() as session:
                _settle(session, system(), now(), seats, proposal)
        except ConflictError as error:
            log.info("a plan changed while it was mended", seats=list(seats), error=str(error))
        except SolverError as error:
            log.warning("a plan cannot be mended", seats=list(seats), error=str(error.problem))
            break
        else:
            return
    with session_factory.begin() as session:
        _settle(session, system(), now(), seats, None)


def _settle(
    session: Session,
    actor: Actor,
    now: datetime,
    seats: Collection[int],
    proposal: Proposal | None,
) -> None:
    """Publish what was found, if the searches still wait for it, and write down what came of it.

    Beyond what searches may change by themselves it stays a draft for a coordinator. Who publishes
    comes first, then all seats in their order.
    """
    planning_queries.lock_publishing(session)
    locks.lock_seats(session, {*seats, *_seats_of(proposal)})
    waiting = {s.ladder.seat_id: s for s in queries.open_repairs(session, now)}
    steps = {seat: step for seat, step in waiting.items() if seat in seats}
    if not steps:
        return
    if proposal is None or not {int(a.seat) for a in proposal.asks} & set(steps):
        _write_down(session, now, steps)
    elif is_within(session, now, proposal):
        plan = planning.publish_proposal(session, actor, now, proposal)
        _write_down(session, now, steps, plan=plan.id, changed=len(proposal.touches))
    else:
        draft = planning.keep_proposal(session, actor, now, proposal)
        _end(session, now, steps.values(), draft=draft.id)


def _seats_of(proposal: Proposal | None) -> set[int]:
    """Those that publishing would lock."""
    return {int(s.id) for s in proposal.standing.problem.seats} if proposal else set()


def _write_down(
    session: Session, now: datetime, steps: Mapping[int, LadderStep], **details: int
) -> None:
    """Whoever is asked for a seat now, by this repair or another plan meanwhile, is asked by its
    step; where nobody is, nobody was found."""
    for seat, step in steps.items():
        offers = offer_queries.live_of_seat(session, seat)
        if not offers:
            _end(session, now, [step], found=0)
            continue
        for offer in offers:
            offer.ladder_step_id = step.id
        step.asked, step.until = len(offers), max(offer.expires_at for offer in offers)
        step.details = {**details, "found": len(offers)}
        _go_on(session, now, step.ladder)


def _end(session: Session, now: datetime, steps: Collection[LadderStep], **details: int) -> None:
    """The searches go on as they would without a repair."""
    for step in steps:
        step.until, step.details = now, details
        _go_on(session, now, step.ladder)


def _go_on(session: Session, now: datetime, ladder: Ladder) -> None:
    ladder.next_at = now
    defer(session, STEP, {})
