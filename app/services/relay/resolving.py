"""Texts of which nobody knows whether the provider has them."""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from app.adapters.sms import Gateway, HandedOver, Outgoing, SmsError
from app.db.models import Message
from app.db.queries import messages as queries
from app.db.transitions import move
from app.domain.lifecycles import MESSAGE
from app.domain.sending import LEASE, SILENCE
from app.domain.states import MessageState
from app.services.receipts import record_receipt
from app.services.relay.context import Relay, queue_again

log = structlog.get_logger(__name__)


def find_lost(relay: Relay) -> None:
    """Claims that ran out: their sender ended before or after the provider took the text."""
    with relay.session_factory.begin() as session:
        for message in queries.lost_claims(session, relay.now()):
            values = {"claimed_until": None, "due_at": relay.now(), "error": "the sender ended"}
            move(session, message, MESSAGE, MessageState.UNCERTAIN, **values)


@dataclass(frozen=True)
class Search:
    """A message to look for, at the provider that may have it; None for one that is gone."""

    text: Outgoing
    gateway: Gateway | None
    silent: bool


def resolve_next(relay: Relay) -> bool:
    """Look in the provider's list for a message that no receipt has settled; False when none is
    due, or the list cannot be read. What the provider does not have is queued again."""
    search = _take(relay)
    if search is None:
        return False
    try:
        found = _found(search)
    except SmsError as error:
        log.warning("it stays uncertain", message=search.text.message_id, error=error.code)
        if search.silent:
            _settle(relay, search.text, (), "the provider says nothing")
        return False
    _settle(relay, search.text, found, "the provider does not have it")
    return True


def _found(search: Search) -> Sequence[HandedOver]:
    if search.gateway is None:
        raise SmsError("the provider is configured no more")
    return search.gateway.find(search.text)


def _take(relay: Relay) -> Search | None:
    with relay.session_factory.begin() as session:
        message = queries.uncertain_message(session, relay.now())
        if message is None:
            return None
        # Meanwhile nobody else looks for it.
        message.due_at = relay.now() + LEASE
        text = Outgoing(
            message.id,
            message.member.phone,
            message.body or "",
            message.created_at,
            message.channel,
        )
        gateway = relay.gateway_named(message.provider)
        return Search(text, gateway, _is_silent(relay, message, gateway))


def _is_silent(relay: Relay, message: Message, gateway: Gateway | None) -> bool:
    """Whether the wait for a provider that cannot be asked is over, and another is there."""
    has_other = any(each is not gateway for each in relay.gateways)
    tried_at = message.tried_at or message.created_at
    return has_other and relay.now() >= tried_at + SILENCE


def _settle(relay: Relay, text: Outgoing, found: Sequence[HandedOver], otherwise: str) -> None:
    with relay.session_factory.begin() as session:
        message = queries.locked_message(session, text.message_id)
        if message is None or message.state is not MessageState.UNCERTAIN:
            return
        known = queries.known_refs(session, [each.ref for each in found])
        ours = next((each for each in found if each.ref not in known), None)
        if ours is None:
            queue_again(relay, session, message, otherwise)
        else:
            record_receipt(session, relay.now(), message.id, ours.ref, ours.status)
