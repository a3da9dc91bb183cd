"""Claiming a message, handing it over, and settling the claim."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.adapters.sms import BusyError, Gateway, Outgoing, RefusedError, UncertainError
from app.db.models import Message
from app.db.queries import messages as queries
from app.db.queries.contact import wishes_of
from app.db.transitions import move
from app.domain.ladder.quiet import NO_WISHES, rest_ends
from app.domain.lifecycles import MESSAGE
from app.domain.messages import WAIT_FOR_RESTS, MessageChannel
from app.domain.segments import size_of
from app.domain.sending import GRACE, LEASE
from app.domain.states import MessageState
from app.services.failures import after_failure
from app.services.receipts import record_receipt
from app.services.relay.context import Relay, queue_again
from app.services.relay.health import note_failure, note_success
from app.services.relay.routing import Route, route_of
from app.services.relay.spending import must_wait
from app.services.relay.wording import body_of

UNTRUE = "no longer true"


@dataclass(frozen=True)
class Handing:
    """A message that was claimed, and the provider it goes to."""

    text: Outgoing
    gateway: Gateway


@dataclass(frozen=True)
class Claim:
    """A due message that was looked at; nothing to send where it is not true, or waits."""

    handing: Handing | None


def send_next(relay: Relay) -> bool:
    """Carry the text that waits longest; False when none is due or the provider has trouble."""
    claim = _claim(relay)
    if claim is None:
        return False
    return claim.handing is None or _hand_over(relay, claim.handing)


def _claim(relay: Relay) -> Claim | None:
    try:
        with relay.session_factory.begin() as session:
            message = queries.due_message(session, relay.now())
            return None if message is None else Claim(_prepare(relay, session, message))
    except IntegrityError:
        # Another relay has just taken another text of the same member.
        return Claim(None)


def _prepare(relay: Relay, session: Session, message: Message) -> Handing | None:
    now = relay.now()
    route = route_of(relay, session, message)
    body = body_of(session, message, relay.links, now, route)
    if body is None:
        move(session, message, MESSAGE, MessageState.DEAD, error=UNTRUE)
        return None
    if isinstance(route, str):
        move(session, message, MESSAGE, MessageState.DEAD, error=route)
        return None
    if route.gateway.wakes_people and (rested := _rested(session, message, now)) is not None:
        message.due_at = rested
        return None
    cost = route.cost_tenths(body)
    if must_wait(session, message, now, cost):
        return None
    return _claimed(relay, session, message, route, body, cost)


def _claimed(
    relay: Relay, session: Session, message: Message, route: Route, body: str, cost: int
) -> Handing:
    now = relay.now()
    values = {
        "claimed_until": now + LEASE,
        "attempts": message.attempts + 1,
        "tried_at": now,
        "cost_tenths": cost,
        "held": None,
        "channel": route.channel,
        "body": body,
        "segments": size_of(body).segments if route.channel is MessageChannel.SMS else None,
        "provider": route.gateway.name,
    }
    move(session, message, MESSAGE, MessageState.CLAIMED, **values)
    phone, created = message.member.phone, message.created_at
    text = Outgoing(message.id, phone, body, created, route.channel, route.sender)
    return Handing(text, route.gateway)


def _rested(session: Session, message: Message, now: datetime) -> datetime | None:
    """When a text may ring that would ring at night or in a rest of the member's own; None for
    one that cannot wait."""
    waits = message.kind in WAIT_FOR_RESTS
    wishes = wishes_of(session, message.member_id) if waits else NO_WISHES
    ends = rest_ends(now, ZoneInfo(message.member.home_site.country.timezone), wishes)
    if ends is None or message.useless_after is None or message.useless_after > ends:
        return ends
    return None


def _hand_over(relay: Relay, handing: Handing) -> bool:
    """Whether the provider answered for this message, so that others may follow at once."""
    try:
        handed_over = handing.gateway.send(handing.text)
    except RefusedError as error:
        _refused(relay, handing, error.code)
    except UncertainError as error:
        _uncertain(relay, handing, error.code)
        return False
    except BusyError as error:
        _put_back(relay, handing, error.code)
        return False
    else:
        with relay.session_factory.begin() as session:
            note_success(session, handing.gateway.name)
            ref, status = handed_over.ref, handed_over.status
            record_receipt(session, relay.now(), handing.text.message_id, ref, status)
    return True


def _refused(relay: Relay, handing: Handing, code: str) -> None:
    with relay.session_factory.begin() as session:
        note_success(session, handing.gateway.name)
        if message := _own_claim(session, handing):
            values = {"claimed_until": None, "error": code, "cost_tenths": 0}
            move(session, message, MESSAGE, MessageState.UNDELIVERED, **values)
            after_failure(session, relay.now(), message, code)


def _uncertain(relay: Relay, handing: Handing, code: str) -> None:
    with relay.session_factory.begin() as session:
        note_failure(relay, session, handing.gateway.name)
        if message := _own_claim(session, handing):
            values = {"claimed_until": None, "error": code, "due_at": relay.now() + GRACE}
            move(session, message, MESSAGE, MessageState.UNCERTAIN, **values)


def _put_back(relay: Relay, handing: Handing, code: str) -> None:
    with relay.session_factory.begin() as session:
        note_failure(relay, session, handing.gateway.name)
        if message := _own_claim(session, handing):
            queue_again(relay, session, message, code)


def _own_claim(session: Session, handing: Handing) -> Message | None:
    """The message while this relay's claim holds: a receipt may have told more meanwhile."""
    message = queries.locked_message(session, handing.text.message_id)
    return message if message and message.state is MessageState.CLAIMED else None
