"""SMS and calls: one protocol, the providers and the simulator behind it."""

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
    "gateways_of",
]


@cache
def gateways_of(settings: Settings) -> tuple[Gateway, ...]:
    """The providers of these settings, the first to be used first, else the simulator; one
    connection pool a process."""
    gateways: list[Gateway] = []
    if settings.twilio is not None:
        from app.adapters.sms.twilio import TwilioGateway

        gateways.append(TwilioGateway(settings.twilio, settings.public_base_url))
    if settings.android is not None:
        from app.adapters.sms.android import AndroidGateway

        gateways.append(AndroidGateway(settings.android))
    return tuple(gateways) or (SimulatorGateway(),)
