"""Sessions that are planned: who has their seats, and when they may start."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.db.models import Assignment, InterpretingSession, Seat
from app.domain.procedures import PolicyTerms
from app.domain.states import FILLED_ASSIGNMENT_STATES, RequestState
from app.services.snapshot.horizon import MINUTE, Horizon
from app.services.snapshot.rules import version_name

#: Starts within a window lie this far apart, in minutes.
START_STEP = 15


@dataclass(frozen=True)
class Meeting:
    """One session that is planned, the policy that holds on its day, and its live assignments.

    ``start`` and ``latest`` are minutes; a session with a filled seat keeps its time. ``case`` is
    a name of the case within this snapshot: its reference stays in its country.
    """

    row: InterpretingSession
    terms: PolicyTerms | None
    live: Sequence[Assignment]
    start: int
    latest: int
    case: str

    @property
    def procedure(self) -> str:
        return version_name(self.row.request.procedure_code, self.terms)

    def seats(self, horizon: Horizon) -> list[Seat]:
        """Its seats; of a session that has begun only the filled ones."""
        if self.start >= horizon.minute(horizon.now):
            return list(self.row.seats)
        filled = {a.seat_id for a in self.live if is_filled(a)}
        return [seat for seat in self.row.seats if seat.id in filled]


def is_filled(assignment: Assignment) -> bool:
    return assignment.state in FILLED_ASSIGNMENT_STATES


def is_pinned(assignment: Assignment) -> bool:
    """What no plan may move: what a member confirmed, and what the coordinator pinned."""
    return assignment.is_pinned or is_filled(assignment)


def window(
    row: InterpretingSession, live: Sequence[Assignment], horizon: Horizon
) -> tuple[int, int] | None:
    """The first and last start that a plan of these days may choose; None where there is none."""
    if fixed := next((a.period.lower for a in live if is_pinned(a)), None):
        begins = horizon.minute(fixed)
        return (begins, begins) if horizon.span.start <= fixed < horizon.span.end else None
    is_open = row.request.state is RequestState.ACCEPTED and row.outcome is None
    if not is_open or any(_is_elsewhere(a, horizon) for a in live):
        return None
    step = START_STEP * MINUTE
    earliest = max(horizon.span.start, horizon.now)
    first = row.earliest_start + max(0, -((row.earliest_start - earliest) // step)) * step
    last = min(row.latest_start, horizon.span.end - MINUTE)
    return (horizon.minute(first), horizon.minute(last)) if first <= last else None


def _is_elsewhere(assignment: Assignment, horizon: Horizon) -> bool:
    """A plan of other days has asked somebody already."""
    start = assignment.period.lower
    return start is None or not horizon.span.start <= start < horizon.span.end
