"""The relay: carries texts from the outbox to the provider.

A text is claimed in one transaction, handed over outside any, and settled in another. Whoever is
killed in between leaves a claim that runs out; then nobody knows whether the provider has the
text, so it is looked for in the provider's list before it is sent again.
"""

from app.services.relay.context import Relay
from app.services.relay.resolving import find_lost, resolve_next
from app.services.relay.sending import send_next

__all__ = ["Relay", "carry"]


def carry(relay: Relay) -> int:
    """Carry every text that is due; returns how many were tried, not true or put off.

    Ends early when told to stop, and when the provider has trouble: the next round goes on. Any
    number of relays may run at once; a member's texts go one after the other.
    """
    find_lost(relay)
    while not relay.is_stopped() and resolve_next(relay):
        pass
    count = 0
    while not relay.is_stopped() and send_next(relay):
        count += 1
    return count
