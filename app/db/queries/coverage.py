"""Coverage of seats and requests, as the rules of ``app.domain.coverage`` say in SQL."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session

from app.db.models import Assignment, InterpretingSession, Plan, Seat, ServiceRequest, UncoveredSeat
from app.domain.coverage import WORST_FIRST, Coverage, SeatCoverage, of_seat
from app.domain.states import FILLED_ASSIGNMENT_STATES, AssignmentState, PlanState


def seat_coverages(session: Session, seat_ids: Collection[int]) -> dict[int, SeatCoverage]:
    """The coverage of each seat, with the reason of an uncovered one. Two queries."""
    states: dict[int, list[AssignmentState]] = {seat_id: [] for seat_id in seat_ids}
    for seat_id, state in session.execute(
        select(Assignment.seat_id, Assignment.state).where(Assignment.seat_id.in_(seat_ids))
    ):
        states[seat_id].append(state)
    left_empty = _left_empty(session, seat_ids)
    return {seat_id: _of(states[seat_id], left_empty.get(seat_id)) for seat_id in seat_ids}


def _left_empty(session: Session, seat_ids: Collection[int]) -> dict[int, UncoveredSeat]:
    """What published plans say of seats they left empty; of several the newest."""
    query = (
        select(UncoveredSeat)
        .join(Plan, Plan.id == UncoveredSeat.plan_id)
        .where(UncoveredSeat.seat_id.in_(seat_ids), Plan.state == PlanState.PUBLISHED)
        .order_by(Plan.id)
    )
    return {row.seat_id: row for row in session.scalars(query)}


def _of(states: Collection[AssignmentState], empty: UncoveredSeat | None) -> SeatCoverage:
    coverage = of_seat(states, is_left_empty=empty is not None)
    if coverage is Coverage.UNCOVERED and empty is not None:
        return SeatCoverage(coverage, empty.reason_code, empty.details)
    return SeatCoverage(coverage)


def request_rank() -> ColumnElement[int]:
    """The place in ``WORST_FIRST`` of the request that the query around it looks at."""
    return (
        select(func.min(_seat_rank()))
        .select_from(Seat)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .where(InterpretingSession.request_id == ServiceRequest.id)
        .correlate(ServiceRequest)
        .scalar_subquery()
    )


def _seat_rank() -> ColumnElement[int]:
    filled = exists().where(
        Assignment.seat_id == Seat.id, Assignment.state.in_(FILLED_ASSIGNMENT_STATES)
    )
    asked = exists().where(
        Assignment.seat_id == Seat.id, Assignment.state == AssignmentState.OFFERED
    )
    left_empty = exists().where(
        and_(
            UncoveredSeat.seat_id == Seat.id,
            Plan.id == UncoveredSeat.plan_id,
            Plan.state == PlanState.PUBLISHED,
        )
    )
    return case(
        (filled.correlate(Seat), WORST_FIRST.index(Coverage.COVERED)),
        (asked.correlate(Seat), WORST_FIRST.index(Coverage.ASKED)),
        (left_empty.correlate(Seat), WORST_FIRST.index(Coverage.UNCOVERED)),
        else_=WORST_FIRST.index(Coverage.UNPLANNED),
    )
