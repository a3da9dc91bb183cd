"""Who is asked for a request's seats, and who comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models import Assignment, Offer, Seat, ServiceRequest
from app.db.queries.coverage import seat_coverages
from app.db.queries.requests import live_assignments
from app.domain.coverage import SeatCoverage
from app.domain.states import FILLED_ASSIGNMENT_STATES, LIVE_OFFER_STATES


@dataclass(frozen=True)
class SeatOfRequest:
    """A seat, who has it, how many are asked, and until when the last of them may answer."""

    seat: Seat
    coverage: SeatCoverage
    filled: Assignment | None
    asked: int
    answer_until: datetime | None


def seats_of_request(session: Session, request: ServiceRequest) -> Sequence[SeatOfRequest]:
    """The seats of a request that was loaded in full, in order. Four queries."""
    seats = [seat for meeting in request.sessions for seat in meeting.seats]
    coverages = seat_coverages(session, [seat.id for seat in seats])
    live = live_assignments(session, request.id)
    deadlines = _deadlines(session, [each.id for each in live])
    return [_seat(seat, coverages[seat.id], live, deadlines) for seat in seats]


def _seat(
    seat: Seat,
    coverage: SeatCoverage,
    live: Sequence[Assignment],
    deadlines: dict[int, datetime],
) -> SeatOfRequest:
    own = [each for each in live if each.seat_id == seat.id]
    asked = [each for each in own if each.state not in FILLED_ASSIGNMENT_STATES]
    return SeatOfRequest(
        seat=seat,
        coverage=coverage,
        filled=next((each for each in own if each.state in FILLED_ASSIGNMENT_STATES), None),
        asked=len(asked),
        answer_until=max(
            (deadlines[each.id] for each in asked if each.id in deadlines), default=None
        ),
    )


def _deadlines(session: Session, assignment_ids: Sequence[int]) -> dict[int, datetime]:
    query = (
        select(Offer.assignment_id, func.max(Offer.expires_at))
        .where(Offer.assignment_id.in_(assignment_ids), Offer.state.in_(LIVE_OFFER_STATES))
        .group_by(Offer.assignment_id)
    )
    return dict(session.execute(query).all())
