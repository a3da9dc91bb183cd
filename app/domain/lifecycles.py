"""The lifecycles: which state follows which."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.domain import refusals
from app.domain.errors import ConflictError
from app.domain.refusals import STATE_WORDS
from app.domain.said import Sentence
from app.domain.states import (
    AssignmentState,
    LadderState,
    LeaveState,
    MessageState,
    OfferState,
    PlanRunState,
    PlanState,
    RequestState,
    TimesheetState,
)

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[State]):
    """A thing's states and the moves between them."""

    thing: str
    refusal: Callable[..., Sentence]
    first: State
    moves: Mapping[State, tuple[State, ...]]

    def can_move(self, current: State, to: State) -> bool:
        return to in self.moves.get(current, ())

    def sources(self, to: State) -> frozenset[State]:
        """States from which ``to`` may be reached: the compare part of a compare-and-set."""
        return frozenset(current for current, targets in self.moves.items() if to in targets)

    def require(self, label: str, current: State, to: State) -> None:
        """Raise ConflictError naming the thing and its present state if the move is not allowed."""
        if not self.can_move(current, to):
            words = {"label": label, "current": STATE_WORDS[current], "to": STATE_WORDS[to]}
            raise ConflictError(self.refusal(**words))

    def is_final(self, state: State) -> bool:
        return not self.moves.get(state)


REQUEST = Lifecycle(
    "Request",
    refusals.request,
    RequestState.SUBMITTED,
    {
        RequestState.SUBMITTED: (
            RequestState.ACCEPTED,
            RequestState.REJECTED,
            RequestState.CANCELLED,
        ),
        RequestState.ACCEPTED: (RequestState.CLOSED, RequestState.CANCELLED),
    },
)

ASSIGNMENT = Lifecycle(
    "Assignment",
    refusals.assignment,
    AssignmentState.PROPOSED,
    {
        AssignmentState.PROPOSED: (AssignmentState.OFFERED, AssignmentState.RELEASED),
        AssignmentState.OFFERED: (
            AssignmentState.CONFIRMED,
            AssignmentState.RELEASED,
            AssignmentState.WITHDRAWN,
            AssignmentState.CANCELLED,
        ),
        AssignmentState.CONFIRMED: (
            AssignmentState.SERVED,
            AssignmentState.NO_SHOW,
            AssignmentState.RELEASED,
            AssignmentState.WITHDRAWN,
            AssignmentState.CANCELLED,
        ),
        # Whoever knows better corrects what was recorded of a session's end.
        AssignmentState.SERVED: (AssignmentState.NO_SHOW,),
        AssignmentState.NO_SHOW: (AssignmentState.SERVED,),
    },
)

OFFER = Lifecycle(
    "Offer",
    refusals.offer,
    OfferState.QUEUED,
    {
        OfferState.QUEUED: (OfferState.OPEN, OfferState.WITHDRAWN, OfferState.EXPIRED),
        # A yes that counts only with another's is held until that one comes.
        OfferState.OPEN: (
            OfferState.HELD,
            OfferState.ACCEPTED,
            OfferState.DECLINED,
            OfferState.EXPIRED,
            OfferState.WITHDRAWN,
        ),
        OfferState.HELD: (
            OfferState.ACCEPTED,
            OfferState.DECLINED,
            OfferState.EXPIRED,
            OfferState.WITHDRAWN,
        ),
    },
)

MESSAGE = Lifecycle(
    "Message",
    refusals.message,
    MessageState.QUEUED,
    {
        # A late receipt can show that an uncertain earlier try has reached the provider.
        MessageState.QUEUED: (MessageState.CLAIMED, MessageState.HANDED_OVER, MessageState.DEAD),
        MessageState.CLAIMED: (
            MessageState.QUEUED,
            MessageState.HANDED_OVER,
            MessageState.UNCERTAIN,
            MessageState.UNDELIVERED,
            MessageState.DEAD,
        ),
        MessageState.UNCERTAIN: (
            MessageState.QUEUED,
            MessageState.HANDED_OVER,
            MessageState.DELIVERED,
            MessageState.UNDELIVERED,
            MessageState.DEAD,
        ),
        MessageState.HANDED_OVER: (MessageState.DELIVERED, MessageState.UNDELIVERED),
    },
)

TIMESHEET = Lifecycle(
    "Timesheet",
    refusals.timesheet,
    TimesheetState.ENTERED,
    {
        TimesheetState.ENTERED: (TimesheetState.COUNTERSIGNED, TimesheetState.DISPUTED),
        TimesheetState.DISPUTED: (TimesheetState.ENTERED, TimesheetState.COUNTERSIGNED),
    },
)

LEAVE = Lifecycle(
    "Leave",
    refusals.leave,
    LeaveState.ASKED,
    {LeaveState.ASKED: (LeaveState.APPROVED, LeaveState.REFUSED, LeaveState.TAKEN_BACK)},
)

LADDER = Lifecycle(
    "Search",
    refusals.search,
    LadderState.RUNNING,
    {
        LadderState.RUNNING: (
            LadderState.PAUSED,
            LadderState.STOPPED,
            LadderState.COVERED,
            LadderState.UNCOVERED,
        ),
        LadderState.PAUSED: (
            LadderState.RUNNING,
            LadderState.STOPPED,
            LadderState.COVERED,
            LadderState.UNCOVERED,
        ),
    },
)

PLAN = Lifecycle(
    "Plan",
    refusals.plan,
    PlanState.DRAFT,
    {
        PlanState.DRAFT: (PlanState.PUBLISHED, PlanState.DISCARDED),
        PlanState.PUBLISHED: (PlanState.SUPERSEDED,),
    },
)

PLAN_RUN = Lifecycle(
    "Plan run",
    refusals.plan_run,
    PlanRunState.QUEUED,
    {
        PlanRunState.QUEUED: (PlanRunState.SOLVING, PlanRunState.FAILED, PlanRunState.NO_PLAN),
        PlanRunState.SOLVING: (
            PlanRunState.SOLVED,
            PlanRunState.NO_PLAN,
            PlanRunState.FAILED,
            PlanRunState.QUEUED,
        ),
    },
)
