"""Whether seats have somebody. Derived from assignments and plans, never stored."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.states import FILLED_ASSIGNMENT_STATES, AssignmentState


class Coverage(StrEnum):
    """Of a seat, and of a request by its worst seat."""

    #: The published plan found nobody.
    UNCOVERED = "uncovered"
    #: No published plan has dealt with the seat yet, or what it proposed fell through.
    UNPLANNED = "unplanned"
    #: Somebody is asked and has not answered.
    ASKED = "asked"
    #: Somebody has confirmed, or served.
    COVERED = "covered"


#: A session with a covered and an uncovered seat is uncovered.
WORST_FIRST = (Coverage.UNCOVERED, Coverage.UNPLANNED, Coverage.ASKED, Coverage.COVERED)


@dataclass(frozen=True)
class SeatCoverage:
    """``reason_code`` and ``details``: why the newest published plan left the seat empty."""

    coverage: Coverage
    reason_code: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def of_seat(states: Collection[AssignmentState], *, is_left_empty: bool) -> Coverage:
    """From the states of a seat's assignments, and whether the newest plan left it empty."""
    if any(state in FILLED_ASSIGNMENT_STATES for state in states):
        return Coverage.COVERED
    if AssignmentState.OFFERED in states:
        return Coverage.ASKED
    return Coverage.UNCOVERED if is_left_empty else Coverage.UNPLANNED


def worst(coverages: Collection[Coverage]) -> Coverage:
    """Of a session or a request from its seats. ValueError without a seat."""
    return min(coverages, key=WORST_FIRST.index)
