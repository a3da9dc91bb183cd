"""Yeses that count only together: held until all have come, then confirmed for all at once."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Assignment, Offer
from app.db.queries import groups, rivals
from app.db.queries import offers as queries
from app.db.queries.calendars import working_calendars
from app.domain import offers as rules
from app.domain.actors import Actor
from app.domain.errors import ConflictError
from app.domain.groups import instead_of, is_whole
from app.domain.messages import MessageKind
from app.domain.said import said
from app.domain.states import AssignmentState, OfferState
from app.services.messages import NewMessage, about_offer, write_messages
from app.services.offers.changes import change_assignment, change_offer, wake_search

#: A stand-in's yes is kept until it is clear that the other does not come.
STANDBY_HOLD = timedelta(minutes=30)


def hold_or_fill(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    """The member says yes: the seat is theirs if that makes the session whole, together with all
    whose yes waited for this one; else the yes is held."""
    assignment = offer.assignment
    meeting = assignment.seat.session_id
    spare = _spare(session, offer)
    # A direct yes makes a relay needless at once; half a relay makes nothing needless.
    _end_rivals(session, actor, now, offer, () if assignment.seat.relay_id else spare)
    if assignment.is_standby or not is_whole(groups.places(session, meeting, assignment.id)):
        _hold(session, actor, now, offer)
        return
    _end_rivals(session, actor, now, offer, spare)
    held = groups.held(session, meeting)
    _fill(session, actor, now, [offer, *held])


def settle(session: Session, actor: Actor, now: datetime, meeting_id: int) -> bool:
    """Confirm what is held if the session is whole with it, as it is once a host room has been
    approved; the caller holds the session's seats. Whether it did."""
    held = groups.held(session, meeting_id)
    if not held:
        return False
    if not is_whole(groups.places(session, meeting_id, held[0].assignment_id)):
        return False
    _fill(session, actor, now, held)
    return True


def promote(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    """A stand-in whose yes is held gets the seat, which nobody has any more."""
    offer.assignment.is_standby = False
    session.flush()
    _fill(session, actor, now, [offer])


def release(session: Session, actor: Actor, now: datetime, offers: Sequence[Offer]) -> None:
    """Let members go whose yes waited for one that does not come; they are told kindly."""
    texts = []
    for offer in offers:
        change_offer(session, actor, now, offer, OfferState.EXPIRED)
        change_assignment(session, actor, now, offer.assignment, AssignmentState.RELEASED)
        texts.append(let_go(offer, offer.assignment))
    write_messages(session, now, texts)


def let_go(offer: Offer, assignment: Assignment) -> NewMessage:
    """The text for a yes that comes to nothing through nobody's fault."""
    return about_offer(offer.member_id, MessageKind.RELEASED, offer.id, assignment.span.start)


def _spare(session: Session, offer: Offer) -> set[int]:
    """Seats that are not needed once the offer's seat is filled."""
    assignment = offer.assignment
    if assignment.is_standby:
        return set()
    places = groups.places(session, assignment.seat.session_id, assignment.id)
    return instead_of(places, assignment.seat_id)


def _end_rivals(
    session: Session, actor: Actor, now: datetime, offer: Offer, spare: Collection[int]
) -> None:
    """Release the others who were asked for the seat, or for one that is spare now, and tell
    them that it is filled."""
    others = rivals.rivals(session, offer) + rivals.offered_of_seats(session, spare)
    until = offer.assignment.span.start
    for rival in queries.live_offers(session, [other.id for other in others]):
        change_offer(session, actor, now, rival, OfferState.WITHDRAWN)
        filled = about_offer(rival.member_id, MessageKind.FILLED, rival.id, until)
        write_messages(session, now, [filled])
    for other in others:
        change_assignment(session, actor, now, other, AssignmentState.RELEASED)


def _hold(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    until = _held_until(session, now, offer)
    values = {
        "held_at": now,
        "answered_at": now,
        "answer_channel": actor.channel,
        "expires_at": until,
    }
    change_offer(session, actor, now, offer, OfferState.HELD, **values)
    text_ = about_offer(offer.member_id, MessageKind.HELD, offer.id, until)
    write_messages(session, now, [text_])
    wake_search(session, now, offer.assignment.seat_id)


def _held_until(session: Session, now: datetime, offer: Offer) -> datetime:
    """As long as others have to answer, and as an offer made now would have; the member's time
    is not kept for longer."""
    assignment = offer.assignment
    if assignment.is_standby:
        return assignment.span.start + STANDBY_HOLD
    site = assignment.seat.session.request.site
    calendars = working_calendars(session, {site.country_code})
    fresh = rules.reply_deadline(
        now,
        assignment.span.start,
        timedelta(minutes=assignment.travel_minutes),
        ZoneInfo(site.country.timezone),
        calendars[site.country_code],
    )
    latest = groups.latest_deadline(session, assignment.seat.session_id)
    longest = max(fresh, latest) if latest else fresh
    return min(longest, assignment.span.start)


def _fill(session: Session, actor: Actor, now: datetime, offers: Sequence[Offer]) -> None:
    """Confirm all of these or none: the database refuses half a group."""
    try:
        with session.begin_nested():
            for offer in offers:
                _confirm(session, actor, now, offer)
            session.execute(text("set constraints assignment_group_is_whole immediate"))
            session.execute(text("set constraints assignment_group_is_whole deferred"))
    except IntegrityError as error:
        # The database is the last referee of who has the seat and whose time is whose.
        raise ConflictError(
            said(
                "Offer {number} cannot be accepted: the seat or the time is taken meanwhile.",
                number=offers[0].number,
            )
        ) from error
    write_messages(session, now, [_confirmation(offer) for offer in offers])


def _confirm(session: Session, actor: Actor, now: datetime, offer: Offer) -> None:
    """Who said yes before keeps the moment and the way of their answer."""
    answer = {} if offer.held_at else {"answered_at": now, "answer_channel": actor.channel}
    change_offer(session, actor, now, offer, OfferState.ACCEPTED, **answer)
    change_assignment(session, actor, now, offer.assignment, AssignmentState.CONFIRMED)


def _confirmation(offer: Offer) -> NewMessage:
    until = offer.assignment.span.end
    return about_offer(offer.member_id, MessageKind.CONFIRMED, offer.id, until)
