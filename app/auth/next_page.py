"""Where a log-in leads: only ever to a page of this service."""

from urllib.parse import urlsplit

#: Characters that browsers drop or turn into a slash.
_TRICKS = frozenset("\\\t\r\n\0")


def safe_page(address: str | None) -> str | None:
    """The address if it is a path on this server, else None."""
    if not address or not address.startswith("/") or address.startswith("//"):
        return None
    if any(char in _TRICKS or ord(char) < ord(" ") for char in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else address
