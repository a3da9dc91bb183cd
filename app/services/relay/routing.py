"""By which way a message goes: text or call, through which provider, from which sender."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.adapters.sms import Gateway
from app.db.models import Message
from app.db.queries import delivery as queries
from app.domain.capabilities import is_name
from app.domain.messages import MessageChannel
from app.domain.numbers import Capability, capability_of, understood
from app.domain.segments import size_of
from app.domain.spoken import can_say
from app.services.relay.context import Relay

#: Why no message can go; the coordinator reads it as a sentence.
OPTED_OUT, NO_TEXTS = "opted out", "takes no texts"


@dataclass(frozen=True)
class Route:
    """A way that is open. ``sender`` is empty for the provider's own."""

    gateway: Gateway
    channel: MessageChannel
    capability: Capability
    sender: str

    @property
    def can_reply(self) -> bool:
        """Whether an answer by SMS would reach us."""
        works = self.capability.two_way and not is_name(self.sender)
        return self.channel is MessageChannel.SMS and (works or self.gateway.takes_replies)

    def cost_tenths(self, body: str) -> int:
        """What it costs by our price list, in tenths of a cent; a call is taken for a minute."""
        if not self.gateway.is_priced:
            return 0
        if self.channel is MessageChannel.VOICE:
            return self.capability.call_tenths
        return self.capability.text_tenths * size_of(body).segments


def route_of(relay: Relay, session: Session, message: Message) -> Route | str:
    """The way for a message to its member as things stand, or why there is none.

    A call where the member prefers one, or texts cannot reach the number; nobody who wants no
    texts is sent one.
    """
    number = understood(message.member.phone)
    capability = capability_of(number, queries.capabilities(session))
    call = _call(relay, message, capability)
    wants_call = message.channel is MessageChannel.VOICE or message.member.prefers_calls
    if queries.opted_out(session, [message.member.phone]):
        return call or OPTED_OUT
    if not number.takes_texts:
        return call or NO_TEXTS
    if call is not None and wants_call:
        return call
    return Route(_for_texts(relay, session), MessageChannel.SMS, capability, capability.sender)


def _call(relay: Relay, message: Message, capability: Capability) -> Route | None:
    if not capability.voice or not can_say(message.kind):
        return None
    for gateway in relay.gateways:
        if caller := gateway.caller(capability.sender):
            return Route(gateway, MessageChannel.VOICE, capability, caller)
    return None


def _for_texts(relay: Relay, session: Session) -> Gateway:
    """The first provider that is not away, else the first."""
    if len(relay.gateways) == 1:
        return relay.gateways[0]
    away = queries.away_providers(session, relay.now())
    return next((each for each in relay.gateways if each.name not in away), relay.gateways[0])
