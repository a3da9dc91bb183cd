"""What happened becomes part of the data: absences, closed borders, seats given up."""

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.db.models import BorderWaitOverride, PlanRun
from app.db.queries import offers as offer_queries
from app.db.queries import repairs as queries
from app.domain import disruptions
from app.domain.actors import Actor
from app.domain.disruptions import BorderClosed, MemberSick
from app.domain.intervals import Interval, subtract
from app.domain.members import Away
from app.domain.states import AssignmentState
from app.domain.vocabulary import AbsenceKind, DeclineReason
from app.services import audit, offers, pool

#: Minutes that stand for a closed crossing: the longest wait that can be noted.
CLOSED = 1440


def happen(session: Session, actor: Actor, now: datetime, run: PlanRun) -> None:
    """Note what the repair answers, and end the assignments that it makes impossible."""
    for data in run.disruptions:
        found = disruptions.from_json(data)
        if isinstance(found, MemberSick):
            _fall_ill(session, actor, now, found)
        else:
            _close(session, actor, now, found)
    rows = offer_queries.assignments_with_parts(session, run.lifted)
    offers.release_assignments(session, actor, now, rows)


def _fall_ill(session: Session, actor: Actor, now: datetime, sick: MemberSick) -> None:
    _give_up(session, actor, now, queries.coming_work(session, sick.member_id, sick.span, now))
    away = queries.absences(session, sick.member_id, sick.span)
    for part in subtract([sick.span], away):
        ill = Away(part.start, part.end, AbsenceKind.ILL)
        pool.approve_absence(session, actor, now, sick.member_id, ill)


def _give_up(session: Session, actor: Actor, now: datetime, ids: Collection[int]) -> None:
    """What was confirmed is given back, what was asked is declined, for the member."""
    rows, by_row = (
        offer_queries.assignments_with_parts(session, ids),
        queries.offers_of(session, ids),
    )
    for row in rows:
        if row.id not in by_row:
            continue
        answer = offers.give_back if row.state is AssignmentState.CONFIRMED else offers.decline
        answer(session, actor, now, by_row[row.id], DeclineReason.ILL)
    without_offer = [row for row in rows if row.id not in by_row]
    offers.release_assignments(session, actor, now, without_offer)


def _close(session: Session, actor: Actor, now: datetime, closed: BorderClosed) -> None:
    ways = queries.crossings(session, closed.countries)
    for way in ways:
        _make_room(session, way, closed.span)
        session.add(_override(way, closed.span, CLOSED, actor.user_id))
    session.flush()
    details = {"countries": list(closed.countries), "crossings": len(ways) // 2}
    audit.record(session, actor, now, "border.closed", "border", None, **details)


def _make_room(session: Session, way: tuple[int, str, str], span: Interval) -> None:
    """What was noted of the crossing before holds outside the closure only."""
    for row in queries.overrides(session, way, span):
        lower, upper = row.period.lower or datetime.min.replace(tzinfo=UTC), row.period.upper
        rest = subtract([Interval(lower, upper or span.end)], [span])
        session.delete(row)
        session.flush()
        session.add_all(_override(way, part, row.minutes, row.entered_by_id) for part in rest)
    session.flush()


def _override(
    way: tuple[int, str, str], span: Interval, minutes: int, user_id: int | None
) -> BorderWaitOverride:
    crossing, start, end = way
    return BorderWaitOverride(
        crossing_id=crossing,
        from_country=start,
        to_country=end,
        minutes=minutes,
        period=Range(span.start, span.end),
        entered_by_id=user_id,
    )
