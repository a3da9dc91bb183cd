"""SMS: one protocol, the provider and the simulator behind it."""

from functools import cache

from app.adapters.sms.gateway import (
    BusyError,
    Gateway,
    HandedOver,
    Outgoing,
    Received,
    RefusedError,
    SmsError,
    UncertainError,
)
from app.adapters.sms.simulator import SimulatorGateway
from config import Settings

__all__ = [
    "BusyError",
    "Gateway",
    "HandedOver",
    "Outgoing",
    "Received",
    "RefusedError",
    "SmsError",
    "UncertainError",
    "gateway_of",
]


@cache
def gateway_of(settings: Settings) -> Gateway:
    """The provider of these settings, else the simulator; one connection pool a process."""
    if settings.twilio is None:
        return SimulatorGateway()
    from app.adapters.sms.twilio import TwilioGateway

    return TwilioGateway(settings.twilio, settings.public_base_url)
