"""Offers that end without an answer: withdrawn by the pool, cancelled, expired."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Assignment, Offer
from app.db.queries import locks
from app.db.queries import offers as queries
from app.domain import permissions
from app.domain.actors import Actor, system
from app.domain.lifecycles import ASSIGNMENT
from app.domain.messages import MessageKind
from app.domain.permissions import Act
from app.domain.states import AssignmentState, OfferState
from app.services.messages import NewMessage, about_offer, write_messages
from app.services.offers.changes import change_assignment, change_offer
from app.services.offers.holding import let_go

#: Offers that one job ends at a time, so that it holds few locks.
BATCH = 100


def withdraw_offers(
    session: Session, actor: Actor, now: datetime, assignments: Sequence[Assignment]
) -> None:
    """Take back what was offered and not answered: the seats and the members' time are free.

    Assignments that are not offered any more are left as they are.
    """
    permissions.require(actor, Act.PUBLISH)
    rows = _locked(session, assignments)
    offered = [row for row in rows if row.state is AssignmentState.OFFERED]
    _end(session, actor, now, offered, AssignmentState.RELEASED)


def release_assignments(
    session: Session, actor: Actor, now: datetime, assignments: Sequence[Assignment]
) -> None:
    """Take back what cannot be kept, also from who has said yes: whoever was told is told so."""
    permissions.require(actor, Act.PUBLISH)
    rows = _locked(session, assignments)
    can_end = [row for row in rows if ASSIGNMENT.can_move(row.state, AssignmentState.RELEASED)]
    _end(session, actor, now, can_end, AssignmentState.RELEASED)


def cancel_assignments(
    session: Session, actor: Actor, now: datetime, assignments: Sequence[Assignment]
) -> None:
    """The authority needs the seats no more: whoever is asked, or comes, is told so.

    The caller has checked that the actor may cancel the request.
    """
    rows = _locked(session, assignments)
    can_end = [row for row in rows if ASSIGNMENT.can_move(row.state, AssignmentState.CANCELLED)]
    _end(session, actor, now, can_end, AssignmentState.CANCELLED)


def _locked(session: Session, assignments: Sequence[Assignment]) -> list[Assignment]:
    locks.lock_seats(session, (each.seat_id for each in assignments))
    return queries.assignments_with_parts(session, [each.id for each in assignments])


def _end(
    session: Session,
    actor: Actor,
    now: datetime,
    rows: Sequence[Assignment],
    to: AssignmentState,
) -> None:
    ids = [row.id for row in rows]
    spans = {row.id: row.span for row in rows}
    texts = []
    for offer in queries.told_offers(session, ids):
        kind = MessageKind.CANCELLED if to is AssignmentState.CANCELLED else MessageKind.FILLED
        until = spans[offer.assignment_id].end
        texts.append(about_offer(offer.member_id, kind, offer.id, until))
    for offer in queries.live_offers(session, ids):
        change_offer(session, actor, now, offer, OfferState.WITHDRAWN)
    for row in rows:
        change_assignment(session, actor, now, row, to)
    write_messages(session, now, texts)


def expire_due(session: Session, actor: Actor, now: datetime) -> int:
    """End up to ``BATCH`` offers whose deadline has passed; returns how many.

    A seat that somebody is just changing is left for the next time.
    """
    offers = queries.overdue_offers(session, now, BATCH)
    rows = queries.assignments_with_parts(session, [offer.assignment_id for offer in offers])
    by_id = {row.id: row for row in rows}
    texts = [_expire(session, actor, now, offer, by_id[offer.assignment_id]) for offer in offers]
    write_messages(session, now, texts)
    return len(offers)


def end_unanswered(session: Session, now: datetime, offer: Offer) -> None:
    """End an offer whose deadline has passed before ``expire_due`` has come to it, without a
    word: its member has just spoken."""
    change_offer(session, system(), now, offer, OfferState.EXPIRED)
    change_assignment(session, system(), now, offer.assignment, AssignmentState.RELEASED)


def _expire(
    session: Session, actor: Actor, now: datetime, offer: Offer, assignment: Assignment
) -> NewMessage:
    change_offer(session, actor, now, offer, OfferState.EXPIRED)
    change_assignment(session, actor, now, assignment, AssignmentState.RELEASED)
    if offer.held_at is not None:
        return let_go(offer, assignment)
    until = assignment.span.start
    return about_offer(offer.member_id, MessageKind.EXPIRED, offer.id, until)
