"""The states of things. The database repeats the lists as CHECKs."""

from enum import StrEnum


class RequestState(StrEnum):
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class AssignmentState(StrEnum):
    PROPOSED = "proposed"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    SERVED = "served"
    NO_SHOW = "no_show"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class OfferState(StrEnum):
    QUEUED = "queued"
    OPEN = "open"
    HELD = "held"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class MessageState(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    UNCERTAIN = "uncertain"
    DEAD = "dead"


class TimesheetState(StrEnum):
    ENTERED = "entered"
    COUNTERSIGNED = "countersigned"
    DISPUTED = "disputed"


class LeaveState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class LadderState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    COVERED = "covered"
    UNCOVERED = "uncovered"


class PlanState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


class PlanRunState(StrEnum):
    QUEUED = "queued"
    SOLVING = "solving"
    SOLVED = "solved"
    NO_PLAN = "no_plan"
    FAILED = "failed"


#: Assignments that take the member's time: these may never overlap.
LIVE_ASSIGNMENT_STATES = (
    AssignmentState.OFFERED,
    AssignmentState.CONFIRMED,
    AssignmentState.SERVED,
)

#: Assignments that fill a seat for good: what a re-plan may not move.
FILLED_ASSIGNMENT_STATES = (AssignmentState.CONFIRMED, AssignmentState.SERVED)

#: Offers that a member may still answer, or has answered with a yes that is not final.
LIVE_OFFER_STATES = (OfferState.QUEUED, OfferState.OPEN, OfferState.HELD)

#: Searches that are not over: a seat has one at most.
LIVE_LADDER_STATES = (LadderState.RUNNING, LadderState.PAUSED)
