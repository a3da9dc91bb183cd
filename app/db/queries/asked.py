"""Who is or was asked for what, as the coordinator reads it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.db.models import (
    Assignment,
    Dialect,
    InterpretingSession,
    Member,
    Offer,
    Seat,
    ServiceRequest,
    Site,
)
from app.domain.states import LIVE_OFFER_STATES, OfferState
from app.domain.vocabulary import Channel, DeclineReason, Modality, Role


@dataclass(frozen=True)
class AskedOffer:
    """An offer with its member, its session, and the answer where there is one."""

    id: int
    number: int
    state: OfferState
    opens_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    channel: Channel | None
    reason: DeclineReason | None
    given_back_at: datetime | None
    give_back_reason: DeclineReason | None
    member_id: int
    member_name: str
    member_number: int
    member_phone: str
    seat_id: int
    role: Role
    modality: Modality
    span: Any
    request_number: int
    dialect: str
    site: str

    @property
    def is_open(self) -> bool:
        return self.state in LIVE_OFFER_STATES

    @property
    def starts_at(self) -> datetime:
        start: datetime = self.span.lower
        return start


def _offers() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Offer.id,
            Offer.number,
            Offer.state,
            Offer.opens_at,
            Offer.expires_at,
            Offer.answered_at,
            Offer.answer_channel,
            Offer.decline_reason,
            Offer.given_back_at,
            Offer.give_back_reason,
            Member.id,
            Member.legal_name,
            Member.number,
            Member.phone,
            Seat.id,
            Seat.role,
            Assignment.modality,
            Assignment.period,
            ServiceRequest.number,
            Dialect.name,
            Site.name,
        )
        .join(Assignment, Assignment.id == Offer.assignment_id)
        .join(Member, Member.id == Offer.member_id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(Site, Site.id == ServiceRequest.site_id)
        .join(Dialect, Dialect.code == Seat.from_dialect)
    )


def offers_of_request(session: Session, request_id: int) -> Sequence[AskedOffer]:
    """Everybody who was ever asked for a request's seats, the latest first."""
    query = _offers().where(ServiceRequest.id == request_id).order_by(Offer.id.desc())
    return [AskedOffer(*row) for row in session.execute(query)]


def open_offers_of(session: Session, member_ids: Collection[int]) -> dict[int, list[AskedOffer]]:
    """The offers that these members have not answered, by member, the most urgent first."""
    query = (
        _offers()
        .where(Offer.member_id.in_(member_ids), Offer.state.in_(LIVE_OFFER_STATES))
        .order_by(Offer.expires_at, Offer.id)
    )
    found: dict[int, list[AskedOffer]] = {}
    for row in session.execute(query):
        offer = AskedOffer(*row)
        found.setdefault(offer.member_id, []).append(offer)
    return found
