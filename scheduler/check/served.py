"""One assignment with everything it refers to."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.check.lookups import Lookups
from scheduler.plan import Assignment
from scheduler.problem import REMOTE, Member, ProcedurePolicy, Seat, Session


@dataclass(frozen=True, slots=True)
class Served:
    """A seat and who serves it, when, how and where."""

    assignment: Assignment
    seat: Seat
    session: Session
    member: Member
    policy: ProcedurePolicy | None
    day: int
    start: int
    end: int
    busy_from: int
    """The link test begins."""
    busy_until: int
    """Signature and debrief are done."""
    place: str

    @property
    def remote(self) -> bool:
        return self.assignment.modality in REMOTE

    @property
    def minutes(self) -> int:
        return self.end - self.start


def served_of(known: Lookups, a: Assignment) -> Served:
    """What an assignment says, its seat, member and room being known."""
    seat = known.seats[a.seat]
    session, member = known.sessions[seat.session], known.members[a.member]
    law = known.policies.get((session.country, session.procedure))
    policy, remote = known.problem.policy, a.modality in REMOTE
    end = a.start + known.duration(seat)
    signature = law.remote_extra if law is not None and remote else 0
    return Served(
        assignment=a,
        seat=seat,
        session=session,
        member=member,
        policy=law,
        day=known.day_of(a.start),
        start=a.start,
        end=end,
        busy_from=a.start - (policy.link_test_minutes if remote else 0),
        busy_until=end + (policy.debrief_minutes if session.trauma else 0) + signature,
        place=_place(known, a, session, member),
    )


def _place(known: Lookups, a: Assignment, session: Session, member: Member) -> str:
    if a.modality not in REMOTE:
        return session.site
    return known.rooms[a.room][0] if a.room else member.home
