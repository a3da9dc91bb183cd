"""What the pages say on the day of a job and after it: the same words in every language."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.db.models import Assignment, Timesheet
from app.db.queries.day_rows import DayRow
from app.db.queries.on_the_day import row_of_assignment
from app.db.queries.timesheets import timesheets_of
from app.domain import on_the_day as rules
from app.domain.states import AssignmentState, TimesheetState
from app.domain.timesheets import ENTERED_WITHIN, Entry, minutes_by_activity
from app.domain.vocabulary import ActorKind
from app.domain.words import Words
from app.interpreter import wording


@dataclass(frozen=True)
class DayPage:
    """What has been said of the day, and what may be said now."""

    notes: list[Markup]
    can_say_late: bool
    can_arrive: bool
    can_begin: bool
    can_report: bool
    can_enter_times: bool
    wait: Markup | None
    times: Markup | None
    is_disputed: bool
    sums: list[tuple[str, Markup]]


def day_page(
    session: Session, assignment: Assignment, words: Words, now: datetime, zone: ZoneInfo
) -> DayPage | None:
    """The day of a job that is the member's; None for one that is not."""
    row = row_of_assignment(session, assignment.id)
    if row is None:
        return None
    sheet = timesheets_of(session, [row.assignment_id]).get(row.assignment_id)
    return _page(row, sheet, words, now, zone)


def _page(
    row: DayRow, sheet: Timesheet | None, words: Words, now: datetime, zone: ZoneInfo
) -> DayPage:
    facts, is_open = row.facts, row.state is AssignmentState.CONFIRMED
    may_report = is_open and row.starts_at <= now < row.ends_at
    waits_until = rules.wait_until(facts)
    return DayPage(
        notes=_notes(row, words, zone),
        can_say_late=is_open and rules.may_say_late(facts, now),
        can_arrive=is_open and rules.may_arrive(facts, now),
        can_begin=is_open and rules.may_begin(facts, now),
        can_report=may_report,
        can_enter_times=_may_enter(row, sheet, now),
        wait=_at(words.day.problem_wait, waits_until, zone) if now < waits_until else None,
        times=_standing(sheet, words) if sheet else None,
        is_disputed=sheet is not None and sheet.state is TimesheetState.DISPUTED,
        sums=_sums(sheet, words) if sheet else [],
    )


def _notes(row: DayRow, words: Words, zone: ZoneInfo) -> list[Markup]:
    day, found = words.day, []
    if row.late_minutes and row.arrived_at is None:
        found.append(wording.filled(day.late_noted, minutes=wording.isolated(row.late_minutes)))
    if row.arrived_at and row.began_at is None:
        found.append(_at(day.arrived_noted, row.arrived_at, zone))
    if row.began_at:
        found.append(_at(day.begun_noted, row.began_at, zone))
    reported = row.outcome if row.outcome_by is ActorKind.MEMBER else None
    if reported is not None and reported in day.outcomes:
        found.append(wording.filled(day.problem_noted, outcome=day.outcomes[reported]))
    return found


def _at(template: str, moment: datetime, zone: ZoneInfo) -> Markup:
    return wording.filled(template, time=wording.isolated(f"{moment.astimezone(zone):%H:%M}"))


def _may_enter(row: DayRow, sheet: Timesheet | None, now: datetime) -> bool:
    is_signed = sheet is not None and sheet.state is TimesheetState.COUNTERSIGNED
    is_time = row.starts_at < now < row.ends_at + ENTERED_WITHIN
    return is_time and not is_signed and row.state is not AssignmentState.NO_SHOW


def _standing(sheet: Timesheet, words: Words) -> Markup:
    return wording.filled(
        words.day.times_states[sheet.state], reason=wording.any_way(sheet.dispute)
    )


def _sums(sheet: Timesheet, words: Words) -> list[tuple[str, Markup]]:
    entries = [Entry(each.starts_at, each.ends_at, each.activity) for each in sheet.entries]
    sums = minutes_by_activity(entries)
    return [
        (name, wording.filled(words.day.minutes, minutes=wording.isolated(sums[activity])))
        for activity, name in words.day.activities.items()
        if activity in sums
    ]
