"""Leave: asked for by the member, approved or refused by a coordinator of their country."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Absence, LeaveRequest, Member
from app.db.queries import leave as queries
from app.db.queries import locks
from app.db.transitions import move
from app.domain import leave as rules
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.domain.intervals import Interval
from app.domain.leave import LeaveDays
from app.domain.lifecycles import LEAVE
from app.domain.local_time import local_day
from app.domain.messages import MessageKind
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import LeaveState
from app.domain.vocabulary import AbsenceKind
from app.services import audit
from app.services.messages import NewMessage, write_messages

LONGEST_REMARK = 200


def ask(
    session: Session,
    actor: Actor,
    now: datetime,
    member: Member,
    days: LeaveDays,
    kind: AbsenceKind,
) -> LeaveRequest:
    """The member asks for whole days. Raises InvalidError, whose field ``days`` is the fault."""
    locks.lock_members(session, [member.id])
    asked = queries.is_asked_already(session, member.id, days)
    today = now.astimezone(_zone(member)).date()
    if fault := rules.fault_of(days, today, is_asked_already=asked):
        message = said("Leave cannot be asked for: {fault}.", fault=str(fault))
        raise InvalidError(message, {"days": message})
    row = LeaveRequest(
        member_id=member.id,
        first_day=days.first,
        last_day=days.last,
        kind=kind,
        asked_at=now,
        channel=actor.channel,
    )
    session.add(row)
    session.flush()
    details = {"days": days.count, "kind": kind}
    audit.record(session, actor, now, "leave.asked", "leave", row.id, **details)
    return row


def take_back(session: Session, actor: Actor, now: datetime, leave_id: int) -> None:
    """The member needs the days no more; only while nobody has decided."""
    row = _leave(session, leave_id)
    if row.member_id != actor.member_id:
        raise NotFoundError(said("There is no such leave."))
    _move(session, actor, now, row, LeaveState.TAKEN_BACK)


def approve(session: Session, actor: Actor, now: datetime, leave_id: int) -> None:
    """The member is absent on these days, and reads so by text.

    Raises ConflictError while a job of theirs lies in the days: that is resolved first.
    """
    row = _decidable(session, actor, leave_id)
    locks.lock_members(session, [row.member_id])
    _require_free(session, row)
    absence = _absence(session, now, row)
    values = {"decided_at": now, "decided_by_id": actor.user_id, "absence_id": absence.id}
    _move(session, actor, now, row, LeaveState.APPROVED, **values)
    _tell(session, now, row, MessageKind.LEAVE_APPROVED)


def refuse(session: Session, actor: Actor, now: datetime, leave_id: int, remark: str) -> None:
    """The member is needed, and reads by text that the coordinator can be called."""
    row = _decidable(session, actor, leave_id)
    text = remark.strip()[:LONGEST_REMARK]
    values = {"decided_at": now, "decided_by_id": actor.user_id, "remark": text}
    _move(session, actor, now, row, LeaveState.REFUSED, **values)
    _tell(session, now, row, MessageKind.LEAVE_REFUSED)


def _leave(session: Session, leave_id: int) -> LeaveRequest:
    row = queries.locked_leave(session, leave_id)
    if row is None:
        raise NotFoundError(said("There is no such leave."))
    return row


def _decidable(session: Session, actor: Actor, leave_id: int) -> LeaveRequest:
    permissions.require(actor, Act.DECIDE_LEAVE)
    row = _leave(session, leave_id)
    if row.member.home_site.country_code not in actor.countries:
        raise ForbiddenError(said("The coordinator of the member's country decides about leave."))
    return row


def _require_free(session: Session, row: LeaveRequest) -> None:
    jobs = queries.jobs_in_leave(session, [row.id]).get(row.id, [])
    theirs = [job for job in jobs if job.is_theirs]
    if theirs:
        raise ConflictError(
            said(
                "The member has said yes to request {number} in these days; find somebody else "
                "for it first.",
                number=theirs[0].request_number,
            )
        )


def _absence(session: Session, now: datetime, row: LeaveRequest) -> Absence:
    zone = _zone(row.member)
    span = Interval(local_day(row.first_day, zone).start, local_day(row.last_day, zone).end)
    absence = Absence(
        member_id=row.member_id,
        period=Range(span.start, span.end),
        kind=row.kind,
        approved_at=now,
    )
    try:
        with session.begin_nested():
            session.add(absence)
            session.flush()
    except IntegrityError as error:
        raise ConflictError(said("The member is absent on some of these days already.")) from error
    return absence


def _move(
    session: Session,
    actor: Actor,
    now: datetime,
    row: LeaveRequest,
    to: LeaveState,
    **values: object,
) -> None:
    before = move(session, row, LEAVE, to, **values)
    change = {"from": before, "to": to}
    audit.record(session, actor, now, f"leave.{to}", "leave", row.id, **change)


def _tell(session: Session, now: datetime, row: LeaveRequest, kind: MessageKind) -> None:
    end = local_day(row.last_day, _zone(row.member)).end
    key = f"leave:{row.id}:{kind}"
    text = NewMessage(row.member_id, kind, key, None, end, leave_request_id=row.id)
    write_messages(session, now, [text])


def _zone(member: Member) -> ZoneInfo:
    return ZoneInfo(member.home_site.country.timezone)
