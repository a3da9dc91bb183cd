"""A database as it is after half a year: some 10,000 sessions, most served, a week of offers."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Row, insert, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app import demo
from app.db.models import (
    Assignment,
    InterpretingSession,
    Member,
    Message,
    Offer,
    Seat,
    ServiceRequest,
)
from app.db.unit_of_work import SessionFactory
from app.domain.intervals import Interval
from app.domain.messages import MessageKind
from app.domain.states import AssignmentState, MessageState, OfferState, RequestState
from app.domain.vocabulary import Channel

WEEK = timedelta(days=7)
WEEKS_BACK, WEEKS_AHEAD = 20, 7
SEED = 1
FIRST_NUMBER, NUMBERS = 100, 9000
Slot = tuple[int, int, Interval]


def fill(session_factory: SessionFactory, now: datetime) -> None:
    """The demonstration's week for each week around ``now``; most seats have a member."""
    for week in range(-WEEKS_BACK, WEEKS_AHEAD):
        demo.load(session_factory, SEED, now + week * WEEK)
    with session_factory.begin() as session:
        slots = list(_slots(session))
        _assign(session, slots, now)
        _offer(session, now)


def _slots(session: Session) -> Iterator[Slot]:
    """Seats and the first member who is free then, each member one session at a time."""
    members = list(session.scalars(select(Member.id).order_by(Member.id)))
    busy: dict[int, list[Interval]] = defaultdict(list)
    taken = select(Assignment.seat_id)
    open_seats = (
        select(Seat.id, InterpretingSession.earliest_start, InterpretingSession.minutes)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .where(ServiceRequest.state == RequestState.ACCEPTED, Seat.id.not_in(taken))
        .order_by(InterpretingSession.earliest_start, Seat.id)
    )
    for count, row in enumerate(session.execute(open_seats)):
        span = _span(row)
        turn = members[count % len(members) :] + members[: count % len(members)]
        member = next((m for m in turn if not any(b.overlaps(span) for b in busy[m][-4:])), None)
        if member is not None and count % 10:
            busy[member].append(span)
            yield row.id, member, span


def _span(row: Row[int, datetime, int]) -> Interval:
    return Interval(row.earliest_start, row.earliest_start + timedelta(minutes=row.minutes))


def _assign(session: Session, slots: list[Slot], now: datetime) -> None:
    rows = [
        {
            "seat_id": seat,
            "member_id": member,
            "state": _state(span, now, seat),
            "state_changed_at": now,
            "modality": "on_site",
            "period": Range(span.start, span.end),
            "travel_minutes": 40,
            "travel_kilometres": 30,
            "cost_cents": 5000,
        }
        for seat, member, span in slots
    ]
    session.execute(insert(Assignment), rows)


def _state(span: Interval, now: datetime, seat: int) -> AssignmentState:
    if span.end <= now:
        return AssignmentState.SERVED
    return AssignmentState.OFFERED if seat % 3 == 0 else AssignmentState.CONFIRMED


def _offer(session: Session, now: datetime) -> None:
    """An offer of each assignment, and the text that told of it."""
    query = select(Assignment.id, Assignment.member_id, Assignment.state).order_by(Assignment.id)
    assignments = session.execute(query).all()
    offers = [_offer_of(row, place, now) for place, row in enumerate(assignments)]
    ids = session.scalars(insert(Offer).returning(Offer.id), offers).all()
    texts = [
        {
            "member_id": offer["member_id"],
            "offer_id": key,
            "kind": MessageKind.OFFER,
            "dedupe_key": f"offer:{key}:offer",
            "state": MessageState.DELIVERED,
            "created_at": now - timedelta(hours=1),
            "due_at": now - timedelta(hours=1),
            "attempts": 1,
            "body": "Job",
            "segments": 1,
            "provider": "simulator",
            "provider_ref": f"SIM-{key}",
            "error": "",
        }
        for key, offer in zip(ids, offers, strict=True)
    ]
    session.execute(insert(Message), texts)


def _offer_of(row: Row[int, int, AssignmentState], place: int, now: datetime) -> dict[str, object]:
    is_open = row.state is AssignmentState.OFFERED
    return {
        "assignment_id": row.id,
        "member_id": row.member_id,
        "number": FIRST_NUMBER + place % NUMBERS,
        "state": OfferState.OPEN if is_open else OfferState.ACCEPTED,
        "opens_at": now - timedelta(hours=2),
        "expires_at": now + timedelta(hours=20),
        "answered_at": None if is_open else now - timedelta(hours=1),
        "answer_channel": None if is_open else Channel.LINK,
    }
