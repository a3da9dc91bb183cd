"""Whether a webhook comes from the phone that is our gateway."""

import hashlib
import hmac
from datetime import datetime, timedelta

from config import AndroidSettings

SIGNATURE, TIMESTAMP = "X-Signature", "X-Timestamp"
#: Older calls are refused, so that nobody can play one again much later; the phone signs each
#: try anew.
OLDEST = timedelta(minutes=5)
LONGEST_TIMESTAMP = 12


def is_signed(
    settings: AndroidSettings, body: bytes, timestamp: str, signature: str, now: datetime
) -> bool:
    """Whether the key of the phone made the signature over the body and the time, just now."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= LONGEST_TIMESTAMP):
        return False
    if abs(now.timestamp() - int(timestamp)) > OLDEST.total_seconds():
        return False
    made = hmac.new(settings.signing_key.encode(), body + timestamp.encode(), hashlib.sha256)
    return signature.isascii() and hmac.compare_digest(made.hexdigest(), signature.lower())
