"""Offers of tests, with the links that their members get."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.db.models import Assignment, Member, Offer, Seat, ServiceRequest
from app.domain import actors
from app.domain.links import OfferLinks
from app.domain.states import AssignmentState
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.web import SECRET_KEY

#: What a browser says when a form on a page of ours is sent.
FROM_OWN_PAGE: Mapping[str, str] = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Asked:
    """One member asked for one seat."""

    offer: Offer
    assignment: Assignment
    request: ServiceRequest
    member: Member

    @property
    def token(self) -> str:
        return token_of(self.offer.id)

    @property
    def path(self) -> str:
        return f"/o/{self.token}"


def token_of(offer_id: int) -> str:
    return OfferLinks(SECRET_KEY, "").token(offer_id)


def ask(
    session: Session,
    *,
    member: Member | None = None,
    starts_at: datetime = NOW + timedelta(days=8, hours=1),
    assignment: Mapping[str, Any] | None = None,
    **request: Any,
) -> Asked:
    """Ask a member for the seat of a new request; further arguments describe the request."""
    filed = make.make_request(session, starts_at=starts_at, **request)
    row = make.make_assignment(
        session,
        filed.sessions[0].seats[0],
        member or make.make_member(session),
        starts_at=starts_at,
        state=AssignmentState.PROPOSED,
        plan=make.make_plan(session),
    )
    for name, value in (assignment or {}).items():
        setattr(row, name, value)
    session.flush()
    (offer,) = offers.open_offers(session, actors.system(), NOW, [row])
    return Asked(offer, row, filed, session.get_one(Member, row.member_id))


def ask_rival(session: Session, first: Asked) -> Asked:
    """Ask another member for the same seat."""
    row = make.make_assignment(
        session,
        session.get_one(Seat, first.assignment.seat_id),
        make.make_member(session),
        starts_at=first.assignment.span.start,
    )
    offer = Offer(
        assignment_id=row.id,
        member_id=row.member_id,
        number=77,
        opens_at=NOW,
        expires_at=first.offer.expires_at,
    )
    session.add(offer)
    session.flush()
    return Asked(offer, row, first.request, session.get_one(Member, row.member_id))
