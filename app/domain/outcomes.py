"""How a session ended: one outcome for each member and one for the session (domain F).

Who is held responsible follows from the outcome alone, so that nobody is blamed by opinion.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.states import AssignmentState
from app.domain.vocabulary import ActorKind, DeclineReason, Outcome


class Responsible(StrEnum):
    """Whose doing an outcome is."""

    NOBODY = "nobody"
    MEMBER = "member"
    REQUESTER = "requester"
    APPLICANT = "applicant"
    HOST = "host"
    POOL = "pool"


RESPONSIBLE: Mapping[Outcome, Responsible] = {
    Outcome.FULFILLED: Responsible.NOBODY,
    Outcome.FULFILLED_PARTLY: Responsible.NOBODY,
    Outcome.REPLACED: Responsible.NOBODY,
    Outcome.CANCELLED_TIMELY: Responsible.REQUESTER,
    Outcome.CANCELLED_LATE: Responsible.REQUESTER,
    Outcome.CANCELLED_BY_POOL: Responsible.POOL,
    Outcome.APPLICANT_ABSENT: Responsible.APPLICANT,
    Outcome.APPLICANT_UNFIT: Responsible.NOBODY,
    Outcome.REQUESTER_ABSENT: Responsible.REQUESTER,
    Outcome.INTERPRETER_ABSENT: Responsible.MEMBER,
    Outcome.INTERPRETER_LATE: Responsible.MEMBER,
    Outcome.HOST_ABSENT: Responsible.HOST,
    Outcome.TECHNICAL_FAILURE: Responsible.NOBODY,
    Outcome.DIALECT_MISMATCH: Responsible.POOL,
    Outcome.OBJECTION_UPHELD: Responsible.NOBODY,
    Outcome.NOT_FULFILLED: Responsible.POOL,
}

#: Reasons that are never held against anybody (domain A2 rule 6).
BLAMELESS = frozenset({DeclineReason.CONFLICT, DeclineReason.WELLBEING})

#: What each may say at the session's end; the rest is recorded by what causes it.
_SAID_BY_MEMBER = (
    Outcome.APPLICANT_ABSENT,
    Outcome.REQUESTER_ABSENT,
    Outcome.APPLICANT_UNFIT,
    Outcome.HOST_ABSENT,
    Outcome.TECHNICAL_FAILURE,
    Outcome.DIALECT_MISMATCH,
)
_SAID_BY_USER = (
    Outcome.FULFILLED,
    Outcome.FULFILLED_PARTLY,
    Outcome.INTERPRETER_LATE,
    Outcome.INTERPRETER_ABSENT,
    *_SAID_BY_MEMBER,
    Outcome.OBJECTION_UPHELD,
)
CHOICES: Mapping[ActorKind, tuple[Outcome, ...]] = {
    ActorKind.MEMBER: _SAID_BY_MEMBER,
    ActorKind.USER: _SAID_BY_USER,
    ActorKind.SYSTEM: tuple(Outcome),
}
#: Outcomes that say nothing without a reason beside them.
NEEDS_REASON = frozenset({Outcome.FULFILLED_PARTLY, Outcome.NOT_FULFILLED})
#: Outcomes of waiting for somebody in vain: nobody may say so before they have waited.
AFTER_WAITING = frozenset({Outcome.APPLICANT_ABSENT, Outcome.REQUESTER_ABSENT})
#: So long after the session officers may still correct what was recorded.
CORRECTED_WITHIN = timedelta(days=7)

#: Of several members' outcomes the first of these is the session's.
_GRAVEST = (
    Outcome.REQUESTER_ABSENT,
    Outcome.APPLICANT_ABSENT,
    Outcome.APPLICANT_UNFIT,
    Outcome.OBJECTION_UPHELD,
    Outcome.HOST_ABSENT,
    Outcome.TECHNICAL_FAILURE,
    Outcome.DIALECT_MISMATCH,
    Outcome.INTERPRETER_ABSENT,
    Outcome.FULFILLED_PARTLY,
    Outcome.INTERPRETER_LATE,
    Outcome.FULFILLED,
)


class Refusal(StrEnum):
    """Why an outcome cannot be recorded."""

    NOT_THEIRS_TO_SAY = "not_theirs_to_say"
    NOT_BEGUN = "not_begun"
    STILL_WAITING = "still_waiting"
    NEEDS_REASON = "needs_reason"
    ALREADY_SAID = "already_said"
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class Saying:
    """Somebody says how a session ended. ``before`` is who said so earlier; ``may_always`` is
    true of who looks after the pool; ``wait_until`` is when waiting in vain is over."""

    outcome: Outcome
    kind: ActorKind
    may_always: bool
    has_reason: bool
    starts_at: datetime
    ends_at: datetime
    wait_until: datetime
    before: ActorKind | None


def refusal(saying: Saying, now: datetime) -> Refusal | None:
    """Why it cannot be recorded; None when it can."""
    if saying.outcome not in CHOICES[saying.kind]:
        return Refusal.NOT_THEIRS_TO_SAY
    if saying.outcome in NEEDS_REASON and not saying.has_reason:
        return Refusal.NEEDS_REASON
    if now < saying.starts_at:
        return Refusal.NOT_BEGUN
    if saying.outcome in AFTER_WAITING and now < saying.wait_until:
        return Refusal.STILL_WAITING
    return _refusal_of_correction(saying, now)


def _refusal_of_correction(saying: Saying, now: datetime) -> Refusal | None:
    """The clock corrects nobody, a member the clock alone, an officer anybody for some days."""
    if saying.before is not None:
        yields = {ActorKind.SYSTEM: (), ActorKind.MEMBER: (ActorKind.SYSTEM, ActorKind.MEMBER)}
        if saying.before not in yields.get(saying.kind, tuple(ActorKind)):
            return Refusal.ALREADY_SAID
    is_late = now > saying.ends_at + CORRECTED_WITHIN
    if is_late and not saying.may_always and saying.kind is not ActorKind.SYSTEM:
        return Refusal.TOO_LATE
    return None


def assignment_state(outcome: Outcome) -> AssignmentState:
    """What becomes of the assignment: who did not come has not served."""
    is_absent = outcome is Outcome.INTERPRETER_ABSENT
    return AssignmentState.NO_SHOW if is_absent else AssignmentState.SERVED


def of_session(legs: Collection[Outcome], *, is_stood_in_for: bool = False) -> Outcome:
    """The session's outcome from those of its members; a no-show whose seat somebody else
    took in time leaves the others' outcome, or ``REPLACED`` where there is none."""
    counted = [
        each for each in legs if each is not Outcome.INTERPRETER_ABSENT or not is_stood_in_for
    ]
    if not counted:
        return Outcome.REPLACED if is_stood_in_for else Outcome.NOT_FULFILLED
    return min(counted, key=_gravity)


def _gravity(outcome: Outcome) -> int:
    rest = (each for each in Outcome if each not in _GRAVEST)
    return (*_GRAVEST, *rest).index(outcome)


def counts_against_member(outcome: Outcome, reason: DeclineReason | None = None) -> bool:
    """Whether the member's reliability suffers: never for a conflict or their wellbeing."""
    return RESPONSIBLE[outcome] is Responsible.MEMBER and reason not in BLAMELESS
