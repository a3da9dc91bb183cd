"""A provider on the loopback address, the real client, and a relay between it and the outbox."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session, sessionmaker

from app.adapters.sms.twilio import TwilioGateway
from app.domain.links import OfferLinks
from app.services.relay import Relay
from tests.support.provider import PUBLIC, Provider, gateway_to, serving
from tests.support.web import SECRET_KEY, FrozenClock

LINKS = OfferLinks(SECRET_KEY, PUBLIC)


@pytest.fixture
def provider(clock: FrozenClock) -> Iterator[Provider]:
    with serving(clock) as provider:
        yield provider


@pytest.fixture
def gateway(provider: Provider) -> Iterator[TwilioGateway]:
    with gateway_to(provider.url) as gateway:
        yield gateway


@pytest.fixture
def relay(
    session_factory: sessionmaker[Session], gateway: TwilioGateway, clock: Callable[[], object]
) -> Relay:
    """A relay inside the test's transaction."""
    return Relay(session_factory, gateway, LINKS, clock)  # type: ignore[arg-type]
