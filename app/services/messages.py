"""The outbox: texts are rows of the act that causes them, and are sent by a job."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db.models import Message
from app.db.queue import defer
from app.domain.messages import MessageChannel, MessageKind
from app.domain.states import MessageState

RELAY = "messages:relay"


@dataclass(frozen=True)
class NewMessage:
    """A text to be sent, or a call to be made, once. ``dedupe_key`` names the act; after
    ``useless_after`` it would not be true any more and is not sent."""

    member_id: int
    kind: MessageKind
    dedupe_key: str
    offer_id: int | None = None
    useless_after: datetime | None = None
    leave_request_id: int | None = None
    channel: MessageChannel = MessageChannel.SMS
    again: int = 0
    due_at: datetime | None = None


def write_messages(session: Session, now: datetime, messages: Sequence[NewMessage]) -> None:
    """Put texts into the outbox, each once however often it is written, and call the relay."""
    if not messages:
        return
    rows = [
        asdict(message)
        | {"state": MessageState.QUEUED, "created_at": now, "due_at": message.due_at or now}
        | {"attempts": 0, "cost_tenths": 0, "may_exceed": False, "error": ""}
        for message in messages
    ]
    once = insert(Message).on_conflict_do_nothing(index_elements=[Message.dedupe_key])
    session.execute(once, rows)
    defer(session, RELAY, {})


def about_offer(
    member_id: int, kind: MessageKind, offer_id: int, useless_after: datetime | None = None
) -> NewMessage:
    """A text about an offer, once a kind."""
    return NewMessage(member_id, kind, f"offer:{offer_id}:{kind}", offer_id, useless_after)
