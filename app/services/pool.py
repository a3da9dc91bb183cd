"""The pool: members are away, and leave."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Absence, Member
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.members import Away
from app.domain.permissions import Act
from app.domain.said import Sentence, said
from app.services import audit

_OVERLAP = "ex_absence_overlap"


def approve_absence(
    session: Session, actor: Actor, now: datetime, member_id: int, away: Away
) -> Absence:
    """Note that a member is away; from now on no plan counts on them then.

    Raises InvalidError for an absence without a length, ConflictError for one that overlaps
    another, NotFoundError for an unknown member.
    """
    permissions.require(actor, Act.MANAGE_POOL)
    member = _locked(session, member_id)
    if away.end <= away.start:
        message = said("An absence ends after it starts; choose a later end.")
        raise InvalidError(message, {"end": message})
    absence = Absence(
        member_id=member.id, period=Range(away.start, away.end), kind=away.kind, approved_at=now
    )
    add_row(
        session,
        absence,
        _OVERLAP,
        said("Member {number} is away then already.", number=member.number),
        "start",
    )
    audit.record(
        session, actor, now, "member.absence_approved", "member", member.id, absence=absence.id
    )
    return absence


def deactivate_member(session: Session, actor: Actor, now: datetime, member_id: int) -> Member:
    """Take a member out of future plans. What they served stays on record."""
    permissions.require(actor, Act.MANAGE_POOL)
    member = _locked(session, member_id)
    if not member.is_active:
        raise ConflictError(
            said("Member {number} has left the pool already.", number=member.number)
        )
    member.is_active = False
    audit.record(session, actor, now, "member.deactivated", "member", member.id)
    return member


def _locked(session: Session, member_id: int) -> Member:
    member = session.get(Member, member_id, with_for_update=True, populate_existing=True)
    if member is None:
        raise NotFoundError(said("There is no such member."))
    return member


def add_row(
    session: Session, row: Member | Absence, constraint: str, message: Sentence, field: str
) -> None:
    """Write a row; of two that want the same phone or the same time, one is told."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        if constraint not in str(error.orig):
            raise
        raise ConflictError(message, {field: message}) from None
