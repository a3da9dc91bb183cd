"""A published plan as it stands now: what is promised and asked, and what came open again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.db.models import Assignment, Plan
from app.db.queries import repairs as queries
from app.services import snapshot
from app.services.planning.documents import unpack_plan
from app.services.snapshot import Snapshot
from app.services.snapshot.horizon import local_date
from app.services.snapshot.meetings import Meeting, is_pinned
from scheduler import plan as scheduler
from scheduler.check import check
from scheduler.check.standing import standing_plan
from scheduler.events import Decline
from scheduler.problem import Problem, Recusal

#: How often what the data of now make illegal is looked for anew.
ROUNDS = 5


@dataclass(frozen=True)
class Standing:
    """The problem of now, and the plan that live assignments make in it."""

    snapshot: Snapshot
    plan: scheduler.Plan
    lost: tuple[scheduler.Assignment, ...]
    """Seats that somebody was asked for who does not come, as they were; nobody has them now."""
    document: scheduler.Plan
    """The plan as it was published."""

    @property
    def problem(self) -> Problem:
        return self.snapshot.problem

    @property
    def with_lost(self) -> scheduler.Plan:
        """The plan as if the lost seats were still served."""
        rows = (*self.plan.assignments, *self.lost)
        return standing_plan(self.problem, rows, self.document.duties)

    def declines(self) -> list[Decline]:
        return [Decline(a.seat, a.member) for a in self.lost]


def take_standing(session: Session, plan: Plan, now: datetime) -> Standing:
    """``plan`` is published and comes with its run and document. Read only."""
    taken = snapshot.take(session, plan.run.first_day, plan.run.last_day, now)
    present = replace(taken, problem=_without_waves(taken))
    document = unpack_plan(plan.document)
    rows = _live(present)
    told, broken = _legal(present.problem, rows, document.duties)
    held = {a.seat for a in rows}
    open_seats = {int(s.id) for s in present.problem.seats if s.id not in held}
    gone = [_row(a, present) for a in queries.last_asked(session, open_seats)]
    members = {m.id for m in present.problem.members}
    lost = [a for a in gone if a.member in members and _is_within(a, present)]
    return Standing(present, told, (*broken, *lost), document)


def _without_waves(present: Snapshot) -> Problem:
    """Who is asked for a seat beside the first is not to be had for anything else that day."""
    first = {a.seat: a.member for a in _live(present)}
    own = {(m, s.session) for s in present.problem.seats if (m := first.get(s.id))}
    live = [a for meeting in present.sessions.values() for a in meeting.live]
    beside = [a for a in live if first.get(str(a.seat_id)) != str(a.member_id)]
    busy = {(str(a.member_id), local_date(a.span.start)) for a in beside}
    members = {m.id for m in present.problem.members}
    planned = {s.id for s in present.problem.sessions}
    found = {
        (member, str(key))
        for key, meeting in present.sessions.items()
        for member, day in busy
        if str(key) in planned and member in members and day in _days(meeting, present)
    } - own
    bars = tuple(Recusal(member, "session", key) for member, key in sorted(found))
    return replace(present.problem, recusals=(*present.problem.recusals, *bars))


def _days(meeting: Meeting, present: Snapshot) -> set[date]:
    moments = (present.horizon.moment(at) for at in (meeting.start, meeting.latest))
    return {local_date(moment) for moment in moments}


def _live(present: Snapshot) -> list[scheduler.Assignment]:
    """One for each seat: what is settled, else whom we asked first."""
    seats, found = {s.id for s in present.problem.seats}, dict[str, scheduler.Assignment]()
    live = [a for meeting in present.sessions.values() for a in meeting.live]
    for a in sorted(live, key=lambda a: (not is_pinned(a), a.id)):
        row = _row(a, present)
        if row.seat in seats:
            found.setdefault(row.seat, row)
    return list(found.values())


def _row(a: Assignment, present: Snapshot) -> scheduler.Assignment:
    start = present.horizon.minute(a.span.start)
    room = str(a.host_room_id or "")
    return scheduler.Assignment(
        str(a.seat_id), str(a.member_id), start, a.modality.value, room=room
    )


def _is_within(a: scheduler.Assignment, present: Snapshot) -> bool:
    days = present.problem.days
    return days[0].start <= a.start < days[-1].end


def _legal(
    problem: Problem, rows: Sequence[scheduler.Assignment], duties: Sequence[scheduler.Duty]
) -> tuple[scheduler.Plan, list[scheduler.Assignment]]:
    """What stands, and what the data of now do not allow any more. What is pinned stays."""
    pinned, kept = {p.seat for p in problem.pins}, list(rows)
    broken: list[scheduler.Assignment] = []
    plan = standing_plan(problem, kept, duties)
    for _ in range(ROUNDS):
        report = check(problem, plan, claims=False)
        bad = {seat for v in report.violations for seat in v.seats} - pinned
        if not bad:
            break
        broken += [a for a in kept if a.seat in bad]
        kept = [a for a in kept if a.seat not in bad]
        plan = standing_plan(problem, kept, duties)
    return plan, broken
