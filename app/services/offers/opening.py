"""Opening offers: proposed assignments become questions to their members."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Assignment, Offer
from app.db.queries import locks
from app.db.queries import offers as queries
from app.db.queries.calendars import working_calendars
from app.domain import offers as rules
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError
from app.domain.lifecycles import ASSIGNMENT
from app.domain.messages import MessageKind
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import LIVE_ASSIGNMENT_STATES, AssignmentState, OfferState
from app.services import audit
from app.services.messages import NewMessage, about_offer, write_messages


def open_offers(
    session: Session, actor: Actor, now: datetime, assignments: Sequence[Assignment]
) -> list[Offer]:
    """Ask the member of each proposed assignment, which holds their time until they answer.

    Raises ConflictError when one is not proposed, has begun, is for a seat that somebody else is
    asked for or has, or is for a time that its member has promised otherwise.
    """
    permissions.require(actor, Act.PUBLISH)
    if not assignments:
        return []
    locks.lock_seats(session, (each.seat_id for each in assignments))
    locks.lock_members(session, (each.member_id for each in assignments))
    rows = queries.assignments_with_parts(session, [each.id for each in assignments])
    _require_askable(session, now, rows)
    _hold(session, actor, now, rows)
    return make_offers(session, actor, now, rows)


def make_offers(
    session: Session,
    actor: Actor,
    now: datetime,
    rows: Sequence[Assignment],
    step_id: int | None = None,
) -> list[Offer]:
    """The questions to the members of these offered assignments, each with its number, deadline
    and text; ``rows`` come from ``queries.assignments_with_parts``, their members are locked."""
    offers = _numbered(session, now, rows)
    for offer in offers:
        offer.ladder_step_id = step_id
    session.add_all(offers)
    session.flush()
    for offer in offers:
        details = {"assignment": offer.assignment_id, "until": offer.expires_at.isoformat()}
        audit.record(session, actor, now, "offer.open", "offer", offer.id, **details)
    write_messages(session, now, [_question(offer) for offer in offers])
    return offers


def _question(offer: Offer) -> NewMessage:
    return about_offer(offer.member_id, MessageKind.OFFER, offer.id, offer.expires_at)


def _require_askable(session: Session, now: datetime, rows: Sequence[Assignment]) -> None:
    for row in rows:
        ASSIGNMENT.require(str(row.id), row.state, AssignmentState.OFFERED)
        if row.span.start <= now:
            raise ConflictError(
                said(
                    "The session of request {number} has begun; nobody can be asked for it "
                    "any more.",
                    number=row.seat.session.request.number,
                )
            )
    taken = select(Assignment.seat_id).where(
        Assignment.seat_id.in_([row.seat_id for row in rows]),
        Assignment.state.in_(LIVE_ASSIGNMENT_STATES),
    )
    if (seat_id := session.scalar(taken.limit(1))) is not None:
        number = next(row.seat.session.request.number for row in rows if row.seat_id == seat_id)
        raise ConflictError(
            said(
                "Somebody is already asked for, or has, a seat of request {number}.", number=number
            )
        )


def _hold(session: Session, actor: Actor, now: datetime, rows: Sequence[Assignment]) -> None:
    """Take the members' time, if the database finds it free."""
    hold = (
        update(Assignment)
        .where(Assignment.id.in_([row.id for row in rows]))
        .values(state=AssignmentState.OFFERED, state_changed_at=now)
    )
    try:
        with session.begin_nested():
            session.execute(hold)
    except IntegrityError as error:
        raise ConflictError(
            said(
                "A member of this plan has promised the same time to another session "
                "meanwhile; make the plan anew."
            )
        ) from error
    for row in rows:
        details = {"from": AssignmentState.PROPOSED, "seat": row.seat_id}
        audit.record(session, actor, now, "assignment.offered", "assignment", row.id, **details)


def _numbered(session: Session, now: datetime, rows: Sequence[Assignment]) -> list[Offer]:
    last, taken = queries.numbers_of_members(session, {row.member_id for row in rows})
    countries = {row.member.home_site.country_code for row in rows}
    calendars = working_calendars(session, countries)
    offers = []
    for row in rows:
        member_id = row.member_id
        number = rules.next_number(last.get(member_id), taken.setdefault(member_id, set()))
        last[member_id] = number
        taken[member_id].add(number)
        deadline = rules.reply_deadline(
            now,
            row.span.start,
            timedelta(minutes=row.travel_minutes),
            ZoneInfo(row.seat.session.request.site.country.timezone),
            calendars[row.member.home_site.country_code],
        )
        offers.append(_offer(row, number, now, deadline))
    return offers


def _offer(row: Assignment, number: int, now: datetime, deadline: datetime) -> Offer:
    return Offer(
        assignment_id=row.id,
        member_id=row.member_id,
        number=number,
        state=OfferState.OPEN,
        opens_at=now,
        expires_at=deadline,
    )
