"""A member's answer: yes fills the seat, if it is still theirs to fill; no gives it back."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Offer
from app.db.queries import offers as queries
from app.domain import offers as rules
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, NotFoundError
from app.domain.lifecycles import AssignmentState, OfferState, RequestState
from app.domain.messages import MessageKind
from app.domain.offers import OfferFacts, Standing
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.vocabulary import ActorKind, Channel, DeclineReason
from app.services.messages import about_offer, write_messages
from app.services.offers.changes import change_assignment, change_offer

_REFUSALS = {
    Standing.YOURS: said("it is already accepted"),
    Standing.DECLINED: said("it was declined"),
    Standing.EXPIRED: said("the time to answer is over"),
    Standing.FILLED: said("the seat is already filled"),
    Standing.WITHDRAWN: said("the pool has taken it back"),
    Standing.CANCELLED: said("the session is cancelled"),
    Standing.BEGUN: said("the session has begun"),
    Standing.NOT_VETTED: said("the member's clearance does not hold on that day"),
    Standing.ABSENT: said("the member is on leave at that time"),
}


def accept(session: Session, actor: Actor, now: datetime, offer_id: int) -> Offer:
    """The seat becomes the member's. Saying yes again changes nothing and is no error.

    Of several who are asked for one seat the first has it and the others' offers end in the same
    transaction. Raises ConflictError, which says why, when the seat cannot be theirs any more.
    """
    offer, actor = _locked(session, actor, offer_id)
    standing = standing_of(session, offer, now)
    if standing is Standing.YOURS:
        return offer
    _require_open(offer, standing)
    _end_rivals(session, actor, now, offer)
    _open_if_queued(session, actor, now, offer)
    _fill(session, actor, now, offer)
    ends_at = offer.assignment.span.end
    confirmation = about_offer(offer.member_id, MessageKind.CONFIRMED, offer.id, ends_at)
    write_messages(session, now, [confirmation])
    return offer


def decline(
    session: Session,
    actor: Actor,
    now: datetime,
    offer_id: int,
    reason: DeclineReason | None = None,
) -> Offer:
    """The member says no and their time is free again. Saying no again changes nothing.

    Raises ConflictError when there is nothing to decline any more; to give back what was
    accepted is not a decline.
    """
    offer, actor = _locked(session, actor, offer_id)
    standing = standing_of(session, offer, now)
    if standing is Standing.DECLINED:
        return offer
    if standing not in (Standing.OPEN, Standing.NOT_VETTED, Standing.ABSENT):
        _require_open(offer, standing)
    _open_if_queued(session, actor, now, offer)
    answer = {"answered_at": now, "answer_channel": actor.channel, "decline_reason": reason}
    change_offer(session, actor, now, offer, OfferState.DECLINED, **answer)
    change_assignment(session, actor, now, offer.assignment, AssignmentState.WITHDRAWN)
    if actor.channel is Channel.SMS:
        noted = about_offer(offer.member_id, MessageKind.RECEIVED, offer.id, offer.expires_at)
        write_messages(session, now, [noted])
    return offer


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
            is_filled_by_other=queries.is_filled_by_other(session, assignment),
            is_cancelled=meeting.cancelled_at is not None
            or meeting.request.state in (RequestState.CANCELLED, RequestState.REJECTED),
            is_vetted=queries.is_vetted(session, offer.member_id, site.country_code, day),
            is_absent=queries.is_absent(session, assignment),
        ),
        now,
    )


def _locked(session: Session, actor: Actor, offer_id: int) -> tuple[Offer, Actor]:
    """The offer as it is once nobody else is changing who has its seat."""
    queries.lock_seat_of_offer(session, offer_id)
    offer = queries.offer_with_parts(session, offer_id)
    if offer is None or (actor.kind is ActorKind.MEMBER and actor.member_id != offer.member_id):
        raise NotFoundError(said("There is no such offer."))
    if actor.kind is ActorKind.USER:
        permissions.require(actor, Act.ANSWER_ON_BEHALF)
        actor = replace(actor, channel=Channel.ON_BEHALF)
    return offer, actor


def _require_open(offer: Offer, standing: Standing) -> None:
    if standing is not Standing.OPEN:
        raise ConflictError(
            said(
                "Offer {number} cannot be answered: {reason}.",
                number=offer.number,
                reason=_REFUSALS[standing],
            )
        )


def _open_if_queued(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    if offer.state is OfferState.QUEUED:
        change_offer(session, actor, now, offer, OfferState.OPEN)


def _end_rivals(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    """Release the others who were asked for the seat and tell them that it is filled."""
    others = queries.rivals(session, offer)
    for rival in queries.live_offers(session, [other.id for other in others]):
        change_offer(session, actor, now, rival, OfferState.WITHDRAWN)
        until = offer.assignment.span.start
        filled = about_offer(rival.member_id, MessageKind.FILLED, rival.id, until)
        write_messages(session, now, [filled])
    for other in others:
        change_assignment(session, actor, now, other, AssignmentState.RELEASED)


def _fill(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    answer = {"answered_at": now, "answer_channel": actor.channel}
    try:
        with session.begin_nested():
            change_offer(session, actor, now, offer, OfferState.ACCEPTED, **answer)
            change_assignment(session, actor, now, offer.assignment, AssignmentState.CONFIRMED)
    except IntegrityError as error:
        # The database is the last referee of who has the seat and whose time is whose.
        raise ConflictError(
            said(
                "Offer {number} cannot be accepted: the seat or the time is taken meanwhile.",
                number=offer.number,
            )
        ) from error
