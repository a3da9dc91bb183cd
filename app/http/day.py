"""A session's day as officers and coordinators see it: one view for both their pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.db.models import OutcomeRecord, Timesheet
from app.db.queries import outcomes
from app.db.queries.day_rows import DayRow
from app.db.queries.on_the_day import rows_of_request
from app.db.queries.timesheets import timesheets_of
from app.domain.on_the_day import ARRIVE_FROM, Presence, may_arrive
from app.domain.outcomes import CHOICES
from app.domain.states import AssignmentState, TimesheetState
from app.domain.timesheets import Entry, minutes_by_activity
from app.domain.vocabulary import ActorKind
from app.http.words import ACTIVITIES, OUTCOMES


@dataclass(frozen=True)
class MemberDay:
    """One member's day, with what may be done about it."""

    row: DayRow
    presence: Presence
    sheet: Timesheet | None
    sums: list[tuple[Any, int]]
    can_confirm: bool
    can_record: bool

    @property
    def state(self) -> str:
        """The state of the badge: what was recorded, else where the member is."""
        is_open = self.row.state is AssignmentState.CONFIRMED
        return str(self.presence if is_open else self.row.state)

    @property
    def outcome(self) -> Any:
        return OUTCOMES[self.row.outcome] if self.row.outcome else None

    @property
    def is_supposed(self) -> bool:
        """Whether only the clock has said so."""
        return self.row.outcome_by is ActorKind.SYSTEM

    @property
    def can_sign(self) -> bool:
        return self.sheet is not None and self.sheet.state is not TimesheetState.COUNTERSIGNED


@dataclass(frozen=True)
class RequestDay:
    """The days of everybody of a request, and how its sessions ended."""

    members: list[MemberDay]
    endings: Sequence[OutcomeRecord]


def day_of_request(session: Session, request_id: int, now: datetime) -> RequestDay:
    """At most four queries, however many come."""
    rows = rows_of_request(session, request_id)
    shown = [row for row in rows if now >= row.starts_at - 3 * ARRIVE_FROM or row.outcome]
    sheets = timesheets_of(session, [row.assignment_id for row in shown]) if shown else {}
    members = [_member(row, sheets.get(row.assignment_id), now) for row in shown]
    return RequestDay(members, outcomes.outcomes_of_request(session, request_id))


def _member(row: DayRow, sheet: Timesheet | None, now: datetime) -> MemberDay:
    entries = [Entry(e.starts_at, e.ends_at, e.activity) for e in sheet.entries] if sheet else []
    sums = minutes_by_activity(entries)
    return MemberDay(
        row=row,
        presence=row.presence(now),
        sheet=sheet,
        sums=[(word, sums[activity]) for activity, word in ACTIVITIES.items() if activity in sums],
        can_confirm=row.state is AssignmentState.CONFIRMED and may_arrive(row.facts, now),
        can_record=now >= row.starts_at,
    )


#: What a person may choose as an end, in words.
CHOICES_OF_USERS = [(str(each), OUTCOMES[each]) for each in CHOICES[ActorKind.USER]]
