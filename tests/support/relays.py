"""A relay of tests: the real one, with the simulated phones."""

from app.adapters.sms.simulator import SimulatorGateway
from app.domain.links import OfferLinks
from app.services.relay import Relay, carry
from tests.support.database import Database
from tests.support.web import PUBLIC_BASE_URL, SECRET_KEY, FrozenClock


def carry_texts(database: Database, clock: FrozenClock) -> int:
    """Bring every text that is due to its simulated phone."""
    links = OfferLinks(SECRET_KEY, PUBLIC_BASE_URL)
    return carry(Relay(database.session_factory, SimulatorGateway(), links, clock))
