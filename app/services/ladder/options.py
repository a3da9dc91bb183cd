"""Who could take a seat: the referee is asked about every member, on the days as they stand.

A member is an option exactly where the referee finds no rule broken that names the seat: what a
search offers keeps every hard rule of the plan. Rules about whether the other places of a session
are filled are left to the confirmation, which is all or none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy.dialects.postgresql import Range

from app.db.models import Assignment
from app.domain.vocabulary import Modality
from app.services.ladder.trial import excerpt, is_barred, moved
from app.services.snapshot import Snapshot
from scheduler import plan as scheduler
from scheduler.check import check
from scheduler.check.standing import standing_plan
from scheduler.check.view import View
from scheduler.problem import Member, Problem, Seat, Session


@dataclass(frozen=True)
class Option:
    """A member in the seat: when, how, from where, and ``value``, what the plan thinks of it
    (lower is better). ``busy`` is the time for which a host room is taken."""

    seat_id: int
    member_id: int
    start: datetime
    end: datetime
    modality: Modality
    host_room_id: int | None
    busy: Range[datetime]
    travel_minutes: int
    kilometres: int
    cost_cents: int
    value: int
    is_far: bool

    @property
    def period(self) -> Range[datetime]:
        return Range(self.start, self.end)


class Options:
    """The options for one seat in a snapshot whose problem may have been relaxed."""

    def __init__(
        self, snapshot: Snapshot, problem: Problem, seat_id: int, at: datetime | None = None
    ) -> None:
        self._snapshot, self._problem, self._at = snapshot, problem, at
        self._known: dict[str, int] = {}
        self._seat = next((s for s in problem.seats if s.id == str(seat_id)), None)
        self._sessions = {s.id: s for s in problem.sessions}
        self._countries = {site.id: site.country for site in problem.sites}

    def found(self, left_out: Iterable[int] = ()) -> list[Option]:
        """The best one of each member, the best member first; none where the seat is not among
        those of the snapshot's days. All of them begin at the same moment."""
        if self._seat is None:
            return []
        gone = {str(member) for member in left_out}
        members = [m for m in self._problem.members if m.id not in gone]
        best: list[Option] = []
        for start in self._starts(self._sessions[self._seat.session]):
            found = [o for m in members if (o := self._best(m, start)) is not None]
            best = max(best, found, key=len)
        return sorted(best, key=lambda o: (o.value, o.member_id))

    def _starts(self, session: Session) -> Sequence[int]:
        fixed = self._fixed_start
        if fixed is not None:
            return [fixed]
        last = session.start if session.latest_start is None else session.latest_start
        return range(session.start, last + 1, session.start_step)

    @cached_property
    def _fixed_start(self) -> int | None:
        meeting = self._snapshot.sessions[int(self._require_seat().session)]
        begins = self._at or meeting.row.starts_at
        return None if begins is None else self._snapshot.horizon.minute(begins)

    def _best(self, member: Member, start: int) -> Option | None:
        ways = (
            option
            for modality in self._modalities(member)
            for room in self._rooms(member, modality)
            if (option := self._judged(member, start, modality, room)) is not None
        )
        return min(ways, key=lambda o: o.value, default=None)

    def _modalities(self, member: Member) -> list[str]:
        """What the session allows and the member has; the referee knows the rest."""
        seat = self._require_seat()
        allowed = self._sessions[seat.session].modalities or ()
        return [m for m in allowed if member.modalities is None or m in member.modalities]

    def _rooms(self, member: Member, modality: str) -> list[str]:
        """From home where no room is asked for, else from any room the member may use."""
        if (
            modality == Modality.ON_SITE
            or not self._sessions[self._require_seat().session].needs_room
        ):
            return [""]
        sites = [s for s in self._problem.sites if s.id in (member.host_sites or ())]
        return [room.id for site in sites for room in site.rooms if room.id not in self._taken]

    @cached_property
    def _taken(self) -> set[str]:
        """Rooms that other sessions of these days have; the database decides by the minute."""
        live = (a for meeting in self._snapshot.sessions.values() for a in meeting.live)
        return {str(a.host_room_id) for a in live if a.host_room_id is not None}

    def _require_seat(self) -> Seat:
        if self._seat is None:
            raise LookupError("the seat is not one of these days")
        return self._seat

    def _judged(self, member: Member, start: int, modality: str, room: str) -> Option | None:
        seat = self._require_seat()
        asked = scheduler.Assignment(seat.id, member.id, start, modality, room=room)
        rows = [asked, *self._work(member)]
        problem = excerpt(self._problem, seat, member, rows)
        if self._at is not None:
            problem = moved(problem, seat, start)
        plan = standing_plan(problem, rows)
        report = check(problem, plan, claims=False)
        if is_barred(report, seat):
            return None
        figures = next(a for a in plan.assignments if a.seat == seat.id)
        value = report.value - self._before(member)
        return self._option(View(problem, plan), figures, value)

    def _before(self, member: Member) -> int:
        """What the member's work on these days costs as it is."""
        if (rows := self._work(member)) and member.id not in self._known:
            plain = excerpt(self._problem, None, member, rows)
            self._known[member.id] = standing_plan(plain, rows).value
        return self._known.get(member.id, 0)

    def _work(self, member: Member) -> list[scheduler.Assignment]:
        """The member's other work on these days, as promised or asked."""
        live = (a for meeting in self._snapshot.sessions.values() for a in meeting.live)
        own = [a for a in live if str(a.member_id) == member.id and self._is_other(a)]
        known = {s.id for s in self._problem.seats}
        return [self._row(a) for a in own if str(a.seat_id) in known]

    def _is_other(self, a: Assignment) -> bool:
        return str(a.seat_id) != self._require_seat().id

    def _row(self, a: Assignment) -> scheduler.Assignment:
        start = self._snapshot.horizon.minute(a.span.start)
        room = str(a.host_room_id or "")
        return scheduler.Assignment(
            str(a.seat_id), str(a.member_id), start, a.modality.value, room=room
        )

    def _option(self, view: View, a: scheduler.Assignment, value: int) -> Option:
        served, horizon = view.served[a.seat], self._snapshot.horizon
        start = horizon.moment(a.start)
        goal = view.rooms[a.room][0] if a.room else served.session.site
        goes = a.modality == Modality.ON_SITE or bool(a.room)
        return Option(
            seat_id=int(a.seat),
            member_id=int(a.member),
            start=start,
            end=start + timedelta(minutes=served.minutes),
            modality=Modality(a.modality),
            host_room_id=int(a.room) if a.room else None,
            busy=Range(horizon.moment(served.busy_from), horizon.moment(served.busy_until)),
            travel_minutes=a.travel_minutes,
            kilometres=a.kilometres,
            cost_cents=a.cost,
            value=value,
            is_far=goes and served.member.country != self._countries.get(goal, ""),
        )
