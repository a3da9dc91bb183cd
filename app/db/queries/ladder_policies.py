"""Where searches go on by themselves, and what else countries allow them."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models import (
    Country,
    InterpretingSession,
    LadderException,
    LadderPolicy,
    Seat,
    ServiceRequest,
)


def policies(session: Session) -> Mapping[str, LadderPolicy]:
    """What each country allows, in full: a row is not needed."""
    rows = {row.country_code: row for row in session.scalars(select(LadderPolicy))}
    for code in session.scalars(select(Country.code)):
        if code not in rows:
            rows[code] = LadderPolicy(
                country_code=code, moves_on=False, mends=False, target_percent=90, largest_wave=10
            )
    return rows


def moves_on(session: Session, authority_id: int, country: str) -> bool:
    """Whether searches for this authority's seats go on by themselves."""
    special = session.get(LadderException, authority_id)
    return special.moves_on if special else policies(session)[country].moves_on


def that_mend(session: Session, seat_ids: Collection[int]) -> set[int]:
    """Seats for which searches go on by themselves and may mend the plan of the day."""
    moves = func.coalesce(LadderException.moves_on, LadderPolicy.moves_on)
    query = (
        select(Seat.id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(LadderPolicy, LadderPolicy.country_code == ServiceRequest.country_code)
        .outerjoin(LadderException, LadderException.authority_id == ServiceRequest.authority_id)
        .where(Seat.id.in_(seat_ids), LadderPolicy.mends, moves, Seat.relay_id.is_(None))
    )
    return set(session.scalars(query))
