"""Whether a plan still holds: the referee looks at it again with the data of now."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.db.models import Assignment
from app.db.queries import planning as queries
from app.domain.said import Sentence, joined, said
from scheduler import plan as scheduler
from scheduler.check import check
from scheduler.check.report import Violation
from scheduler.problem import Problem

#: Claims of a plan about itself: they may change with the data without anything being illegal.
CLAIMS = frozenset(
    {
        "digest",
        "value",
        "bound",
        "gap",
        "tiers",
        "coverage",
        "seats",
        "seats_covered",
        "duty_figures",
        "assignment_figures",
    }
)
#: What each rule means to a coordinator when it is broken by a change.
WORDS = {
    "role": said("the member does not hold the role"),
    "procedure_policy": said("the policy of the procedure has changed"),
    "source_language": said("the member's dialect is not accepted any more"),
    "target_language": said("the member's level in the office's language is not enough any more"),
    "qualification": said("the member is not qualified for the procedure any more"),
    "training": said("a training the session needs does not hold any more"),
    "vetting": said("the member's vetting does not hold any more, now or on that day"),
    "undertaking": said("the member has signed no undertaking"),
    "gender": said("the gender required has changed"),
    "recusal": said("the member is recused, or has said no to this session"),
    "independence": said("the member lives or works at the site"),
    "country_permit": said("the member may not work in that country any more"),
    "modality": said("the modality is not allowed any more"),
    "remote_cap": said("the session is too long for this modality"),
    "availability": said("the member is not available any more at that time"),
    "host_room": said("the host room is not fit or free any more"),
    "start_window": said("the session does not start at that time any more"),
    "pins_kept": said("somebody else has confirmed the seat meanwhile, or it has been moved"),
    "rest": said("the member would not have 11 hours of rest"),
    "travel": said("the way between two places takes longer now"),
    "room_one_session": said("the host room is taken at that time"),
    "unknown": said("a host room of the plan is not in use any more"),
    "no_overlap": said("the member has another session at that time"),
}
MOST_SENTENCES = 8


def find_changes(
    session: Session, problem: Problem, plan: scheduler.Plan, proposals: Sequence[Assignment]
) -> list[Sentence]:
    """A sentence for each thing that makes the plan illegal with the data of now.

    ``problem`` is a fresh snapshot of the plan's days, ``proposals`` are the plan's rows.
    """
    seats = {a.seat_id: a.seat.session.request.number for a in proposals}
    gone = _gone(problem, proposals)
    if gone:
        return gone
    broken = [v for v in check(problem, _known(problem, plan)).violations if v.rule not in CLAIMS]
    seats |= _numbers_of_pins(session, broken, seats)
    members = queries.member_numbers(session, {int(m) for v in broken for m in v.members})
    return list(dict.fromkeys(_sentence(v, seats, members) for v in broken))


def _gone(problem: Problem, proposals: Iterable[Assignment]) -> list[Sentence]:
    """Sessions that are not to be planned any more, and members who have left."""
    seats, members = {s.id for s in problem.seats}, {m.id for m in problem.members}
    sessions = {
        said(
            "Request {number}: its session is cancelled, has begun or is planned otherwise",
            number=a.seat.session.request.number,
        )
        for a in proposals
        if str(a.seat_id) not in seats
    }
    left = {
        said("Member {number} is not active any more", number=a.member.number)
        for a in proposals
        if str(a.member_id) not in members
    }
    return [*sorted(sessions), *sorted(left)]


def _known(problem: Problem, plan: scheduler.Plan) -> scheduler.Plan:
    """The plan without what it says of seats that are gone: they were left uncovered anyhow."""
    seats = {s.id for s in problem.seats}
    return replace(
        plan, uncovered=tuple(u for u in plan.uncovered if u.seat in seats), problem_digest=""
    )


def _numbers_of_pins(
    session: Session, broken: Iterable[Violation], known: dict[int, int]
) -> dict[int, int]:
    """Requests of seats that the plan leaves empty and somebody has confirmed."""
    missing = {int(seat) for v in broken for seat in v.seats} - set(known)
    return {seat: number for seat, (number, _) in queries.seat_numbers(session, missing).items()}


def _sentence(violation: Violation, seats: dict[int, int], members: dict[int, int]) -> Sentence:
    requests = sorted({seats[int(s)] for s in violation.seats if int(s) in seats})
    people = sorted({members[int(m)] for m in violation.members if int(m) in members})
    rule = violation.rule
    unnamed = said("the rule {rule} is broken", rule=rule.replace("_", " "))
    return said("{things}: {what}", things=_things(requests, people), what=WORDS.get(rule, unnamed))


def _things(requests: Sequence[int], people: Sequence[int]) -> Sentence:
    """``Request 4, request 5, member 7``."""
    begun = [said("Request {number}", number=number) for number in requests[:1]]
    begun += [said("request {number}", number=number) for number in requests[1:]]
    if not begun:
        begun = [said("Member {number}", number=number) for number in people[:1]]
        people = people[1:]
    return joined(", ", [*begun, *(said("member {number}", number=number) for number in people)])


def in_one_message(changes: Sequence[Sentence]) -> Sentence:
    """All the sentences, shortened when there are many."""
    listed = joined("; ", changes[:MOST_SENTENCES])
    rest = len(changes) - MOST_SENTENCES
    return said("{listed}; and {rest} more", listed=listed, rest=rest) if rest > 0 else listed
