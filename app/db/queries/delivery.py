"""How members can be reached: the table of numbers, opt-outs, the policy, what was spent."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from app.db.models import (
    Assignment,
    DeliveryPolicy,
    InterpretingSession,
    Member,
    Message,
    NumberCapability,
    Offer,
    OptOut,
    ProviderHealth,
    Seat,
    ServiceRequest,
)
from app.domain.delivery import Policy
from app.domain.numbers import Capability, capability_of, understood

_CAPABILITY = [getattr(NumberCapability, each.name) for each in fields(Capability)]
_POLICY = [getattr(DeliveryPolicy, each.name) for each in fields(Policy)]


def capabilities(session: Session) -> list[Capability]:
    """The whole table of numbers."""
    return [Capability(*row) for row in session.execute(select(*_CAPABILITY))]


def capability(session: Session, phone: str) -> Capability:
    """What works with this number."""
    return capability_of(understood(phone), capabilities(session))


def senders(session: Session) -> set[str]:
    """What messages are sent from besides the account's own number."""
    named = select(NumberCapability.sender).where(NumberCapability.sender != "")
    return set(session.scalars(named.distinct()))


def policy(session: Session) -> Policy:
    """The policy of delivery as it was set, else as it comes."""
    row = session.execute(select(*_POLICY)).one_or_none()
    return Policy(*row) if row else Policy()


def opted_out(session: Session, phones: Collection[str]) -> dict[str, OptOut]:
    """Those of these numbers that want no texts."""
    if not phones:
        return {}
    rows = session.scalars(select(OptOut).where(OptOut.phone.in_(phones)))
    return {row.phone: row for row in rows}


def wants_no_texts() -> ColumnElement[bool]:
    """Whether the member of the row has a number that wants no texts."""
    return exists().where(OptOut.phone == Member.phone).correlate(Member)


def without_texts(session: Session, member_ids: Collection[int]) -> set[int]:
    """Those of these members who want no texts."""
    query = select(Member.id).where(Member.id.in_(member_ids), wants_no_texts())
    return set(session.scalars(query))


def spent_tenths(session: Session, since: datetime, member_id: int) -> tuple[int, int]:
    """What messages tried since then cost, in tenths of a cent: the member's, and all."""
    cost = func.coalesce(func.sum(Message.cost_tenths), 0)
    of_member = func.coalesce(
        func.sum(Message.cost_tenths).filter(Message.member_id == member_id), 0
    )
    spent = select(of_member, cost).where(Message.tried_at >= since, Message.cost_tenths > 0)
    person, everybody = session.execute(spent).one()
    return int(person), int(everybody)


def priority_of_offer(session: Session, offer_id: int) -> int | None:
    """The priority of the request that an offer is for; 1 is a statutory deadline."""
    return session.scalar(
        select(ServiceRequest.priority)
        .join(InterpretingSession, InterpretingSession.request_id == ServiceRequest.id)
        .join(Seat, Seat.session_id == InterpretingSession.id)
        .join(Assignment, Assignment.seat_id == Seat.id)
        .join(Offer, Offer.assignment_id == Assignment.id)
        .where(Offer.id == offer_id)
    )


def away_providers(session: Session, now: datetime) -> set[str]:
    """Providers that are spared just now."""
    away = select(ProviderHealth.name).where(ProviderHealth.away_until > now)
    return set(session.scalars(away))


def number_rows(session: Session) -> list[NumberCapability]:
    """The table of numbers as it is shown: by country, then by prefix."""
    in_order = (NumberCapability.country, NumberCapability.prefix)
    return list(session.scalars(select(NumberCapability).order_by(*in_order)))


def provider_healths(session: Session) -> dict[str, ProviderHealth]:
    """How each provider fares that has failed before."""
    return {row.name: row for row in session.scalars(select(ProviderHealth))}
