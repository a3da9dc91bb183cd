"""Where a search stands, as it is in the database at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.models import InterpretingSession, Ladder
from app.db.queries import ladder_members, ladder_policies, ladder_seats
from app.db.queries import ladders as queries
from app.db.queries.calendars import working_calendars
from app.db.queries.ladder_members import AskedRow, Reachable
from app.db.queries.repairs import published_of_days
from app.domain.calendars import WorkingCalendar
from app.domain.ladder.acceptance import Acceptance
from app.domain.ladder.model import PLAIN, Consent, StepKind
from app.domain.offers import ACUTE_WINDOW, Lead, lead_of
from app.services import snapshot
from app.services.ladder.options import Option, Options
from app.services.snapshot import Snapshot
from app.services.snapshot.horizon import local_date

#: Older answers teach nothing any more.
LEARNT_FROM = timedelta(days=365)
#: Where there is no time to wait for another country's word, or it has been given.
PRESSING = frozenset({Lead.SAME_DAY, Lead.ACUTE})


@dataclass(frozen=True)
class Look:
    """A search with what is known around it. ``snapshot`` is of the session's day."""

    ladder: Ladder
    now: datetime
    snapshot: Snapshot
    asked: Sequence[AskedRow]
    is_filled: bool
    acceptance: Acceptance
    policies: Mapping[str, tuple[bool, int, int]]
    calendars: Mapping[str, WorkingCalendar]
    people: Mapping[int, Reachable] = field(default_factory=dict)
    may_mend: bool = False
    """Whether a published plan holds the day and its coordinators let searches mend it."""

    @property
    def meeting(self) -> InterpretingSession:
        return self.ladder.seat.session

    @property
    def country(self) -> str:
        return self.meeting.request.country_code

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.meeting.request.site.country.timezone)

    @property
    def starts_at(self) -> datetime:
        return self.meeting.starts_at or max(self.meeting.earliest_start, self.now)

    @property
    def lead(self) -> Lead:
        return lead_of(self.now, self.starts_at, self.zone, self.calendars[self.country])

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """What must not have changed between looking and doing."""
        return fingerprint(self.ladder, self.asked, is_filled=self.is_filled)

    @property
    def taken(self) -> set[StepKind]:
        return {step.kind for step in self.ladder.steps} - PLAIN

    @property
    def may_ask_far(self) -> bool:
        """Whether members of the other country are asked too."""
        agreed = any(
            step.kind is StepKind.OTHER_COUNTRY and step.consent is Consent.GIVEN
            for step in self.ladder.steps
        )
        return agreed or self.ladder.is_standby or self.lead in PRESSING

    @cached_property
    def left_out(self) -> set[int]:
        """Who was asked for this time already."""
        fixed = self.meeting.starts_at
        return {row.member_id for row in self.asked if fixed in (None, row.starts_at)}

    @cached_property
    def everybody(self) -> list[Option]:
        """Every member whom the rules allow now and who has not been asked, the best first."""
        found = Options(self.snapshot, self.snapshot.problem, self.ladder.seat_id)
        return [each for each in found.found(self.left_out) if self._can_come(each)]

    def _can_come(self, option: Option) -> bool:
        way = timedelta(minutes=option.travel_minutes)
        return self.now + ACUTE_WINDOW + way <= option.start

    @property
    def options(self) -> list[Option]:
        return [o for o in self.everybody if self.may_ask_far or not o.is_far]


def fingerprint(
    ladder: Ladder, asked: Sequence[AskedRow], *, is_filled: bool
) -> tuple[object, ...]:
    steps = tuple((step.id, step.consent, step.until) for step in ladder.steps)
    offers = tuple((row.member_id, row.state) for row in asked)
    seat = ladder.seat
    return (ladder.state, steps, offers, is_filled, seat.session.starts_at, seat.minimum_score)


def look(session: Session, ladder_id: int, now: datetime) -> Look | None:
    """Where the search stands; None where there is none. Read only, in one moment if the caller's
    transaction has one."""
    ladder = queries.with_parts(session, ladder_id)
    if ladder is None:
        return None
    meeting = ladder.seat.session
    day = local_date(meeting.starts_at or max(meeting.earliest_start, now))
    present = snapshot.take(session, day, local_date(meeting.latest_start), now)
    policies = ladder_policies.policies(session)
    members = [int(member.id) for member in present.problem.members]
    return Look(
        ladder=ladder,
        now=now,
        snapshot=present,
        asked=ladder_members.asked(session, ladder.seat_id),
        is_filled=ladder_seats.is_filled(session, ladder.seat_id),
        acceptance=Acceptance(ladder_members.answers(session, now - LEARNT_FROM)),
        policies={
            code: (row.moves_on, row.target_percent, row.largest_wave)
            for code, row in policies.items()
        },
        calendars=working_calendars(session, policies.keys()),
        people=ladder_members.reachable(session, members),
        may_mend=_may_mend(session, ladder, day),
    )


def _may_mend(session: Session, ladder: Ladder, day: date) -> bool:
    if ladder.is_standby or not ladder_policies.that_mend(session, [ladder.seat_id]):
        return False
    return bool(published_of_days(session, day, day))
