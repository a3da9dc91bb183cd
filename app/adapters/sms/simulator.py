"""Phones that exist only on the simulator's page: nothing leaves the machine."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from app.adapters.sms.gateway import HandedOver, Outgoing, Received
from app.domain.messages import ProviderStatus

#: The number that simulated calls come from.
NUMBER = "+38111000000"


class SimulatorGateway:
    """Takes every text and every call. The outbox row is the phone's memory: what is recorded
    there as handed over is on the phone, and nothing else is."""

    name = "simulator"
    wakes_people = False
    takes_replies = False
    is_priced = True

    def caller(self, sender: str) -> str | None:
        """Simulated phones can always be called."""
        return sender or NUMBER

    def send(self, text: Outgoing) -> HandedOver:
        """The simulated phone has the text, or what the call says, at once."""
        return HandedOver(f"SIM-{text.message_id}-{uuid4().hex[:8]}", ProviderStatus.DELIVERED)

    def find(self, text: Outgoing) -> Sequence[HandedOver]:
        """Nothing: a text that was not recorded is on no phone."""
        del text
        return ()

    def received(self, since: datetime) -> Sequence[Received]:
        """Nothing: the phones' page hands each text over itself."""
        del since
        return ()
