"""Kinds of messages, what the provider may say of one, and what becomes of a reply."""

from enum import StrEnum

from app.domain.states import MessageState


class MessageKind(StrEnum):
    OFFER = "offer"
    CONFIRMED = "confirmed"
    RECEIVED = "received"
    FILLED = "filled"
    EXPIRED = "expired"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    REMINDER = "reminder"
    HANDSHAKE = "handshake"
    HELD = "held"
    RELEASED = "released"
    LATE = "late"
    THANKS = "thanks"
    LEAVE_APPROVED = "leave_approved"
    LEAVE_REFUSED = "leave_refused"
    HELP = "help"


#: What waits for the end of a member's own rest as it waits for the morning. The others answer
#: the member, or are about the day itself.
WAIT_FOR_RESTS = frozenset(
    {
        MessageKind.OFFER,
        MessageKind.EXPIRED,
        MessageKind.REMINDER,
        MessageKind.THANKS,
        MessageKind.LEAVE_APPROVED,
        MessageKind.LEAVE_REFUSED,
    }
)


class MessageChannel(StrEnum):
    """How a message reaches a phone."""

    SMS = "sms"
    VOICE = "voice"


class InboxState(StrEnum):
    """What has become of a text from a phone; one that is kept waits to be read."""

    KEPT = "kept"
    UNDERSTOOD = "understood"
    UNCLEAR = "unclear"
    HANDLED = "handled"


class ProviderStatus(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"


#: Receipts repeat and overtake each other: a message only climbs.
STATUS_RANK: dict[ProviderStatus, int] = {
    ProviderStatus.QUEUED: 0,
    ProviderStatus.SENDING: 1,
    ProviderStatus.SENT: 2,
    ProviderStatus.DELIVERED: 3,
    ProviderStatus.UNDELIVERED: 3,
    ProviderStatus.FAILED: 3,
}


def state_after(status: ProviderStatus) -> MessageState:
    """The state of a message of which the provider says this."""
    if status is ProviderStatus.DELIVERED:
        return MessageState.DELIVERED
    if status in (ProviderStatus.UNDELIVERED, ProviderStatus.FAILED):
        return MessageState.UNDELIVERED
    return MessageState.HANDED_OVER
