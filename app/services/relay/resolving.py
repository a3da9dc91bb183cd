"""Texts of which nobody knows whether the provider has them."""

from collections.abc import Sequence

import structlog

from app.adapters.sms import HandedOver, Outgoing, SmsError
from app.db.queries import messages as queries
from app.db.transitions import move
from app.domain.lifecycles import MESSAGE, MessageState
from app.domain.sending import LEASE
from app.services.receipts import record_receipt
from app.services.relay.context import Relay, queue_again

log = structlog.get_logger(__name__)


def find_lost(relay: Relay) -> None:
    """Claims that ran out: their sender ended before or after the provider took the text."""
    with relay.session_factory.begin() as session:
        for message in queries.lost_claims(session, relay.now()):
            values = {"claimed_until": None, "due_at": relay.now(), "error": "the sender ended"}
            move(session, message, MESSAGE, MessageState.UNCERTAIN, **values)


def resolve_next(relay: Relay) -> bool:
    """Look in the provider's list for a text that no receipt has settled; False when none is
    due, or the list cannot be read. What the provider does not have is queued again."""
    text = _take(relay)
    if text is None:
        return False
    try:
        found = relay.gateway.find(text)
    except SmsError as error:
        log.warning("it stays uncertain", message=text.message_id, error=error.code)
        return False
    _settle(relay, text, found)
    return True


def _take(relay: Relay) -> Outgoing | None:
    with relay.session_factory.begin() as session:
        message = queries.uncertain_message(session, relay.now())
        if message is None:
            return None
        # Meanwhile nobody else looks for it.
        message.due_at = relay.now() + LEASE
        return Outgoing(message.id, message.member.phone, message.body or "", message.created_at)


def _settle(relay: Relay, text: Outgoing, found: Sequence[HandedOver]) -> None:
    with relay.session_factory.begin() as session:
        message = queries.locked_message(session, text.message_id)
        if message is None or message.state is not MessageState.UNCERTAIN:
            return
        known = queries.known_refs(session, [each.ref for each in found])
        ours = next((each for each in found if each.ref not in known), None)
        if ours is None:
            queue_again(relay, session, message, "the provider does not have it")
        else:
            record_receipt(session, relay.now(), message.id, ours.ref, ours.status)
