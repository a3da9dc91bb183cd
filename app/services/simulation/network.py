"""A network with trouble between the outbox and the simulated phones."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.adapters.sms import BusyError, HandedOver, Outgoing, RefusedError, UncertainError
from app.adapters.sms.simulator import SimulatorGateway
from app.db.models import Message, SimulatedDelivery
from app.db.unit_of_work import SessionFactory
from app.domain.messages import MessageChannel, ProviderStatus
from app.domain.simulation import REFUSED_CODE, UNANSWERED_CODE, Loss, Trouble, arrivals
from app.services.receipts import record_receipt
from app.services.simulation.trouble import trouble_of

#: Receipts handed over by one job at a time.
BATCH = 200


class SimulatedNetwork(SimulatorGateway):
    """The simulator's phones behind a network that does to texts what was chosen for it."""

    def __init__(self, session_factory: SessionFactory, now: Callable[[], datetime]) -> None:
        self._session_factory = session_factory
        self._now = now

    def send(self, text: Outgoing) -> HandedOver:
        """Raises what a real provider's answer would mean; else the text is on its way."""
        with self._session_factory.begin() as session:
            trouble = _trouble(session, text)
            _raise_refusal(trouble)
            ref = f"SIM-{text.message_id}-{uuid4().hex[:8]}"
            self._take(session, text, ref, trouble)
        if trouble.is_none:
            return HandedOver(ref, ProviderStatus.DELIVERED)
        if trouble.loss is Loss.UNCERTAIN:
            raise UncertainError("no answer")
        return HandedOver(ref, ProviderStatus.SENT)

    def find(self, text: Outgoing) -> Sequence[HandedOver]:
        """What the network took of this message, also when its answer was lost."""
        query = select(SimulatedDelivery.ref).where(SimulatedDelivery.message_id == text.message_id)
        with self._session_factory() as session:
            refs = session.scalars(query.distinct()).all()
        return [HandedOver(ref, ProviderStatus.SENT) for ref in refs]

    def _take(self, session: Session, text: Outgoing, ref: str, trouble: Trouble) -> None:
        spread = random.random()  # noqa: S311 -- it only shuffles
        for each in arrivals(trouble, self._now(), spread):
            session.add(
                SimulatedDelivery(
                    message_id=text.message_id,
                    ref=ref,
                    status=each.status,
                    error_code=_code(text, each.error_code),
                    due_at=each.at,
                    # Without trouble the answer to the sender is the receipt.
                    done_at=each.at if trouble.is_none else None,
                )
            )


def _code(text: Outgoing, code: str) -> str:
    """A call that does not arrive is one that nobody answers."""
    return UNANSWERED_CODE if code and text.channel is MessageChannel.VOICE else code


def _trouble(session: Session, text: Outgoing) -> Trouble:
    member_id = session.scalar(select(Message.member_id).where(Message.id == text.message_id))
    return trouble_of(session, member_id) if member_id is not None else Trouble()


def _raise_refusal(trouble: Trouble) -> None:
    if trouble.loss is Loss.REFUSED:
        raise RefusedError(REFUSED_CODE)
    if trouble.loss is Loss.BUSY:
        raise BusyError("no connection")


def deliver_due(session: Session, now: datetime) -> int:
    """Hand over the receipts that are due, in the order they arrive; returns how many."""
    query = (
        select(SimulatedDelivery)
        .where(SimulatedDelivery.done_at.is_(None), SimulatedDelivery.due_at <= now)
        .order_by(SimulatedDelivery.due_at, SimulatedDelivery.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    rows = session.scalars(query).all()
    for row in rows:
        record_receipt(session, row.due_at, row.message_id, row.ref, row.status, row.error_code)
        row.done_at = row.due_at
    return len(rows)
