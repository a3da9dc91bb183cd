"""What each relaxation would change, and whether it would bring anybody."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.domain.ladder.model import StepKind
from app.domain.offers import Lead
from app.domain.procedures import PolicyTerms
from app.domain.vocabulary import Modality, Role, RoleRule
from app.services.ladder.looking import Look
from app.services.ladder.options import Option, Options
from app.services.ladder.other_times import other_times
from app.services.snapshot import Snapshot
from app.services.snapshot.rules import percent
from scheduler.problem import Problem


@dataclass(frozen=True)
class Help:
    """A relaxation that would bring ``found`` members; ``change`` is what agreeing to it does."""

    found: int
    is_agreed: bool = False
    change: dict[str, Any] = field(default_factory=dict)
    proposed_start: datetime | None = None


def helps(seen: Look, kind: StepKind, days: Snapshot | None = None) -> Help | None:
    """What the relaxation would bring; None where it is not possible or brings nobody.

    ``days`` is a snapshot of the days on which another time is looked for.
    """
    if kind is StepKind.BY_HAND:
        return None if seen.lead is Lead.ACUTE else Help(0)
    if kind is StepKind.OTHER_COUNTRY:
        return _other_country(seen)
    if kind is StepKind.RELAY:
        return _relay(seen)
    if kind is StepKind.ANOTHER_TIME:
        return _another_time(seen, days) if days else None
    terms = seen.snapshot.sessions[seen.meeting.id].terms if _is_planned(seen) else None
    if terms is None:
        return None
    return {
        StepKind.DIALECT: _dialect,
        StepKind.REMOTE: _remote,
        StepKind.MEDIATOR: _mediator,
    }[kind](seen, terms)


def _is_planned(seen: Look) -> bool:
    return seen.meeting.id in seen.snapshot.sessions


def _found(seen: Look, problem: Problem) -> list[Option]:
    options = Options(seen.snapshot, problem, seen.ladder.seat_id).found(seen.left_out)
    return [o for o in options if seen.may_ask_far or not o.is_far]


def _dialect(seen: Look, terms: PolicyTerms) -> Help | None:
    """A dialect further from the applicant's, which they must agree to."""
    least = terms.minimum_score_with_consent
    seat = seen.ladder.seat
    if least >= seat.minimum_score:
        return None

    def wider(problem: Problem) -> Problem:
        seats = (
            replace(s, accepts=tuple(replace(a, min_score=percent(least)) for a in s.accepts))
            if s.id == str(seat.id)
            else s
            for s in problem.seats
        )
        return replace(problem, seats=tuple(seats))

    found = _found(seen, wider(seen.snapshot.problem))
    return Help(len(found), change={"minimum_score": least}) if found else None


def _remote(seen: Look, terms: PolicyTerms) -> Help | None:
    """By video or phone, where the law of the procedure lets it be."""
    request = seen.meeting.request
    lawful = {m for m in terms.allowed_modalities(seen.meeting.minutes) if m.is_remote}
    if not request.site.video_ok:
        lawful.discard(Modality.VIDEO)
    new = sorted(lawful - {Modality(m) for m in request.modalities})
    if not new:
        return None
    allowed = (*request.modalities, *(m.value for m in new))
    needs_room = terms.host_room_for_video and Modality.VIDEO in allowed
    problem = seen.snapshot.problem
    sessions = (
        replace(s, modalities=allowed, needs_room=s.needs_room or needs_room)
        if s.id == str(seen.meeting.id)
        else s
        for s in problem.sessions
    )
    found = _found(seen, replace(problem, sessions=tuple(sessions)))
    agreed = seen.lead is Lead.ACUTE and not terms.remote_needs_reason
    change = {"modalities": sorted(allowed)}
    return Help(len(found), is_agreed=agreed, change=change) if found else None


def _other_country(seen: Look) -> Help | None:
    """Members from across the border, whose country lends them."""
    far = [o for o in seen.everybody if o.is_far]
    if not far or seen.may_ask_far:
        return None
    lenders = {seen.people[o.member_id].country for o in far}
    agreed = all(seen.policies[code][0] for code in lenders)
    return Help(len(far), is_agreed=agreed, change={"countries": sorted(lenders)})


def _relay(seen: Look) -> Help | None:
    """A relay that the request provides for: both of its legs need somebody."""
    seat = seen.ladder.seat
    legs = (
        [
            row
            for row in seen.snapshot.sessions[seen.meeting.id].row.seats
            if row.relay_id is not None and row.role is seat.role
        ]
        if _is_planned(seen)
        else []
    )
    if seat.relay_id is not None or not legs:
        return None
    found = [len(Options(seen.snapshot, seen.snapshot.problem, leg.id).found()) for leg in legs]
    return Help(min(found), change={"seats": [leg.id for leg in legs]}) if all(found) else None


def _mediator(seen: Look, terms: PolicyTerms) -> Help | None:
    """A mediator alone, where the procedure lets one serve without an interpreter."""
    rule, seat = terms.rule_for(Role.MEDIATOR), seen.ladder.seat
    alone = {RoleRule.YES: (), RoleRule.QUALIFIED: (), RoleRule.DUAL: (Role.INTERPRETER.value,)}
    if seat.role is not Role.INTERPRETER or rule not in alone or seat.relay_id is not None:
        return None
    procedure = seen.meeting.request.procedure_code.value
    seats = (
        replace(
            s,
            role=Role.MEDIATOR.value,
            also_roles=alone[rule],
            qualification=procedure if rule is RoleRule.QUALIFIED else "",
        )
        if s.id == str(seat.id)
        else s
        for s in seen.snapshot.problem.seats
    )
    found = _found(seen, replace(seen.snapshot.problem, seats=tuple(seats)))
    return Help(len(found), change={"role": Role.MEDIATOR.value}) if found else None


def _another_time(seen: Look, days: Snapshot) -> Help | None:
    """The first other time at which somebody could come; nobody may be promised the old one."""
    if days.sessions[seen.meeting.id].live if seen.meeting.id in days.sessions else True:
        return None
    for start in other_times(seen):
        options = Options(days, days.problem, seen.ladder.seat_id, at=start).found()
        if options:
            return Help(len(options), proposed_start=start)
    return None
