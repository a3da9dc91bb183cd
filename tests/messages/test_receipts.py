"""Receipts repeat and overtake each other; a message only climbs."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.db.models import Message, Receipt
from app.domain.messages import STATUS_RANK, MessageKind, ProviderStatus
from app.domain.states import MessageState
from app.services.messages import NewMessage, write_messages
from app.services.receipts import record_receipt
from tests import factories as make
from tests.factories import NOW

REF = "SM" + "1" * 32
HEIGHT = {
    MessageState.QUEUED: 0,
    MessageState.CLAIMED: 0,
    MessageState.UNCERTAIN: 0,
    MessageState.HANDED_OVER: 1,
    MessageState.DELIVERED: 2,
    MessageState.UNDELIVERED: 2,
}


@pytest.fixture
def message(db: Session) -> Message:
    member = make.make_member(db)
    write_messages(db, NOW, [NewMessage(member.id, MessageKind.HELP, "help")])
    return db.scalars(select(Message)).one()


def begin_as(db: Session, message: Message, state: MessageState) -> None:
    """The message as the relay may have left it, without a receipt."""
    db.execute(delete(Receipt))
    until = NOW if state is MessageState.CLAIMED else None
    values = {"state": state, "claimed_until": until, "provider_ref": None, "error": ""}
    db.execute(update(Message).values(values))
    db.refresh(message)


@given(
    start=st.sampled_from([s for s, height in HEIGHT.items() if height < 2]),
    statuses=st.lists(st.sampled_from(ProviderStatus), min_size=1, max_size=8),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_message_only_climbs_in_whatever_order_receipts_come(
    db: Session, message: Message, start: MessageState, statuses: Sequence[ProviderStatus]
) -> None:
    begin_as(db, message, start)
    height = HEIGHT[start]
    for status in statuses:
        assert record_receipt(db, NOW, message.id, REF, status)
        assert HEIGHT[message.state] >= max(height, 1)
        height = HEIGHT[message.state]
    finals = [status for status in statuses if STATUS_RANK[status] == 3]
    if not finals:
        assert message.state is MessageState.HANDED_OVER
    elif finals[0] is ProviderStatus.DELIVERED:
        assert message.state is MessageState.DELIVERED
    else:
        assert message.state is MessageState.UNDELIVERED
    assert db.scalar(select(func.count()).select_from(Receipt)) == len(set(statuses))
    assert (message.provider_ref, message.claimed_until) == (REF, None)


def test_the_providers_code_stays_with_the_message(db: Session, message: Message) -> None:
    record_receipt(db, NOW, message.id, REF, ProviderStatus.UNDELIVERED, "30003")
    assert (message.state, message.error) == (MessageState.UNDELIVERED, "30003")


def test_a_receipt_for_no_message_is_refused(db: Session) -> None:
    assert not record_receipt(db, NOW, 999_999, REF, ProviderStatus.SENT)
