"""Actual times: entered by the member, signed or sent back by the officer."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import TimeEntry, Timesheet
from app.db.queries import timesheets as queries
from app.db.queries.day_rows import DayRow
from app.db.queries.on_the_day import row_of_assignment
from app.db.transitions import move
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.lifecycles import TIMESHEET
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import AssignmentState, TimesheetState
from app.domain.timesheets import ENTERED_WITHIN, Times, entries_of, fault_of, minutes_by_activity
from app.services import audit
from app.services.on_the_day.attending import own_row

LONGEST_DISPUTE = 200


def enter_times(
    session: Session, actor: Actor, now: datetime, offer_id: int, times: Times
) -> Timesheet:
    """The member's minutes, instead of those they entered before. What is signed stays.

    Raises InvalidError, whose field ``times`` names the fault, and ConflictError once signed.
    """
    row, actor = own_row(session, actor, now, offer_id)
    _require_enterable(row, now)
    fault = fault_of(times, row.starts_at, now)
    if fault is not None:
        message = said("These times cannot be: {fault}.", fault=str(fault))
        raise InvalidError(message, {"times": message})
    sheet = queries.timesheet(session, row.assignment_id)
    sheet = _anew(session, sheet, now) if sheet else _first(session, row, now)
    entries = entries_of(times)
    sheet.entries = [
        TimeEntry(activity=each.activity, starts_at=each.starts, ends_at=each.ends)
        for each in entries
    ]
    session.flush()
    sums = {str(name): count for name, count in minutes_by_activity(entries).items()}
    _audit(session, actor, now, "entered", row, **sums)
    return sheet


def countersign(session: Session, actor: Actor, now: datetime, assignment_id: int) -> None:
    """The officer signs what the member entered. Signing again changes nothing."""
    row, sheet = _sheet_of_officer(session, actor, assignment_id)
    if sheet.state is TimesheetState.COUNTERSIGNED:
        return
    values = {"signed_at": now, "signed_by_id": actor.user_id, "dispute": ""}
    move(session, sheet, TIMESHEET, TimesheetState.COUNTERSIGNED, **values)
    _audit(session, actor, now, "countersigned", row)


def dispute(session: Session, actor: Actor, now: datetime, assignment_id: int, reason: str) -> None:
    """The officer sends the times back, with words that the member reads."""
    row, sheet = _sheet_of_officer(session, actor, assignment_id)
    text = reason.strip()
    if not 0 < len(text) <= LONGEST_DISPUTE:
        message = said("Say what is wrong, in {most} characters at most.", most=LONGEST_DISPUTE)
        raise InvalidError(message, {"dispute": message})
    move(session, sheet, TIMESHEET, TimesheetState.DISPUTED, dispute=text)
    _audit(session, actor, now, "disputed", row)


def _require_enterable(row: DayRow, now: datetime) -> None:
    if row.state is AssignmentState.NO_SHOW or not (
        row.starts_at < now < row.ends_at + ENTERED_WITHIN
    ):
        raise ConflictError(
            said("Times of request {number} cannot be entered now.", number=row.request_number)
        )


def _first(session: Session, row: DayRow, now: datetime) -> Timesheet:
    sheet = Timesheet(id=row.assignment_id, entered_at=now, state=TimesheetState.ENTERED)
    session.add(sheet)
    return sheet


def _anew(session: Session, sheet: Timesheet, now: datetime) -> Timesheet:
    if sheet.state is not TimesheetState.ENTERED:
        move(session, sheet, TIMESHEET, TimesheetState.ENTERED, dispute="")
    sheet.entered_at = now
    sheet.entries = []
    session.flush()
    return sheet


def _sheet_of_officer(
    session: Session, actor: Actor, assignment_id: int
) -> tuple[DayRow, Timesheet]:
    row = row_of_assignment(session, assignment_id)
    sheet = queries.timesheet(session, assignment_id)
    if row is None or sheet is None:
        raise NotFoundError(said("No times have been entered for this job."))
    permissions.require_request(actor, Act.RECORD_DAY, row.authority_id, str(row.request_number))
    return row, sheet


def _audit(
    session: Session, actor: Actor, now: datetime, act: str, row: DayRow, **details: int
) -> None:
    name = f"timesheet.{act}"
    audit.record(session, actor, now, name, "assignment", row.assignment_id, **details)
