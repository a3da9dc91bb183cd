"""One seat as the coordinator's panel shows it, and what others are called."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.db.models import (
    Assignment,
    Dialect,
    InterpretingSession,
    Member,
    Seat,
    ServiceRequest,
    Site,
)
from app.db.queries.delivery import wants_no_texts
from app.db.queries.sessions import EARLIEST, to_site
from app.domain.states import LIVE_ASSIGNMENT_STATES, AssignmentState
from app.domain.vocabulary import Modality, Role


@dataclass(frozen=True)
class SeatFacts:
    """Which seat it is."""

    id: int
    role: Role
    starts_at: datetime
    minutes: int
    request_number: int
    dialect: str
    site: str
    country: str


@dataclass(frozen=True)
class Holder:
    """Who has it, or is asked for it."""

    member_id: int
    member_number: int
    member_name: str
    state: AssignmentState
    modality: Modality
    period: Range[datetime]
    wants_no_texts: bool


def facts(session: Session, seats: Collection[int]) -> dict[int, SeatFacts]:
    """By seat; those that do not exist are left out."""
    query = to_site(
        select(
            Seat.id,
            Seat.role,
            EARLIEST,
            InterpretingSession.minutes,
            ServiceRequest.number,
            Dialect.name,
            Site.name,
            Site.country_code,
        )
    ).where(Seat.id.in_(seats))
    return {row[0]: SeatFacts(*row) for row in session.execute(query)}


def holders(session: Session, seat_id: int) -> Sequence[Holder]:
    """Who has the seat or is asked for it now."""
    query = (
        select(
            Member.id,
            Member.number,
            Member.legal_name,
            Assignment.state,
            Assignment.modality,
            Assignment.period,
            wants_no_texts(),
        )
        .join(Member, Member.id == Assignment.member_id)
        .where(Assignment.seat_id == seat_id, Assignment.state.in_(LIVE_ASSIGNMENT_STATES))
        .order_by(Assignment.id)
    )
    return [Holder(*row) for row in session.execute(query)]


def member_names(session: Session, members: Collection[int]) -> dict[int, str]:
    """What members are called."""
    if not members:
        return {}
    query = select(Member.id, Member.legal_name).where(Member.id.in_(members))
    return {row.id: row.legal_name for row in session.execute(query)}


def dialect_names(session: Session, codes: Collection[str]) -> dict[str, str]:
    query = select(Dialect.code, Dialect.name).where(Dialect.code.in_(codes))
    return {row.code: row.name for row in session.execute(query)}
