"""Being late, being there, having begun: said by the member, or seen by the officer."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.queries import on_the_day as queries
from app.db.queries.day_rows import DayRow
from app.domain import on_the_day as rules
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.offers import Standing
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import AssignmentState
from app.services import offers
from app.services.offers.standing import locked_offer, standing_of
from app.services.on_the_day.notes import note
from app.services.on_the_day.standby import settle_standby

LONGEST_LATENESS = 240


def set_out(session: Session, actor: Actor, now: datetime, offer_id: int) -> None:
    """The member is on their way, or ready; nobody need stand in for them."""
    offer = offers.set_out(session, actor, now, offer_id)
    row = queries.row_of_assignment(session, offer.assignment_id)
    if row is not None:
        settle_standby(session, actor, now, row, comes=True)


def say_late(session: Session, actor: Actor, now: datetime, offer_id: int, minutes: int) -> None:
    """The member will be late by so many minutes; officer and coordinator see it at once.

    Saying another number corrects the first. Raises ConflictError when it is not the time.
    """
    row, actor = own_row(session, actor, now, offer_id)
    if not 1 <= minutes <= LONGEST_LATENESS:
        raise InvalidError(said("Nobody is late by {minutes} minutes.", minutes=minutes))
    _require(row, can=rules.may_say_late(row.facts, now))
    if row.late_minutes != minutes:
        note(session, actor, now, row, "late", late_minutes=minutes, late_said_at=now)
        settle_standby(session, actor, now, row, comes=True)


def arrive(session: Session, actor: Actor, now: datetime, offer_id: int) -> None:
    """The member is there. Saying it again changes nothing."""
    row, actor = own_row(session, actor, now, offer_id)
    _arrive(session, actor, now, row)


def confirm_arrival(session: Session, actor: Actor, now: datetime, assignment_id: int) -> None:
    """An officer of the request's authority, or a coordinator, sees that the member is there."""
    row = queries.row_of_assignment(session, assignment_id)
    if row is None:
        raise NotFoundError(said("There is no such job."))
    label = str(row.request_number)
    permissions.require_request(actor, Act.RECORD_DAY, row.authority_id, label)
    _require(row, can=row.state is AssignmentState.CONFIRMED)
    _arrive(session, actor, now, row)


def _arrive(session: Session, actor: Actor, now: datetime, row: DayRow) -> None:
    if row.arrived_at is None:
        _require(row, can=rules.may_arrive(row.facts, now))
        note(session, actor, now, row, "arrived", arrived_at=now, arrived_by=actor.kind)
        settle_standby(session, actor, now, row, comes=True)


def begin(session: Session, actor: Actor, now: datetime, offer_id: int) -> None:
    """The session has begun; who begins is there."""
    row, actor = own_row(session, actor, now, offer_id)
    if row.began_at is None:
        _require(row, can=rules.may_begin(row.facts, now))
        note(session, actor, now, row, "began", began_at=now)


def own_row(session: Session, actor: Actor, now: datetime, offer_id: int) -> tuple[DayRow, Actor]:
    """The day of a job that is the member's, once nobody else is changing who has its seat."""
    offer, actor = locked_offer(session, actor, offer_id)
    row = queries.row_of_assignment(session, offer.assignment_id)
    if row is None or standing_of(session, offer, now) is not Standing.YOURS:
        raise ConflictError(
            said("Job {number} is not this member's any more.", number=offer.number)
        )
    return row, actor


def _require(row: DayRow, *, can: bool) -> None:
    if not can:
        raise ConflictError(
            said("This cannot be said of request {number} now.", number=row.request_number)
        )
