"""`python -m tests.support.trial_relay DATABASE PROVIDER`: relays that may be killed.

For each time that it reads it forks a relay, says its process id, and says when it has ended. The
relay carries what is due at that time, which stands still, through the real client.
"""

import os
import sys
from datetime import datetime
from importlib import import_module

from app.db.unit_of_work import make_engine, make_session_factory
from app.domain.links import OfferLinks
from app.services.relay import Relay, carry
from tests.support.provider import PUBLIC, gateway_to
from tests.support.web import SECRET_KEY


def relay_once(database: str, provider: str, time: datetime) -> None:
    factory = make_session_factory(make_engine(database))
    with gateway_to(provider) as gateway:
        carry(Relay(factory, gateway, OfferLinks(SECRET_KEY, PUBLIC), lambda: time))


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    database_url, provider_url = sys.argv[1:]
    # The client loads this on first use: once here is quicker than in every fork.
    import_module("twilio.rest.api.v2010.account")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            relay_once(database_url, provider_url, datetime.fromisoformat(line.strip()))
            os._exit(0)
        say(child)
        os.waitpid(child, 0)
        say("ended")
