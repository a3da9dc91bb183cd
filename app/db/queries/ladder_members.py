"""Members whom searches ask: who was asked and stands by, how to reach them, what they said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from app.db.models import (
    Assignment,
    ContactPreference,
    Country,
    InterpretingSession,
    Member,
    Offer,
    Seat,
    ServiceRequest,
    Site,
)
from app.db.queries.contact import as_wishes
from app.domain.ladder.acceptance import Answer, hour_of
from app.domain.ladder.quiet import Preferences
from app.domain.states import LIVE_OFFER_STATES, OfferState


@dataclass(frozen=True)
class AskedRow:
    """An offer that was ever made for a seat."""

    member_id: int
    state: OfferState
    expires_at: datetime
    step_id: int | None
    is_standby: bool
    starts_at: datetime


def asked(session: Session, seat_id: int) -> Sequence[AskedRow]:
    """Everybody who was asked for the seat, in the order of asking."""
    query = (
        select(
            Offer.member_id,
            Offer.state,
            Offer.expires_at,
            Offer.ladder_step_id,
            Assignment.is_standby,
            func.lower(Assignment.period),
        )
        .join(Assignment, Assignment.id == Offer.assignment_id)
        .where(Assignment.seat_id == seat_id)
        .order_by(Offer.id)
    )
    return [AskedRow(*row) for row in session.execute(query)]


_ANSWERED = (OfferState.ACCEPTED, OfferState.DECLINED, OfferState.EXPIRED)


def answers(session: Session, since: datetime) -> list[Answer]:
    """What became of the offers made since then, as far as it teaches who says yes."""
    query = (
        select(
            Offer.member_id,
            ServiceRequest.procedure_code,
            func.lower(Assignment.period),
            Country.timezone,
            Offer.state,
            Offer.decline_reason,
            Offer.held_at,
        )
        .join(Assignment, Assignment.id == Offer.assignment_id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(Country, Country.code == ServiceRequest.country_code)
        .where(Offer.state.in_(_ANSWERED), Offer.opens_at >= since)
    )
    return [
        Answer(
            member,
            kind,
            hour_of(start.astimezone(ZoneInfo(zone))),
            said_yes=state is OfferState.ACCEPTED or held is not None,
            reason=reason,
        )
        for member, kind, start, zone, state, reason, held in session.execute(query)
    ]


@dataclass(frozen=True)
class Reachable:
    """Where a member is at home, and when they want not to be written to."""

    country: str
    zone: ZoneInfo
    wishes: Preferences


def reachable(session: Session, member_ids: Collection[int]) -> dict[int, Reachable]:
    query = (
        select(Member.id, Site.country_code, Country.timezone, ContactPreference)
        .join(Site, Site.id == Member.home_site_id)
        .join(Country, Country.code == Site.country_code)
        .outerjoin(ContactPreference, ContactPreference.member_id == Member.id)
        .where(Member.id.in_(member_ids))
    )
    return {
        member: Reachable(country, ZoneInfo(zone), as_wishes(row))
        for member, country, zone, row in session.execute(query)
    }


def standbys(session: Session, seat_id: int) -> list[Offer]:
    """Live offers to stand in, those that were answered first."""
    return list(
        session.scalars(
            select(Offer)
            .join(Offer.assignment)
            .where(
                Assignment.seat_id == seat_id,
                Assignment.is_standby,
                Offer.state.in_(LIVE_OFFER_STATES),
            )
            .options(contains_eager(Offer.assignment))
            .order_by(Offer.held_at.nulls_last(), Offer.id)
            .execution_options(populate_existing=True)
        )
    )
