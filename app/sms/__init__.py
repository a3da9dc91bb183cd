"""Webhooks of the SMS provider: texts from phones, and receipts."""

from app.sms.webhooks import bp

__all__ = ["bp"]
