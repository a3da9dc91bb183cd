"""Webhooks of the providers: texts from phones, receipts, and what is said in calls."""

from app.sms import android, voice
from app.sms.webhooks import bp

__all__ = ["android", "bp", "voice"]
