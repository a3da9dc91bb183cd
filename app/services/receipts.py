"""Receipts: what the provider says became of a message. They repeat and overtake each other."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db.models import Message, Receipt
from app.db.queries.messages import locked_message
from app.db.transitions import move
from app.domain.lifecycles import MESSAGE
from app.domain.messages import ProviderStatus, state_after
from app.domain.states import MessageState
from app.services.failures import after_failure


def record_receipt(
    session: Session,
    now: datetime,
    message_id: int,
    ref: str,
    status: ProviderStatus,
    error_code: str = "",
) -> bool:
    """Keep a receipt and let its message climb; a repeated or overtaken one changes nothing.

    False when there is no such message: the provider speaks of a text of somebody else.
    """
    message = locked_message(session, message_id)
    if message is None:
        return False
    _keep(session, now, message_id, status, error_code)
    if message.provider_ref is None:
        message.provider_ref = ref
    _climb(session, now, message, state_after(status), error_code)
    return True


def _keep(
    session: Session, now: datetime, message_id: int, status: ProviderStatus, error_code: str
) -> None:
    values = {"message_id": message_id, "status": status, "error_code": error_code}
    session.execute(insert(Receipt).values(**values, received_at=now).on_conflict_do_nothing())


def _climb(
    session: Session, now: datetime, message: Message, to: MessageState, error_code: str
) -> None:
    if MESSAGE.can_move(message.state, MessageState.HANDED_OVER):
        # Whatever the receipt says, the provider has the text.
        move(session, message, MESSAGE, MessageState.HANDED_OVER, claimed_until=None)
    if MESSAGE.can_move(message.state, to):
        move(session, message, MESSAGE, to, error=error_code)
        if to is MessageState.UNDELIVERED:
            after_failure(session, now, message, error_code)
