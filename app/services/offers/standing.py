"""Where an offer stands, and taking hold of it for an act of its member."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.models import Offer
from app.db.queries import locks, rivals
from app.db.queries import offers as queries
from app.domain import offers as rules
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.offers import OfferFacts, Standing
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import RequestState
from app.domain.vocabulary import ActorKind, Channel


def standing_of(session: Session, offer: Offer, now: datetime) -> Standing:
    """Where the offer stands; ``offer`` comes from ``queries.offer_with_parts``."""
    assignment = offer.assignment
    meeting = assignment.seat.session
    site = meeting.request.site
    day = assignment.span.start.astimezone(ZoneInfo(site.country.timezone)).date()
    return rules.standing(
        OfferFacts(
            state=offer.state,
            assignment=assignment.state,
            expires_at=offer.expires_at,
            starts_at=assignment.span.start,
            is_filled_by_other=rivals.is_filled_by_other(session, assignment)
            or rivals.has_held_rival(session, assignment),
            is_cancelled=meeting.cancelled_at is not None
            or meeting.request.state in (RequestState.CANCELLED, RequestState.REJECTED),
            is_vetted=rivals.is_vetted(session, offer.member_id, site.country_code, day),
            is_absent=rivals.is_absent(session, assignment),
        ),
        now,
    )


def locked_offer(session: Session, actor: Actor, offer_id: int) -> tuple[Offer, Actor]:
    """The offer as it is once nobody else is changing who has its seat."""
    locks.lock_seat_of_offer(session, offer_id)
    offer = queries.offer_with_parts(session, offer_id)
    if offer is None or (actor.kind is ActorKind.MEMBER and actor.member_id != offer.member_id):
        raise NotFoundError(said("There is no such offer."))
    if actor.kind is ActorKind.USER:
        permissions.require(actor, Act.ANSWER_ON_BEHALF)
        actor = replace(actor, channel=Channel.ON_BEHALF)
    return offer, actor
