"""Twilio's words for what became of a text, apart from its client: web processes need no more."""

from app.domain.messages import ProviderStatus

STATUSES = {
    "accepted": ProviderStatus.QUEUED,
    "scheduled": ProviderStatus.QUEUED,
    "queued": ProviderStatus.QUEUED,
    "sending": ProviderStatus.SENDING,
    "sent": ProviderStatus.SENT,
    "delivered": ProviderStatus.DELIVERED,
    "partially_delivered": ProviderStatus.DELIVERED,
    "read": ProviderStatus.DELIVERED,
    "undelivered": ProviderStatus.UNDELIVERED,
    "failed": ProviderStatus.FAILED,
    "canceled": ProviderStatus.FAILED,
}
