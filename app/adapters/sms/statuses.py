"""Twilio's words for what became of a text or a call, apart from its client: web processes need
no more."""

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

#: Of calls: one that was answered and ended was delivered, whatever was said in it.
CALL_STATUSES = {
    "queued": ProviderStatus.QUEUED,
    "initiated": ProviderStatus.SENDING,
    "ringing": ProviderStatus.SENDING,
    "in-progress": ProviderStatus.SENT,
    "answered": ProviderStatus.SENT,
    "completed": ProviderStatus.DELIVERED,
    "busy": ProviderStatus.UNDELIVERED,
    "no-answer": ProviderStatus.UNDELIVERED,
    "canceled": ProviderStatus.FAILED,
    "failed": ProviderStatus.FAILED,
}
