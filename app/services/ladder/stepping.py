"""The steps of searches: looked at in one transaction, done in another, nothing slow in either.

A step looks at the database as it is at one moment, lets the rules decide, and does what they say
only if nothing has changed meanwhile: whoever is second looks again. So a step that is taken
twice, by two workers or after a crash, is taken once.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from app.db.queries import groups, ladder_members, ladder_seats, locks
from app.db.queries import ladders as queries
from app.db.unit_of_work import SessionFactory
from app.domain.actors import Actor, system
from app.domain.ladder.course import AskWave, EndCovered, EndUncovered, Mend, Relax, Wait
from app.domain.ladder.model import RELAXATIONS, Consent, StepKind
from app.domain.offers import reply_deadline
from app.domain.states import LadderState
from app.services.ladder import consents
from app.services.ladder.deciding import Decision, decide
from app.services.ladder.looking import Look, fingerprint, look
from app.services.ladder.mending import begin_mending
from app.services.ladder.relaxing import Help
from app.services.ladder.standby import settle_standby
from app.services.ladder.starting import add_step, begin, end
from app.services.ladder.waves import ask_wave
from app.services.offers import holding

log = structlog.get_logger(__name__)

#: Searches that one run of the job steps, and begins: the next one goes on.
BATCH = 50


def step_due(session_factory: SessionFactory, now: Callable[[], datetime]) -> int:
    """Begin the searches that may begin by themselves, and take every step that is due."""
    _promote_standbys(session_factory, now())
    _begin_due(session_factory, now())
    with session_factory() as session:
        due = queries.due(session, now(), BATCH)
    for ladder_id in due:
        step(session_factory, now(), ladder_id)
    return len(due)


def _promote_standbys(session_factory: SessionFactory, now: datetime) -> None:
    with session_factory.begin() as session:
        for seat_id in ladder_seats.waiting_standbys(session):
            settle_standby(session, system(), now, seat_id, comes=False)


def _begin_due(session_factory: SessionFactory, now: datetime) -> None:
    with session_factory.begin() as session:
        for seat_id in ladder_seats.seats_to_begin(session, now, BATCH):
            begin(session, system(), now, seat_id)


def step(session_factory: SessionFactory, now: datetime, ladder_id: int) -> bool:
    """Take the search's next step; False where it has changed meanwhile or is not running."""
    with session_factory() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        seen = look(session, ladder_id, now)
        decision = decide(session, seen) if seen else None
    if seen is None or decision is None:
        return False
    with session_factory.begin() as session:
        return _do(session, system(), now, seen, decision)


def _do(session: Session, actor: Actor, now: datetime, seen: Look, decision: Decision) -> bool:
    """Do it if everything is still as it was seen."""
    seat_id = seen.ladder.seat_id
    seats = ladder_seats.seats_of_session(session, seen.meeting.id)
    locks.lock_seats(session, [seat.id for seat in seats])
    ladder = queries.with_parts(session, seen.ladder.id)
    if ladder is None or seen.fingerprint != fingerprint(
        ladder,
        ladder_members.asked(session, seat_id),
        is_filled=ladder_seats.is_filled(session, seat_id),
    ):
        return False
    present = replace(seen, ladder=ladder)
    _lapse(present)
    for kind in decision.skipped:
        add_step(session, ladder, kind, now, details={"found": 0})
    _move(session, actor, now, present, decision)
    return True


def _lapse(seen: Look) -> None:
    """Who was asked to agree and has not answered in time did not agree."""
    for each in seen.ladder.steps:
        if each.consent is Consent.ASKED and each.until and each.until <= seen.now:
            each.consent = Consent.LAPSED


def _move(session: Session, actor: Actor, now: datetime, seen: Look, decision: Decision) -> None:
    move, ladder = decision.move, seen.ladder
    log.info("a search goes on", ladder=ladder.id, move=type(move).__name__)
    if isinstance(move, Wait):
        ladder.next_at = move.until
    elif isinstance(move, AskWave):
        ask_wave(session, actor, now, seen, move)
    elif isinstance(move, Mend):
        begin_mending(session, now, ladder)
    elif isinstance(move, Relax) and decision.help is not None:
        _relax(session, actor, now, seen, move, decision.help)
    elif isinstance(move, EndCovered):
        end(session, actor, now, ladder, LadderState.COVERED)
    elif isinstance(move, EndUncovered):
        add_step(session, ladder, StepKind.END, now)
        end(session, actor, now, ladder, LadderState.UNCOVERED, move.reason)
        holding.release(session, actor, now, groups.held(session, seen.meeting.id))


def _relax(
    session: Session, actor: Actor, now: datetime, seen: Look, move: Relax, found: Help
) -> None:
    """Take the relaxation where it is agreed; else ask who must agree, for as long as an offer
    made now would be open."""
    until = now if move.is_agreed else _consent_until(seen)
    new = add_step(
        session,
        seen.ladder,
        move.kind,
        now,
        until=until,
        consenter=RELAXATIONS[move.kind],
        consent=Consent.GIVEN if move.is_agreed else Consent.ASKED,
        proposed_start=found.proposed_start,
        details={"found": found.found, **found.change},
    )
    if move.is_agreed:
        consents.apply(session, actor, now, seen.ladder, new)
    seen.ladder.next_at = until


def _consent_until(seen: Look) -> datetime:
    calendar = seen.calendars[seen.country]
    return reply_deadline(seen.now, seen.starts_at, timedelta(0), seen.zone, calendar)
