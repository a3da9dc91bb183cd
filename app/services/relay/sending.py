"""Claiming a text, handing it over, and settling the claim."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.adapters.sms import BusyError, Outgoing, RefusedError, UncertainError
from app.db.models import Message
from app.db.queries import messages as queries
from app.db.transitions import move
from app.domain.lifecycles import MESSAGE, MessageState
from app.domain.offers import quiet_until
from app.domain.segments import size_of
from app.domain.sending import GRACE, LEASE
from app.services.receipts import record_receipt
from app.services.relay.context import Relay, queue_again
from app.services.texts import text_of

UNTRUE = "no longer true"


@dataclass(frozen=True)
class Claim:
    """A due text that was looked at; nothing to send where it is not true, or waits."""

    text: Outgoing | None


def send_next(relay: Relay) -> bool:
    """Carry the text that waits longest; False when none is due or the provider has trouble."""
    claim = _claim(relay)
    if claim is None:
        return False
    return claim.text is None or _hand_over(relay, claim.text)


def _claim(relay: Relay) -> Claim | None:
    try:
        with relay.session_factory.begin() as session:
            message = queries.due_message(session, relay.now())
            return None if message is None else Claim(_prepare(relay, session, message))
    except IntegrityError:
        # Another relay has just taken another text of the same member.
        return Claim(None)


def _prepare(relay: Relay, session: Session, message: Message) -> Outgoing | None:
    now = relay.now()
    body = text_of(session, message, relay.links, now)
    if body is None:
        move(session, message, MESSAGE, MessageState.DEAD, error=UNTRUE)
        return None
    if relay.gateway.wakes_people and (morning := _morning(message, now)) is not None:
        message.due_at = morning
        return None
    values = {
        "claimed_until": now + LEASE,
        "attempts": message.attempts + 1,
        "body": body,
        "segments": size_of(body).segments,
        "provider": relay.gateway.name,
    }
    move(session, message, MESSAGE, MessageState.CLAIMED, **values)
    return Outgoing(message.id, message.member.phone, body, message.created_at)


def _morning(message: Message, now: datetime) -> datetime | None:
    """When a text may ring that would ring at night; None for one that cannot wait."""
    morning = quiet_until(now, ZoneInfo(message.member.home_site.country.timezone))
    if morning is None or message.useless_after is None or message.useless_after > morning:
        return morning
    return None


def _hand_over(relay: Relay, text: Outgoing) -> bool:
    """Whether the provider answered for this text, so that others may follow at once."""
    try:
        handed_over = relay.gateway.send(text)
    except RefusedError as error:
        _settle(relay, text, MessageState.UNDELIVERED, error=error.code)
    except UncertainError as error:
        later = relay.now() + GRACE
        _settle(relay, text, MessageState.UNCERTAIN, error=error.code, due_at=later)
        return False
    except BusyError as error:
        _put_back(relay, text, error.code)
        return False
    else:
        with relay.session_factory.begin() as session:
            ref, status = handed_over.ref, handed_over.status
            record_receipt(session, relay.now(), text.message_id, ref, status)
    return True


def _settle(relay: Relay, text: Outgoing, to: MessageState, **values: Any) -> None:
    """End this relay's claim, unless a receipt has told more meanwhile."""
    with relay.session_factory.begin() as session:
        message = queries.locked_message(session, text.message_id)
        if message is not None and message.state is MessageState.CLAIMED:
            move(session, message, MESSAGE, to, claimed_until=None, **values)


def _put_back(relay: Relay, text: Outgoing, error: str) -> None:
    with relay.session_factory.begin() as session:
        message = queries.locked_message(session, text.message_id)
        if message is not None and message.state is MessageState.CLAIMED:
            queue_again(relay, session, message, error)
